import { COLUMNS } from './view.logic'
import type { ListView } from './view.logic'

/** How the rows look, which a person chooses once for all visits. */
export type Look = Pick<ListView, 'hidden' | 'compact'>

/** Where the browser keeps it: names of columns and two choices, nothing of the store. */
const PLACE = 'carrefour-inventory.look'

type Kept = Readonly<Partial<Record<keyof Look | 'slash', unknown>>>

function kept(): Kept {
  try {
    const raw: unknown = JSON.parse(window.localStorage.getItem(PLACE) ?? 'null')
    return typeof raw === 'object' && raw !== null ? raw : {}
  } catch {
    return {}
  }
}

function keep(change: Kept): void {
  try {
    window.localStorage.setItem(PLACE, JSON.stringify({ ...kept(), ...change }))
  } catch {
    // Without storage in the browser, the choice lasts until the page is left.
  }
}

/** What this person chose before; nothing when they did not, or the browser keeps nothing. */
export function rememberedLook(): Partial<Look> {
  const { hidden, compact } = kept()
  return {
    ...(Array.isArray(hidden) ? { hidden: COLUMNS.filter(one => hidden.includes(one)) } : {}),
    ...(typeof compact === 'boolean' ? { compact } : {}),
  }
}

export const rememberLook = ({ hidden, compact }: Look): void => keep({ hidden, compact })

/**
 * Whether the key `/` leads to the search. It can be turned off: who dictates sets off keys by words
 * (WCAG 2.2, 2.1.4).
 */
export const isSlashOn = (): boolean => kept().slash !== false

export const turnSlash = (slash: boolean): void => keep({ slash })
