import { isRecord } from '../../http/body'
import { Problem } from '../../http/problem'

/** What can happen to an HTTP call. */
export const HTTP_KINDS = ['latency', 'status', 'reset', 'lost-answer'] as const

/** What can happen to an event. */
export const EVENT_KINDS = ['drop', 'repeat'] as const

/** The kinds of trouble a part can be told to make. */
export const FAULT_KINDS = [...HTTP_KINDS, ...EVENT_KINDS] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/**
 * One kind of trouble of one part.
 *
 * - `latency`: waits `ms` first. `status`: answers `status` (with `headers`) without doing anything.
 * - `reset`: closes the connection before doing anything; `lost-answer`: does the work, then closes it.
 * - `drop`, `repeat`: events only; the event is accepted and never delivered, or delivered twice.
 */
export interface Fault {
  /** The part as the call log names it. */
  part: string
  kind: FaultKind
  /** Only calls whose `METHOD /path?query` (for events: the key) contains this. */
  match?: string
  /** 0 to 1; 1 when left out. */
  probability?: number
  /** How many times it still happens; endless when left out. */
  times?: number
  /** For `latency`, milliseconds, at most 120,000. */
  ms?: number
  /** For `status`, 300 to 599; 500 when left out. */
  status?: number
  /** For `status`, answer headers such as Retry-After. */
  headers?: Record<string, string>
}

const numberIn = (value: unknown, min: number, max: number): boolean =>
  value === undefined || (typeof value === 'number' && value >= min && value <= max)

/**
 * Reads one fault as a person wrote it.
 *
 * @throws Problem 400 that says which field is wrong.
 */
export function parseFault(raw: unknown): Fault {
  if (!isRecord(raw)) throw new Problem(400, { message: 'A fault must be an object' })
  const { part, kind, match, probability, times, ms, status, headers } = raw
  const wrong = (field: string, must: string) =>
    new Problem(400, { message: `Fault field "${field}" must be ${must}` })

  const known = FAULT_KINDS.find(name => name === kind)
  if (known === undefined) throw wrong('kind', `one of ${FAULT_KINDS.join(', ')}`)
  if (typeof part !== 'string') throw wrong('part', 'the name of a part')
  if (match !== undefined && typeof match !== 'string') throw wrong('match', 'a text')
  if (!numberIn(probability, 0, 1)) throw wrong('probability', 'from 0 to 1')
  if (!numberIn(times, 0, 1_000_000)) throw wrong('times', 'from 0 to 1000000')
  if (!numberIn(ms, 0, 120_000)) throw wrong('ms', 'from 0 to 120000')
  if (!numberIn(status, 300, 599)) throw wrong('status', 'from 300 to 599')
  if (headers !== undefined && !isRecord(headers)) throw wrong('headers', 'an object of texts')
  return { ...raw, part, kind: known }
}

const MAX_FAULTS = 100

/** Reads a list of faults. @throws Problem 400 */
export function parseFaults(raw: unknown): Fault[] {
  if (Array.isArray(raw) && raw.length <= MAX_FAULTS) return raw.map(parseFault)
  throw new Problem(400, { message: `Send a list of at most ${MAX_FAULTS} faults` })
}
