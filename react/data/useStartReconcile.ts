import { useCallback } from 'react'

import type { StartReconcileResult } from '../graphql/reconcileTypes'
import START_RECONCILE from '../graphql/startReconcile.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Has every offer compared with the store, and what differs sent. */
export function useStartReconcile(): () => Promise<Outcome<StartReconcileResult>> {
  const [run] = useAction<{ startCarrefourReconcile: StartReconcileResult }>(START_RECONCILE)

  return useCallback(async () => {
    const outcome = await run({})
    return 'done' in outcome ? { done: outcome.done.startCarrefourReconcile } : outcome
  }, [run])
}
