import type { Actor, Cause, Status } from './causes'
import { actorOf, CAUSES, isCause } from './causes'
import type { Process } from './processes'
import type { Millis } from './time'
import { matchesSearch, readSearch } from './search'
import type { SkuId } from './requests'

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
  /** What a person typed; `readSearch` says what it means. */
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

/** A row as a filter looks at it: the ledger's process, seen together with the queue. */
export interface Candidate {
  readonly skuId: SkuId
  /** Null while the SKU never had an outcome. */
  readonly process: Process | null
  readonly pending: boolean
}

/** The status that a row shows. */
export const statusOfRow = ({ pending, process }: Omit<Candidate, 'skuId'>): Status =>
  pending || !process ? 'PENDING' : process.status

/**
 * Decides whether a row matches a filter: the one predicate of the list, its counts, reprocess jobs and
 * files. Where the ledger searches by itself (`ledgerFilter`), it must find the same.
 */
export function matcherOf(filter: ProcessFilter): (row: Candidate) => boolean {
  const causes = causesOf(filter)
  const search = readSearch(filter.search)
  return row => {
    const { process } = row
    const at = process?.processedAt ?? null
    const cause = process?.cause ?? null
    return (
      (filter.status === null || statusOfRow(row) === filter.status) &&
      (causes === null || (cause !== null && causes.includes(cause))) &&
      (cause === null || !filter.without.includes(cause)) &&
      (filter.fingerprint === null || process?.fingerprint === filter.fingerprint) &&
      (filter.since === null || (at !== null && at >= filter.since)) &&
      (filter.before === null || (at !== null && at < filter.before)) &&
      matchesSearch(row.skuId, process, search)
    )
  }
}
