import type { Connection, StandstillKind } from '../api/generated'
import type { Right } from '../api/permissions'
import type { MenuOption } from '../ui/Menu'
import type { TAG_COLORS } from '../ui/tokens'
import type { Text } from '../ui/useText'

/** How the connection stands, in one word. */
export type Health = 'not-configured' | 'off' | 'incident' | 'on'

/** Standstills in which files do leave, late or unconfirmed. In the others nothing does. */
const MOVING: readonly StandstillKind[] = ['LATE', 'UNCONFIRMED']

/**
 * An incident of a connection that is off is not shown as one: nothing is sent anyway. While the list's storage alone does
 * not answer, stock is sent all the same.
 */
export function health({
  configuration,
  incident,
  outages,
  standstill,
}: Pick<Connection, 'configuration' | 'incident' | 'outages' | 'standstill'>): Health {
  if (configuration === null) return 'not-configured'
  if (!configuration.active) return 'off'
  const halted = standstill !== null && !MOVING.includes(standstill.kind)
  const storeIsOut = outages.some(({ cause }) => cause !== 'LEDGER_UNAVAILABLE')
  return incident === null && !storeIsOut && !halted ? 'on' : 'incident'
}

export const HEALTH_COLORS: Readonly<Record<Health, keyof typeof TAG_COLORS>> = {
  'not-configured': 'WARNING',
  off: 'PENDING',
  incident: 'ERROR',
  on: 'SUCCESS',
}

/** Keys of the texts of `Health`. */
export const HEALTHS: readonly Health[] = ['not-configured', 'off', 'incident', 'on']

interface Deeds {
  edit: () => void
  history: () => void
  test: () => void
  askTurnOff: () => void
  askDisconnect: () => void
  compare: () => void
  turnOn: () => void
}

interface Option extends Omit<MenuOption, 'disabledReason'> {
  /** Permission that it takes; configuring when left out. */
  needs?: Right
}

/** What the gear offers: before the first configuration there is nothing to test, turn off or disconnect. */
export function cardOptions(state: Health, deeds: Deeds, text: Text): Option[] {
  const edit = { label: text('integrations.edit'), onSelect: deeds.edit }
  const history = {
    label: text('integrations.history'),
    onSelect: deeds.history,
    needs: 'view' as const,
  }
  if (state === 'not-configured') return [edit, history]
  return [
    edit,
    { label: text('integrations.test'), onSelect: deeds.test },
    ...(state === 'on'
      ? [
          {
            label: text('integrations.compare'),
            onSelect: deeds.compare,
            needs: 'reprocess' as const,
          },
        ]
      : []),
    state === 'off'
      ? { label: text('integrations.turn-on'), onSelect: deeds.turnOn }
      : { label: text('integrations.turn-off'), onSelect: deeds.askTurnOff },
    history,
    { label: text('integrations.disconnect'), onSelect: deeds.askDisconnect, grave: true },
  ]
}
