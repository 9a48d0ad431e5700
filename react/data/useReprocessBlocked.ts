import { useCallback } from 'react'

import REPROCESS_BLOCKED from '../graphql/reprocessBlocked.graphql'
import type { ReprocessResult } from '../graphql/types'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Asks for exactly the SKUs that a refused ShopKey blocked to be sent again. */
export function useReprocessBlocked(): [() => Promise<Outcome<ReprocessResult>>, boolean] {
  const [run, busy] = useAction<{ reprocessCarrefourBlocked: ReprocessResult }>(REPROCESS_BLOCKED)

  const reprocess = useCallback(async (): Promise<Outcome<ReprocessResult>> => {
    const outcome = await run({})
    return 'done' in outcome ? { done: outcome.done.reprocessCarrefourBlocked } : outcome
  }, [run])

  return [reprocess, busy]
}
