import type { Language } from '../../admin/shell/language'
import type { Live } from '..'

import { filled, liveTexts } from './texts'

/** What stands over every page of a workspace that works with real hosts. */
export interface Band {
  /** `writing` is the red one. */
  readonly tone: 'looking' | 'waiting' | 'writing'
  readonly text: string
  readonly link: { readonly href: string; readonly text: string }
}

/** Where the page about the real hosts is mounted. */
export const LIVE_CONSOLE = '/console/live'

export function bandOf({ settings, gate }: Live, language: Language): Band {
  const texts = liveTexts(language)
  const state = gate.state()
  const shop = state.kind === 'looking' ? null : state.shop
  const sentence =
    state.kind !== 'looking'
      ? state.kind
      : settings.carrefour === null
        ? 'lookingAtStore'
        : settings.store === null
          ? 'lookingAtCarrefour'
          : 'looking'
  const text = filled(
    texts[sentence],
    settings.account,
    settings.carrefour?.address.host ?? texts.local,
    shop?.name ?? '',
    shop?.shopId ?? ''
  )
  const linkText = state.kind === 'looking' ? texts.seeList : texts.manage
  return { tone: state.kind, text, link: { href: LIVE_CONSOLE, text: linkText } }
}
