import type { Priority, StockRequest } from './stockRequest.logic'
import { type Millis, HOUR } from '../shared/time'

/** Requests of SKUs that the ledger does not know which an account may have in the queue, and make in an hour. */
export const MAX_UNKNOWN = 2_000

/**
 * The same while the ledger does not say what it knows. Nearly all of these are real changes, and a bound must
 * still be there: whoever floods the webhook may be why the ledger does not answer.
 */
export const MAX_UNSAID = 10 * MAX_UNKNOWN

/** So many a replica takes at a time, so that not each request is a write of the shared state. */
export const GRANT = 50

/** How many of them one file takes, so that what changed meanwhile does not wait for them all. */
export const MAX_UNKNOWN_IN_FILE = 500

/** What the replicas have been allowed. */
export interface UnknownSkus {
  /** When the hour began. */
  readonly since: Millis
  /** Allowed in this hour, and those that were in the queue when it began. */
  readonly count: number
  /** In the queue when the engine last counted, and allowed since then. */
  readonly standing: number
}

export const NO_UNKNOWN_SKUS: UnknownSkus = { since: 0, count: 0, standing: 0 }

/** When an hour's allowance is over. */
export const nextUnknown = ({ since }: UnknownSkus): Millis => since + HOUR

/**
 * With so many more allowed, in whole grants; null when there is room for none.
 *
 * @param wanted at least so many, if there is room
 * @param most `MOST_UNKNOWN` or `MOST_UNSAID`
 */
export function allowRequests(
  requests: UnknownSkus,
  wanted: number,
  most: number,
  now: Millis
): { readonly marks: UnknownSkus; readonly granted: number } | null {
  const isOver = now - requests.since >= HOUR || now < requests.since
  const hour = isOver ? { ...requests, since: now, count: requests.standing } : requests
  const granted = Math.min(Math.ceil(wanted / GRANT) * GRANT, most - hour.count)
  if (granted <= 0) return null
  return {
    granted,
    marks: { ...hour, count: hour.count + granted, standing: hour.standing + granted },
  }
}

/** After the engine saw the whole queue: what of the priority is still in it. */
export const recounted = (requests: UnknownSkus, left: readonly StockRequest[]): UnknownSkus => ({
  ...requests,
  standing: left.filter(({ priority }) => priority === UNKNOWN).length,
})

const UNKNOWN: Priority = 'unknown'

/** The requests that one file may take: of unknown SKUs some, of the others all. */
export function shareOfFile(requests: readonly StockRequest[]): readonly StockRequest[] {
  let taken = 0
  return requests.filter(
    ({ priority }) => priority !== UNKNOWN || (taken += 1) <= MAX_UNKNOWN_IN_FILE
  )
}
