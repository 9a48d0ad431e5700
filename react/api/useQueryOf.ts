import { useCallback, useEffect, useRef, useState } from 'react'

import { useAskOf, useBeat } from './beat'
import { toFailure } from './failure'
import type { Failure } from './failure'
import type { QueryOf } from './operation'
import { useOnline, useVisibleInterval } from './browser'

export interface Query<Answer, Variables = unknown> {
  /** The last answer; it stays while a newer one is asked for or cannot be had. */
  data: Answer | null
  /** What `data` was asked with. */
  of: Variables | null
  /** Why the last request brought nothing; null after an answer. */
  failure: Failure | null
  loading: boolean
  reload: () => void
}

/** Milliseconds after which what follows the beat and could not be had is asked for again. */
const RETRY_MS = 15_000

/** A type that is checked against what the query says, not learnt from what is given. */
type Given<T> = [T][T extends unknown ? 0 : never]

interface Options {
  /** Milliseconds after which it is asked again, while the page is visible. */
  pollMs?: number | null
  /** Asked again whenever the page's beat says so. */
  follow?: boolean
  skip?: boolean
  /** Another number asks the same again. */
  again?: number
}

/** Answers a function that asks the service once, without any cache. It rejects when there is no answer. */
export function useAsk<Answer, Variables>(
  query: QueryOf<Answer, Variables>
): (variables: Variables) => Promise<Answer> {
  const ask = useAskOf()
  return useCallback((variables: Variables) => ask(query, variables), [ask, query])
}

/**
 * Asks the service without any cache, since a person decides on what it says, and asks again every `pollMs` while
 * the page is visible. An answer that was overtaken by a later request is dropped.
 */
export function useQueryOf<Answer, Variables>(
  query: QueryOf<Answer, Variables>,
  variables: Given<Variables>,
  { pollMs = null, follow = false, skip = false, again = 0 }: Options = {}
): Query<Answer, Variables> {
  const ask = useAsk(query)
  const turn = useRef(0)
  // Variables are compared by what they say: a page makes a new object each time.
  const given = JSON.stringify(variables)
  const [answer, setAnswer] = useState<Omit<Query<Answer, Variables>, 'reload'>>({
    data: null,
    of: null,
    failure: null,
    loading: !skip,
  })

  const load = useCallback(() => {
    const mine = (turn.current += 1)
    const of = JSON.parse(given) as Variables
    setAnswer(old => ({ ...old, loading: true }))
    ask(of)
      .then(data => {
        if (mine === turn.current) setAnswer({ data, of, failure: null, loading: false })
      })
      .catch((error: unknown) => {
        if (mine !== turn.current) return
        setAnswer(old => ({ ...old, failure: toFailure(error), loading: false }))
      })
  }, [ask, given])

  useEffect(() => {
    if (!skip) load()
    return () => {
      turn.current += 1
    }
  }, [load, skip, again])
  useVisibleInterval(load, skip ? null : pollMs)
  useBeat(load, follow && !skip)
  // What failed while the browser was offline is queried as soon as it is online again.
  const { failure } = answer
  useOnline(failure === null || skip ? null : load)
  useVisibleInterval(load, follow && !skip && failure === 'failed' ? RETRY_MS : null)

  return { ...answer, reload: load }
}
