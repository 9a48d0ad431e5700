import { COLUMNS } from './view.logic'
import type { ListView } from './view.logic'

/** How the rows look, which a person chooses once for all visits. */
export type Look = Pick<ListView, 'hidden' | 'compact'>

/** Where the browser keeps it: names of columns and one choice, nothing of the store. */
const PLACE = 'carrefour-inventory.look'

/** What this person chose before; nothing when they did not, or the browser keeps nothing. */
export function rememberedLook(): Partial<Look> {
  try {
    const raw: unknown = JSON.parse(window.localStorage.getItem(PLACE) ?? 'null')
    if (typeof raw !== 'object' || raw === null) return {}
    const { hidden, compact } = raw as Partial<Record<keyof Look, unknown>>
    return {
      ...(Array.isArray(hidden) ? { hidden: COLUMNS.filter(one => hidden.includes(one)) } : {}),
      ...(typeof compact === 'boolean' ? { compact } : {}),
    }
  } catch {
    return {}
  }
}

export function rememberLook({ hidden, compact }: Look): void {
  try {
    window.localStorage.setItem(PLACE, JSON.stringify({ hidden, compact }))
  } catch {
    // A browser that keeps nothing still shows what was chosen, until the page is left.
  }
}
