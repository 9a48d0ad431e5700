import { useState } from 'react'

import { DISCONNECT, START_RECONCILE, SWITCH_CONNECTION } from '../api/generated'
import { useOperation } from '../api/useOperation'
import { useKeyTest } from '../configuration/KeyTest'
import { failureKey } from '../ui/keys'
import { useNotice } from '../ui/notice'
import { useText } from '../ui/useText'

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
