import React, { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useApolloClient } from 'react-apollo'

import { afterPulse, intervalOf, isWorking, WHOLE_MS } from './beat.logic'
import type { Known } from './beat.logic'
import { CONNECTION, PULSE, REPROCESS_JOBS } from './generated'
import type { Connection, Job, PulseAnswer } from './generated'
import type { QueryOf } from './operation'
import { askAlone, askTogether } from './together'
import type { Ask } from './together'
import { useVisibleInterval } from './useVisibleInterval'

interface BeatValue {
  ask: Ask
  /** Calls `look` whenever the page should be asked again, until what it answers is called. */
  follow: (look: () => void) => () => void
}

const BeatContext = createContext<BeatValue | null>(null)

/** How a part of a page asks the service: together with the others of the page, where there are any. */
export function useAskOf(): Ask {
  const client = useApolloClient()
  const beat = useContext(BeatContext)
  const alone = useMemo(() => askAlone(client), [client])
  return beat === null ? alone : beat.ask
}

/** Calls `look` when something has changed, and every few seconds while something works. */
export function useBeat(look: () => void, on: boolean): void {
  const beat = useContext(BeatContext)
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    if (beat === null || !on) return undefined
    return beat.follow(() => latest.current())
  }, [beat, on])
}

const NOTHING_KNOWN: Known = { pulse: null, changedAt: 0, connection: null, jobs: null }

/**
 * The one clock of a page. An idle page asks one small question, whether anything has changed, and the whole page only
 * when it has; while something works all parts are asked at the same moment, in one request. A hidden page asks nothing.
 */
export function Beat({ children }: { children: ReactNode }) {
  const client = useApolloClient()
  const known = useRef<Known>(NOTHING_KNOWN)
  const wholeAt = useRef(Date.now())
  const failed = useRef(false)
  const looks = useRef(new Set<() => void>())
  const here = useRef(true)
  const [every, setEvery] = useState(() => intervalOf(NOTHING_KNOWN, Date.now()))

  useEffect(
    () => () => {
      here.current = false
    },
    []
  )

  const learn = (next: Known) => {
    known.current = next
    if (here.current) setEvery(intervalOf(next, Date.now()))
  }
  const hear = ({ document }: Pick<QueryOf<unknown, unknown>, 'document'>, answer: unknown) => {
    if (document === CONNECTION.document) {
      const connection = answer as Connection
      const { known: next } = afterPulse(known.current, connection.pulse, Date.now())
      learn({ ...next, connection })
    }
    if (document === REPROCESS_JOBS.document)
      learn({ ...known.current, jobs: answer as readonly Job[] })
  }
  const lookAll = () => {
    wholeAt.current = Date.now()
    for (const look of Array.from(looks.current)) look()
  }
  const value = useMemo((): BeatValue => {
    const together = askTogether(client)
    return {
      ask: (query, variables) =>
        together(query, variables).then(answer => {
          hear(query, answer)
          return answer
        }),
      follow: look => {
        looks.current.add(look)
        return () => {
          looks.current.delete(look)
        }
      },
    }
    // `hear` only reads refs and sets state.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client])

  useVisibleInterval(() => {
    if (looks.current.size === 0) return
    const isLate = Date.now() - wholeAt.current >= WHOLE_MS
    if (isLate || failed.current || isWorking(known.current)) {
      failed.current = false
      lookAll()
      return
    }
    askAlone(client)(PULSE, {})
      .then((pulse: PulseAnswer) => {
        const { known: next, isNews } = afterPulse(known.current, pulse, Date.now())
        learn(next)
        if (isNews) lookAll()
      })
      .catch(() => {
        // What the page shows may be old: everything is asked for at the next look.
        failed.current = true
      })
  }, every)

  return <BeatContext.Provider value={value}>{children}</BeatContext.Provider>
}
