import { useCallback } from 'react'

import REPROCESS_SKUS from '../graphql/reprocessSkus.graphql'
import type { ReprocessResult } from '../graphql/types'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Asks for these SKUs to be sent again with today's stock; at most 100 a call. */
export function useReprocessSkus(): [
  (skuIds: readonly string[]) => Promise<Outcome<ReprocessResult>>,
  boolean,
] {
  const [run, busy] = useAction<
    { reprocessCarrefourSkus: ReprocessResult },
    { skuIds: readonly string[] }
  >(REPROCESS_SKUS)

  const reprocess = useCallback(
    async (skuIds: readonly string[]): Promise<Outcome<ReprocessResult>> => {
      const outcome = await run({ skuIds })
      return 'done' in outcome ? { done: outcome.done.reprocessCarrefourSkus } : outcome
    },
    [run]
  )

  return [reprocess, busy]
}
