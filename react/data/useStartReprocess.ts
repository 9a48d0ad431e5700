import { useCallback } from 'react'

import type { JobFilter, JobResult } from '../graphql/jobTypes'
import START_REPROCESS from '../graphql/startReprocess.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

export interface StartWish {
  filter: JobFilter
  /** Of this wish: asked again with it, the same job is answered. */
  key: string
}

/** Starts a job that reprocesses all that match. */
export function useStartReprocess(): [(wish: StartWish) => Promise<Outcome<JobResult>>, boolean] {
  const [run, busy] = useAction<{ startCarrefourReprocess: JobResult }, StartWish>(START_REPROCESS)

  const start = useCallback(
    async (wish: StartWish): Promise<Outcome<JobResult>> => {
      const outcome = await run(wish)
      return 'done' in outcome ? { done: outcome.done.startCarrefourReprocess } : outcome
    },
    [run]
  )

  return [start, busy]
}
