import { useCallback } from 'react'
import { useApolloClient, useMutation } from 'react-apollo'

import { toFailure } from './failure'
import type { Failure } from './failure'
import { valueOf } from './operation'
import type { Answered, MutationOf } from './operation'

export type Outcome<Answer> = { done: Answer } | { failure: Failure }

/** Answers a function that runs a mutation and never throws, and whether it is running: a missing answer is a `Failure`. */
export function useOperation<Answer, Variables>(
  mutation: MutationOf<Answer, Variables>
): [(variables: Variables) => Promise<Outcome<Answer>>, boolean] {
  const client = useApolloClient()
  const [mutate, { loading }] = useMutation<Answered<Answer>, Variables>(mutation.document, {
    fetchPolicy: 'no-cache',
  })

  const run = useCallback(
    async (variables: Variables): Promise<Outcome<Answer>> => {
      try {
        const { data } = await mutate({ variables })
        return { done: valueOf(mutation, data) }
      } catch (error) {
        return { failure: toFailure(error) }
      } finally {
        // Apollo would keep what a mutation was given, a ShopKey too, as long as the page lives.
        client.queryManager.mutationStore.reset()
      }
    },
    [mutate, client, mutation]
  )

  return [run, loading]
}

/** An idempotency key: asked again with it, the service answers what it did the first time. */
export function newKey(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
