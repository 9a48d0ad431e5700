import { useCallback } from 'react'

import CANCEL_REPROCESS from '../graphql/cancelReprocess.graphql'
import type { JobResult } from '../graphql/jobTypes'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Ends a job before all of it is sent. */
export function useCancelReprocess(): [(id: string) => Promise<Outcome<JobResult>>, boolean] {
  const [run, busy] = useAction<{ cancelCarrefourReprocess: JobResult }, { id: string }>(
    CANCEL_REPROCESS
  )

  const cancel = useCallback(
    async (id: string): Promise<Outcome<JobResult>> => {
      const outcome = await run({ id })
      return 'done' in outcome ? { done: outcome.done.cancelCarrefourReprocess } : outcome
    },
    [run]
  )

  return [cancel, busy]
}
