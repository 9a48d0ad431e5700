import { useCallback } from 'react'

import DISMISS_PROBLEM from '../graphql/dismissProblem.graphql'
import type { Problems } from '../graphql/problemTypes'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Puts a problem aside for everybody in the account, or shows it again. */
export function useDismissProblem(): [
  (id: string, dismissed: boolean) => Promise<Outcome<Problems>>,
  boolean,
] {
  const [run, busy] = useAction<
    { dismissCarrefourProblem: Problems },
    { id: string; dismissed: boolean }
  >(DISMISS_PROBLEM)

  const dismiss = useCallback(
    async (id: string, dismissed: boolean): Promise<Outcome<Problems>> => {
      const outcome = await run({ id, dismissed })
      return 'done' in outcome ? { done: outcome.done.dismissCarrefourProblem } : outcome
    },
    [run]
  )

  return [dismiss, busy]
}
