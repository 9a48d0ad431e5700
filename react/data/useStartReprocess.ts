import { useCallback, useRef } from 'react'

import START_REPROCESS from '../graphql/startReprocess.graphql'
import type { Cause } from '../graphql/types'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Which SKUs a job takes. */
export interface JobFilter {
  causes: readonly Cause[]
  fingerprint?: string
}

export type Started =
  | { __typename: 'CarrefourReprocessJob'; id: string; expected: number }
  | { __typename: 'CarrefourJobRefused'; code: string }

const newKey = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

/** Starts a job that reprocesses all that match. The same wish, asked twice before an answer came, is one job. */
export function useStartReprocess(): [(filter: JobFilter) => Promise<Outcome<Started>>, boolean] {
  const key = useRef(newKey())
  const [run, busy] = useAction<
    { startCarrefourReprocess: Started },
    { filter: JobFilter; key: string }
  >(START_REPROCESS)

  const start = useCallback(
    async (filter: JobFilter): Promise<Outcome<Started>> => {
      const outcome = await run({ filter, key: key.current })
      if (!('done' in outcome)) return outcome
      key.current = newKey()
      return { done: outcome.done.startCarrefourReprocess }
    },
    [run]
  )

  return [start, busy]
}
