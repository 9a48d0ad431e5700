import type { MenuOption } from '../../components/MenuItem'
import type { Text } from '../../texts/useText'
import type { Health } from './health.logic'

interface Deeds {
  edit: () => void
  test: () => void
  ask: () => void
  turnOn: () => void
}

type Option = Omit<MenuOption, 'disabledReason'>

/** What the gear offers: before the first configuration there is nothing to test or turn off. */
export function cardOptions(state: Health, deeds: Deeds, text: Text): Option[] {
  const edit = { label: text('integrations.edit'), onSelect: deeds.edit }
  if (state === 'not-configured') return [edit]
  return [
    edit,
    { label: text('integrations.test'), onSelect: deeds.test },
    state === 'off'
      ? { label: text('integrations.turn-on'), onSelect: deeds.turnOn }
      : { label: text('integrations.turn-off'), onSelect: deeds.ask },
  ]
}
