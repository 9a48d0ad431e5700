import React, { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useApolloClient } from 'react-apollo'

import type { Connection, Job, PulseAnswer } from './generated'
import { CONNECTION, PULSE, REPROCESS_JOBS } from './generated'
import type { QueryOf } from './operation'
import { askAlone, askTogether } from './together'
import type { Ask } from './together'
import { useVisibleInterval } from './browser'

/** Milliseconds between two looks while nothing happens: each is one small question, which tabs share. */
export const IDLE_MS = 15_000

/** The same while something works: shortly after a change, and when nothing has changed for a while. */
export const BUSY_MS = 5_000
export const SLOW_MS = 15_000

/** Milliseconds after the last change from which on a page that works is asked less often. */
export const FRESH_FOR_MS = 120_000

/** Milliseconds after which everything is queried once, even if no change was reported. */
const WHOLE_MS = 900_000

/** What a page knows of the account's state. */
export interface Known {
  /** The newest pulse; null before the first. */
  readonly pulse: PulseAnswer | null
  /** When it last changed, by the clock of the browser. */
  readonly changedAt: number
  readonly connection: Connection | null
  readonly jobs: readonly Job[] | null
}

/** Whether the app is sending and confirming at this moment, so that a page has news in seconds. */
export function isWorking({ connection, jobs }: Pick<Known, 'connection' | 'jobs'>): boolean {
  if (connection === null) return false
  const { configuration, incident, outages, standstill, pending } = connection
  if (configuration === null || !configuration.active) return false
  // What waits for a person, for Carrefour or for the store may wait for days.
  if (incident !== null || outages.length > 0 || standstill !== null) return false
  return (
    pending > 0 ||
    (jobs !== null && jobs.some(({ state }) => state !== 'DONE' && state !== 'CANCELLED'))
  )
}

/** Milliseconds until the page looks again. */
export function intervalOf(known: Known, now: number): number {
  if (!isWorking(known)) return IDLE_MS
  return now - known.changedAt < FRESH_FOR_MS ? BUSY_MS : SLOW_MS
}

/** What is known after a pulse, and whether it says that the page should be asked again. */
export function afterPulse(
  known: Known,
  pulse: PulseAnswer,
  now: number
): { readonly known: Known; readonly isNews: boolean } {
  const before = known.pulse
  if (before === null) return { known: { ...known, pulse }, isNews: false }
  // Pulses are shared for some seconds: one that is older than the page's own answer says nothing.
  if (Date.parse(pulse.at) <= Date.parse(before.at)) return { known, isNews: false }
  const isNews = pulse.mark !== before.mark
  return { known: { ...known, pulse, changedAt: isNews ? now : known.changedAt }, isNews }
}

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
    // `hear` only reads refs and sets state: an older one does the same.
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
