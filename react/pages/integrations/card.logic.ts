import type { MenuOption } from '../../components/MenuItem'
import type { Permissions } from '../../graphql/types'
import type { Text } from '../../texts/useText'
import type { Health } from './health.logic'

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
  needs?: keyof Permissions
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
    { label: text('integrations.disconnect'), onSelect: deeds.askDisconnect },
  ]
}
