import type { DocumentNode } from 'graphql'
import { useCallback } from 'react'
import { useApolloClient, useMutation } from 'react-apollo'

import { toFailure } from './failure.logic'
import type { Failure } from './failure.logic'

export type Outcome<Data> = { done: Data } | { failure: Failure }

/** Runs a mutation and never throws: a missing answer comes back as a `Failure`. */
export function useAction<Data, Variables = Record<string, never>>(
  mutation: DocumentNode
): [(variables: Variables) => Promise<Outcome<Data>>, boolean] {
  const client = useApolloClient()
  const [mutate, { loading }] = useMutation<Data, Variables>(mutation, { fetchPolicy: 'no-cache' })

  const run = useCallback(
    async (variables: Variables): Promise<Outcome<Data>> => {
      try {
        const { data } = await mutate({ variables })
        return data === undefined || data === null ? { failure: 'failed' } : { done: data }
      } catch (error) {
        return { failure: toFailure(error) }
      } finally {
        // Apollo would keep what a mutation was given, a ShopKey too, as long as the page lives.
        client.queryManager.mutationStore.reset()
      }
    },
    [mutate, client]
  )

  return [run, loading]
}
