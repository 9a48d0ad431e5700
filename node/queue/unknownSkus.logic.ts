import type { Priority, StockRequest } from './stockRequest.logic'
import { type Millis, HOUR } from '../shared/time'

/** Requests of SKUs unknown to the ledger that an account may have in the queue, and add in an hour. */
export const MAX_UNKNOWN = 2_000

/**
 * The same while the ledger does not answer. Nearly all of these are real changes, but a bound is still needed: a flood
 * of the webhook may be why the ledger does not answer.
 */
export const MAX_UNSAID = 10 * MAX_UNKNOWN

/** A replica reserves this many at a time, so that not every request writes the shared state. */
export const GRANT = 50

/** How many of them one file takes, so that later changes do not wait for all of them. */
export const MAX_UNKNOWN_IN_FILE = 500

/** What the replicas have been granted. */
export interface UnknownSkus {
  /** Start of the hour. */
  readonly since: Millis
  /** Granted in this hour, plus those in the queue when it began. */
  readonly count: number
  /** In the queue at the engine's last count, plus those granted since. */
  readonly standing: number
}

export const NO_UNKNOWN_SKUS: UnknownSkus = { since: 0, count: 0, standing: 0 }

/** When an hour's allowance ends. */
export const nextUnknown = ({ since }: UnknownSkus): Millis => since + HOUR

/**
 * Grants more, in whole grants; null when there is no room.
 *
 * @param wanted at least this many, if there is room
 * @param most `MAX_UNKNOWN` or `MAX_UNSAID`
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

/** After the engine has seen the whole queue: counts what is left of the priority. */
export const recounted = (requests: UnknownSkus, left: readonly StockRequest[]): UnknownSkus => ({
  ...requests,
  standing: left.filter(({ priority }) => priority === UNKNOWN).length,
})

const UNKNOWN: Priority = 'unknown'

/** The requests that one file may take: some of those of unknown SKUs, all others. */
export function shareOfFile(requests: readonly StockRequest[]): readonly StockRequest[] {
  let taken = 0
  return requests.filter(
    ({ priority }) => priority !== UNKNOWN || (taken += 1) <= MAX_UNKNOWN_IN_FILE
  )
}
