import { useState } from 'react'

import { DISCONNECT, START_RECONCILE, SWITCH_CONNECTION } from '../api/generated'
import type { Connection } from '../api/generated'
import type { Right } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { useKeyTest } from '../configuration/KeyTest'
import { failureKey } from '../ui/keys'
import type { MenuOption } from '../ui/Menu'
import { useNotice } from '../ui/notice'
import type { TAG_COLORS } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'

/** How the connection stands, in one word. */
type Health = 'not-configured' | 'off' | 'incident' | 'on'

/** An incident of a connection that is off is not shown as one: nothing is sent anyway. */
export function health({
  configuration,
  incident,
  outages,
}: Pick<Connection, 'configuration' | 'incident' | 'outages'>): Health {
  if (configuration === null) return 'not-configured'
  if (!configuration.active) return 'off'
  return incident === null && outages.length === 0 ? 'on' : 'incident'
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
    { label: text('integrations.disconnect'), onSelect: deeds.askDisconnect },
  ]
}

/** The saved configuration, as a test takes it. */
const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

/** What the gear of the card does: test, compare, turn on; turn off and disconnect after a question. */
export function useCardActions(onChanged: () => void, onCompared: () => void) {
  const text = useText()
  const notify = useNotice()
  const key = useKeyTest()
  const [turn, turning] = useOperation(SWITCH_CONNECTION)
  const [takeDown, disconnecting] = useOperation(DISCONNECT)
  const [asking, setAsking] = useState<'turn-off' | 'disconnect' | null>(null)

  const turnTo = async (active: boolean) => {
    const outcome = await turn({ active })
    setAsking(null)
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourSaved')
      notify(text(active ? 'integrations.turned-on' : 'integrations.turned-off'))
    else notify(text('integrations.not-turned'))
    onChanged()
  }

  const disconnect = async () => {
    const outcome = await takeDown({})
    setAsking(null)
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourDisconnected')
      notify(text('integrations.disconnected'))
    else notify(text('integrations.not-disconnected'))
    onChanged()
  }

  const [startComparing] = useOperation(START_RECONCILE)
  const compare = async () => {
    const outcome = await startComparing({})
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourReconcileStarted')
      notify(text('integrations.compare.started'))
    else notify(text('integrations.compare.refused'))
    onCompared()
  }

  return {
    key,
    asking,
    turning,
    disconnecting,
    // A saved key that Carrefour accepts ends the incident, and the page offers what it blocked.
    test: () => void key.test(SAVED).then(onChanged),
    askTurnOff: () => setAsking('turn-off'),
    askDisconnect: () => setAsking('disconnect'),
    compare: () => void compare(),
    keep: () => setAsking(null),
    turnOff: () => void turnTo(false),
    disconnect: () => void disconnect(),
    turnOn: () => void turnTo(true),
  }
}
