import type { DocumentNode } from 'graphql'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApolloClient } from 'react-apollo'

import { toFailure } from './failure.logic'
import type { Failure } from './failure.logic'
import { useVisibleInterval } from './useVisibleInterval'

export interface FreshQuery<Data> {
  /** The last answer; it stays while a newer one is asked for or cannot be had. */
  data: Data | null
  /** Why the last request brought nothing; null after an answer. */
  failure: Failure | null
  loading: boolean
  reload: () => void
}

interface Options {
  pollMs?: number | null
  skip?: boolean
  /** Other ones ask anew; the last answer stays until theirs is here. */
  variables?: object
  /** Another number asks the same again. */
  again?: number
}

interface Answer<Data> {
  data: Data | null
  failure: Failure | null
  loading: boolean
}

/**
 * Asks the service without any cache, since a person decides on what it says, and asks again every
 * `pollMs` while the page is visible. An answer that was overtaken by a later request is dropped.
 */
export function useFreshQuery<Data>(
  query: DocumentNode,
  { pollMs = null, skip = false, variables = {}, again = 0 }: Options = {}
): FreshQuery<Data> {
  const client = useApolloClient()
  const turn = useRef(0)
  const given = JSON.stringify(variables)
  const [answer, setAnswer] = useState<Answer<Data>>({ data: null, failure: null, loading: !skip })

  const ask = useCallback(() => {
    const mine = (turn.current += 1)
    setAnswer(old => ({ ...old, loading: true }))
    client
      .query<Data>({
        query,
        variables: JSON.parse(given) as Record<string, unknown>,
        fetchPolicy: 'no-cache',
      })
      .then(({ data }) => {
        if (mine === turn.current) setAnswer({ data, failure: null, loading: false })
      })
      .catch((error: unknown) => {
        if (mine !== turn.current) return
        setAnswer(old => ({ data: old.data, failure: toFailure(error), loading: false }))
      })
  }, [client, query, given])

  useEffect(() => {
    if (!skip) ask()
    return () => {
      turn.current += 1
    }
  }, [ask, skip, again])
  useVisibleInterval(ask, skip ? null : pollMs)

  return { ...answer, reload: ask }
}
