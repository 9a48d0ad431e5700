import { useState } from 'react'

import { useNotice } from '../../components/notice'
import { useStartReconcile } from '../../data/useStartReconcile'
import { useSwitchConnection } from '../../data/useSwitchConnection'
import { useTestShopKey } from '../../data/useTestShopKey'
import { failureKey } from '../../texts/keys'
import { useText } from '../../texts/useText'

/** The saved configuration, as a test takes it. */
const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

/** What the gear of the card does: test, turn off after a question, turn on. */
export function useCardActions(onChanged: () => void, onCompared: () => void) {
  const text = useText()
  const notify = useNotice()
  const key = useTestShopKey()
  const [turn, turning] = useSwitchConnection()
  const [asking, setAsking] = useState(false)

  const turnTo = async (active: boolean) => {
    const outcome = await turn(active)
    setAsking(false)
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourSaved')
      notify(text(active ? 'integrations.turned-on' : 'integrations.turned-off'))
    else notify(text('integrations.not-turned'))
    onChanged()
  }

  const startComparing = useStartReconcile()
  const compare = async () => {
    const outcome = await startComparing()
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
    test: () => void key.test(SAVED),
    ask: () => setAsking(true),
    compare: () => void compare(),
    keep: () => setAsking(false),
    turnOff: () => void turnTo(false),
    turnOn: () => void turnTo(true),
  }
}
