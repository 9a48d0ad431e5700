import type { MenuOption } from '../../components/MenuItem'
import type { Text } from '../../texts/useText'
import type { Health } from './health.logic'

interface Deeds {
  edit: () => void
  history: () => void
  test: () => void
  ask: () => void
  turnOn: () => void
}

interface Option extends Omit<MenuOption, 'disabledReason'> {
  /** Whoever may see the page may do this. */
  forAll?: true
}

/** What the gear offers: before the first configuration there is nothing to test or turn off. */
export function cardOptions(state: Health, deeds: Deeds, text: Text): Option[] {
  const edit = { label: text('integrations.edit'), onSelect: deeds.edit }
  const history = {
    label: text('integrations.history'),
    onSelect: deeds.history,
    forAll: true as const,
  }
  if (state === 'not-configured') return [edit, history]
  return [
    edit,
    { label: text('integrations.test'), onSelect: deeds.test },
    state === 'off'
      ? { label: text('integrations.turn-on'), onSelect: deeds.turnOn }
      : { label: text('integrations.turn-off'), onSelect: deeds.ask },
    history,
  ]
}
