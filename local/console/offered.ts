import type { PluginName } from '../plugins'

import type { Console } from './page'

interface Around {
  /** Whether the project's own app runs, which the tour and the page about real hosts are made for. */
  readonly isOwnApp: boolean
  /** The stand-ins that no real host replaces. */
  readonly played: readonly PluginName[]
}

/** The consoles that have something to do or to look at, in the order in which a newcomer meets them. */
export const consolesOf = ({ isOwnApp, played }: Around): readonly Console[] => [
  // Its steps are taken in both stand-ins' consoles.
  ...(isOwnApp && played.includes('store') && played.includes('carrefour')
    ? (['tour'] as const)
    : []),
  ...played,
  // What happens at real hosts is not seen from here.
  ...(played.length > 0 ? (['timeline'] as const) : []),
  'mail',
  'clock',
  'inspector',
  ...(isOwnApp ? (['live'] as const) : []),
]
