import type { Clock } from '../clock'

import { type Called, type ProblemCode, sentenceOf } from './problems'
import type { LiveHost } from './routes'
import type { Sentence } from './sentences'

/** A problem with a real host, as long as it stands. */
export interface Notice {
  readonly host: LiveHost
  readonly code: ProblemCode
  /** What happened, and what to do. */
  readonly sentence: Sentence
  /** The call that met it. */
  readonly call: string
  /** What the other side or the connection said; without keys, shortened. */
  readonly detail: string
  /** When it was met last, ISO 8601. */
  readonly at: string
}

/** The problems that stand now: the newest of each call. */
export interface Notices {
  met(called: Called, code: ProblemCode, detail: string): Notice
  /** The call was answered: what it had met is over. */
  over(called: Called): void
  /** The newest first; the same words about several calls are said once. */
  list(): readonly Notice[]
}

const LONGEST_DETAIL = 300

export function createNotices(clock: Clock): Notices {
  const standing = new Map<string, Notice>()
  const keyOf = ({ host, route }: Called): string => `${host} ${route.method} ${route.template}`
  return {
    met(called, code, detail) {
      const notice = {
        host: called.host,
        code,
        sentence: sentenceOf(code, called),
        call: `${called.route.method} ${called.route.template}`,
        detail: detail.replace(/\s+/g, ' ').trim().slice(0, LONGEST_DETAIL),
        at: new Date(clock.now()).toISOString(),
      }
      standing.delete(keyOf(called))
      standing.set(keyOf(called), notice)
      return notice
    },
    over: called => void standing.delete(keyOf(called)),
    list() {
      const said = new Set<string>()
      return [...standing.values()]
        .reverse()
        .filter(({ sentence }) => !said.has(sentence.en) && said.add(sentence.en))
    },
  }
}
