import { useCallback } from 'react'

import type { SaveResult } from '../graphql/connectionTypes'
import SWITCH_CONNECTION from '../graphql/switchConnection.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Of the answer the card reads what became of it. */
type Switched = Pick<SaveResult, '__typename'>

/** Turns sending on or off. */
export function useSwitchConnection(): [(active: boolean) => Promise<Outcome<Switched>>, boolean] {
  const [run, busy] = useAction<{ switchCarrefourConnection: Switched }, { active: boolean }>(
    SWITCH_CONNECTION
  )

  const turn = useCallback(
    async (active: boolean): Promise<Outcome<Switched>> => {
      const outcome = await run({ active })
      return 'done' in outcome ? { done: outcome.done.switchCarrefourConnection } : outcome
    },
    [run]
  )

  return [turn, busy]
}
