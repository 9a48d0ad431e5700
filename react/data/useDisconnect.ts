import { useCallback } from 'react'

import DISCONNECT from '../graphql/disconnect.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

type Disconnected =
  { __typename: 'CarrefourDisconnected' } | { __typename: 'CarrefourUnreachable'; message: string }

/** Takes the connection down. What did not answer stays; asking again goes on from there. */
export function useDisconnect(): [() => Promise<Outcome<Disconnected>>, boolean] {
  const [run, busy] = useAction<{ disconnectCarrefour: Disconnected }>(DISCONNECT)

  const disconnect = useCallback(async (): Promise<Outcome<Disconnected>> => {
    const outcome = await run({})
    return 'done' in outcome ? { done: outcome.done.disconnectCarrefour } : outcome
  }, [run])

  return [disconnect, busy]
}
