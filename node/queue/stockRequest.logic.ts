/*
 * The queue's rules: requests and their priorities, the kits that follow their components, how many unknown SKUs are
 * accepted, and requests whose file cannot be removed.
 */

import { asNumber, asObject, asText, entriesOf, oneOf, partOf } from '../shared/json'
import type { CarrefourReason } from '../generated/schema'
import { type Millis, HOUR, MINUTE } from '../shared/time'
import { type SkuId, parseSkuId } from '../shared/sku.logic'

/** What caused an attempt. */
export type Reason = CarrefourReason

interface PriorityFacts {
  readonly reason: Reason
  /** Whether the SKU's facts (name, kit, ...) may have changed and must be read from the catalog again. */
  readonly refreshFacts: boolean
}

/**
 * The priorities of the queue, first served first. A SKU has at most one request in each; a batch takes all requests of
 * a SKU, so it is sent once. A priority's index is part of its folder's name: add new ones at the end.
 */
export const PRIORITIES = {
  changed: { reason: 'NOTIFICATION', refreshFacts: false },
  modified: { reason: 'NOTIFICATION', refreshFacts: true },
  reprocess: { reason: 'REPROCESS', refreshFacts: false },
  radar: { reason: 'RADAR', refreshFacts: false },
  retry: { reason: 'RETRY', refreshFacts: false },
  reconcile: { reason: 'RECONCILE', refreshFacts: false },
  /**
   * From the webhook, for a SKU that the ledger does not know. Served last, because anyone with the webhook's address
   * can make them up.
   */
  unknown: { reason: 'NOTIFICATION', refreshFacts: false },
} as const satisfies Record<string, PriorityFacts>

export type Priority = keyof typeof PRIORITIES

export const PRIORITY_ORDER = Object.keys(PRIORITIES) as readonly Priority[]

/** A durable request to send this SKU's stock. */
export interface StockRequest {
  readonly skuId: SkuId
  readonly priority: Priority
}

/** A SKU of the queue with its strongest reason. */
export interface Wanted {
  readonly skuId: SkuId
  readonly reason: Reason
  readonly refreshFacts: boolean
}

/**
 * Joins requests into at most `limit` SKUs, live priorities before backlog. The reason comes from a SKU's first
 * priority; facts are refreshed if any of its requests asks for it.
 */
export function coalesce(requests: readonly StockRequest[], limit: number): readonly Wanted[] {
  const bySku = new Map<SkuId, Wanted>()
  for (const priority of PRIORITY_ORDER) {
    const { reason, refreshFacts } = PRIORITIES[priority]
    for (const request of requests) {
      if (request.priority !== priority) continue
      const known = bySku.get(request.skuId)
      if (!known && bySku.size >= limit) continue
      bySku.set(request.skuId, {
        skuId: request.skuId,
        reason: known?.reason ?? reason,
        refreshFacts: refreshFacts || (known?.refreshFacts ?? false),
      })
    }
  }
  return [...bySku.values()]
}

/** What waits: when the oldest request without an outcome was made, and the oldest change of the store in the queue. */
export interface Waiting {
  /** Null when nothing waits. */
  readonly since: Millis | null
  readonly liveSince: Millis | null
}

export const NOTHING_WAITS: Waiting = { since: null, liveSince: null }

/** The SKUs that a kit is made of, by kit. */
export type KitComponents = ReadonlyMap<SkuId, readonly SkuId[]>

/** Kits that are remembered, and components of each. What does not fit follows with the next comparison. */
export const MAX_KITS = 2_000
export const MAX_COMPONENTS = 50

/** The kits that any of these SKUs is a component of. */
export const kitsWith = (kits: KitComponents, changed: ReadonlySet<SkuId>): readonly SkuId[] =>
  [...kits].flatMap(([kit, components]) =>
    components.some(component => changed.has(component)) ? [kit] : []
  )

/** The remembered kits after some were read from the catalog. One without components is forgotten. */
export function withLearned(before: KitComponents, learned: KitComponents): KitComponents {
  const after = new Map(before)
  for (const [kit, components] of learned) {
    const bounded = components.slice(0, MAX_COMPONENTS)
    if (bounded.length === 0) after.delete(kit)
    else if (after.has(kit) || after.size < MAX_KITS) after.set(kit, bounded)
  }
  return after
}

/** Requests of SKUs unknown to the ledger that an account may have in the queue, and add in an hour. */
export const MAX_UNKNOWN = 2_000

/**
 * The same while the ledger does not answer. Nearly all of these are real changes, but a bound is still needed: a flood
 * of the webhook may be why the ledger does not answer.
 */
export const MAX_UNSAID = 10 * MAX_UNKNOWN

/** A replica reserves this many at a time, so that not every request writes the shared state. */
const GRANT = 50

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

/** Number of stuck requests remembered; those beyond it are served again with every file. */
const MAX_STUCK = 200

/** Pauses between attempts to serve and remove a request that could not be removed; the last one repeats. */
const PAUSES: readonly Millis[] = [5 * MINUTE, 15 * MINUTE, HOUR]

/** A request whose SKU was served but whose file could not be deleted. */
export interface StuckRequest extends StockRequest {
  /** When it was served: a request written after that is a new one. */
  readonly servedAt: Millis
  readonly tries: number
  /** When it is served again, even if unchanged, to retry its removal. */
  readonly nextTryAt: Millis
}

const isSame = (one: StockRequest, other: StockRequest): boolean =>
  one.skuId === other.skuId && one.priority === other.priority

/**
 * The stuck requests after a batch has removed its own.
 *
 * @param failed could not be removed
 * @param servedAt when the batch was claimed
 */
export function afterRemoval(
  stuck: readonly StuckRequest[],
  taken: readonly StockRequest[],
  failed: readonly StockRequest[],
  { servedAt, now }: { readonly servedAt: Millis; readonly now: Millis }
): readonly StuckRequest[] {
  const others = stuck.filter(one => !taken.some(request => isSame(one, request)))
  const again = failed.map((request): StuckRequest => {
    const tries = (stuck.find(one => isSame(one, request))?.tries ?? 0) + 1
    const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? HOUR
    return {
      skuId: request.skuId,
      priority: request.priority,
      servedAt,
      tries,
      nextTryAt: now + pause,
    }
  })
  return [...others, ...again].slice(-MAX_STUCK)
}

/** The stuck entry of a request while its pause lasts; null when it is to be served. */
export const stuckOf = (
  stuck: readonly StuckRequest[],
  request: StockRequest,
  now: Millis
): StuckRequest | null => stuck.find(one => isSame(one, request) && one.nextTryAt > now) ?? null

/** What a run left in the queue, as stored. */
export const readLeft = (raw: unknown): Waiting | null => {
  const stored = asObject(raw)
  return stored && { since: asNumber(stored.since), liveSince: asNumber(stored.liveSince) }
}

/** The requests that cannot be removed, as stored. */
export const readStuck = (raw: unknown): readonly StuckRequest[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ skuId, priority, lane, servedAt }) => ({
        skuId: parseSkuId(skuId),
        // Older versions named this field `lane`.
        priority: oneOf(PRIORITY_ORDER, asText(priority) ?? asText(lane)),
        servedAt: asNumber(servedAt),
      }),
      (needed, { tries, nextTryAt }) => ({
        ...needed,
        tries: asNumber(tries) ?? 1,
        nextTryAt: asNumber(nextTryAt) ?? 0,
      })
    )
  )

/** A stored list of SKUs. */
export const readSkuIds = (raw: unknown): readonly SkuId[] => entriesOf(raw, parseSkuId)
