import type { Actor, Cause, Status } from './causes'
import { actorOf, CAUSES, isCause } from './causes'
import type { Process } from './processes'
import type { Millis } from './time'
import { searchWords } from './words'

/** Which processes a person wants to see. Conditions hold together; null or empty does not narrow. */
export interface ProcessFilter {
  readonly status: Status | null
  readonly causes: readonly Cause[]
  /** None of these; what has no cause stays. */
  readonly without: readonly Cause[]
  /** Only what waits for this one. */
  readonly actor: Actor | null
  /** Of a reason in words of its own. */
  readonly fingerprint: string | null
  /** Processed at this moment or later. */
  readonly since: Millis | null
  /** Processed before this moment. */
  readonly before: Millis | null
  /** SKU code, EAN, or words of reference, name or message. */
  readonly search: string
}

export const EVERY_PROCESS: ProcessFilter = {
  status: null,
  causes: [],
  without: [],
  actor: null,
  fingerprint: null,
  since: null,
  before: null,
  search: '',
}

export const EVERY_CAUSE = Object.keys(CAUSES).filter(isCause)

/** Longest search text that is looked at. */
export const LONGEST_SEARCH = 100

/**
 * The causes that a filter leaves; null when it names none that must be there, none when its conditions
 * shut each other out.
 */
export function causesOf({ causes, without, actor }: ProcessFilter): readonly Cause[] | null {
  if (actor === null && causes.length === 0) return null
  return (causes.length > 0 ? causes : EVERY_CAUSE).filter(
    cause => (actor === null || actorOf(cause) === actor) && !without.includes(cause)
  )
}

/** The EAN that a search may be; null when it is none (EAN-8 to GTIN-14). */
export const eanIn = (search: string): string | null => (/^\d{8,14}$/.test(search) ? search : null)

/** Whether a process fits all but the status and the search. */
export function fitsFacts(process: Process | null, filter: ProcessFilter): boolean {
  const causes = causesOf(filter)
  const at = process?.processedAt ?? null
  const cause = process?.cause ?? null
  return (
    (causes === null || (cause !== null && causes.includes(cause))) &&
    (cause === null || !filter.without.includes(cause)) &&
    (filter.fingerprint === null || process?.fingerprint === filter.fingerprint) &&
    (filter.since === null || (at !== null && at >= filter.since)) &&
    (filter.before === null || (at !== null && at < filter.before))
  )
}

/** The words that a process can be found by, joined by spaces. */
export const searchedText = ({ facts, message }: Process): string =>
  searchWords([facts?.reference, facts?.name, message].join(' ')).join(' ')

/** Whether reference, name or message hold every word of a search, or it is the EAN. */
export function fitsSearch(process: Process | null, search: string): boolean {
  const text = process === null ? '' : searchedText(process)
  return process?.facts?.ean === search || searchWords(search).every(word => text.includes(word))
}
