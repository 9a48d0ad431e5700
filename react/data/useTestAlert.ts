import { useCallback } from 'react'

import type { AlertTest } from '../graphql/connectionTypes'
import TEST_ALERT from '../graphql/testAlert.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Sends a mail to the saved address for notifications. */
export function useTestAlert(): [() => Promise<Outcome<AlertTest>>, boolean] {
  const [run, busy] = useAction<{ testCarrefourAlert: AlertTest }>(TEST_ALERT)

  const test = useCallback(async (): Promise<Outcome<AlertTest>> => {
    const outcome = await run({})
    return 'done' in outcome ? { done: outcome.done.testCarrefourAlert } : outcome
  }, [run])

  return [test, busy]
}
