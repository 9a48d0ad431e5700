import { asFlag, asList, asNumber, asObject, asText } from '../shared/json'
import type { Gap } from '../alerts/standstill.logic'
import type { AlertLog } from '../alerts/alerts.logic'
import {
  type ConnectionState,
  type Lease,
  type Begun,
  type UnfinishedRuns,
  NEW_CONNECTION,
} from './state.logic'
import {
  type Hold,
  type Incident,
  type IncidentCause,
  type Outage,
  type OutageCause,
  HELD_PARTS,
  INCIDENT_CAUSES,
} from './incident.logic'
import {
  readForeign,
  readKeyChecks,
  readKeyOwner,
  readMismatch,
  readSight,
} from '../connection/storedSights'
import type { Doubt } from './doubts.logic'
import {
  type CallBudget,
  type LimitedOperation,
  SHORTEST_INTERVAL,
} from '../carrefour/limits.logic'
import type { Split } from './parts.logic'
import type { RecentRows } from './recentRows.logic'
import { readSkuIds } from './storedBatch'
import type { Millis } from '../shared/time'
import type { StuckRequest } from '../queue/stuckRequests.logic'
import { isPriority, parseSkuId } from '../queue/stockRequest.logic'
import { readInHand, readJudged, readLeft, readParked } from './storedInHand'
import type { UnwrittenAt } from './unwritten.logic'
import { readReconcile } from '../reconcile/storedState'
import { readBrake } from '../brake/storedBrake'

const OPERATIONS = Object.keys(SHORTEST_INTERVAL) as readonly LimitedOperation[]

const isIncidentCause = (text: string | null): text is IncidentCause =>
  INCIDENT_CAUSES.some(cause => cause === text)

/** The state in a stored file. A part that is missing or of another shape reads as in a new connection. */
export function readConnectionState(raw: unknown): ConnectionState {
  const stored = asObject(raw)
  if (!stored) return NEW_CONNECTION
  return {
    lease: readLease(stored.lease),
    budget: readBudget(stored.budget),
    incident: readIncident(stored.incident),
    outages: readOutages(stored.outages),
    hold: readHold(stored.hold),
    parked: readParked(stored.parked),
    split: readSplit(stored.split),
    begun: readBegun(stored.begun),
    unwritten: readUnwrittenAt(stored.unwritten),
    parkedNext: asFlag(stored.parkedNext) ?? false,
    doubts: readDoubts(stored.doubts),
    sending: asText(stored.sending),
    batchKey: asText(stored.batchKey),
    batch: readInHand(stored.batch),
    judged: readJudged(stored.judged),
    settled: Math.max(Math.trunc(asNumber(stored.settled) ?? 0), 0),
    recentRows: readRecentRows(stored.recentRows),
    lastConfirmedAt: asNumber(stored.lastConfirmedAt),
    reviveSince: asNumber(stored.reviveSince),
    radarAfter: asNumber(stored.radarAfter) ?? 0,
    productsAfter: asNumber(stored.productsAfter) ?? 0,
    reconcile: readReconcile(stored.reconcile),
    personCalls: {
      since: asNumber(asObject(stored.personCalls)?.since) ?? 0,
      count: asNumber(asObject(stored.personCalls)?.count) ?? 0,
    },
    unknownMarks: {
      since: asNumber(asObject(stored.unknownMarks)?.since) ?? 0,
      count: asNumber(asObject(stored.unknownMarks)?.count) ?? 0,
      standing: asNumber(asObject(stored.unknownMarks)?.standing) ?? 0,
    },
    queueSince: asNumber(stored.queueSince),
    left: readLeft(stored.left),
    runs: readRuns(stored.runs),
    stuck: readStuck(stored.stuck),
    disconnectedAt: asNumber(stored.disconnectedAt),
    told: readTold(stored.told),
    keyChecks: readKeyChecks(stored.keyChecks),
    keyOwner: readKeyOwner(stored.keyOwner),
    alertTestedAt: asNumber(stored.alertTestedAt),
    webhookRenewedAt: asNumber(stored.webhookRenewedAt),
    ranAt: asNumber(stored.ranAt),
    keyWorkedAt: asNumber(stored.keyWorkedAt),
    numbersAt: asNumber(stored.numbersAt),
    unconfirmedSince: asNumber(stored.unconfirmedSince),
    explainedUntil: asNumber(stored.explainedUntil),
    gap: readGap(stored.gap),
    foreign: readForeign(stored.foreign),
    sight: readSight(stored.sight),
    brake: readBrake(stored.brake),
  }
}

const readDoubts = (raw: unknown): readonly Doubt[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const batchId = asText(stored?.batchId)
    const file = asText(stored?.file)
    const since = asNumber(stored?.since)
    if (!stored || batchId === null || file === null || since === null) return []
    const over = asObject(stored.over)
    const overAt = asNumber(over?.at)
    return [
      {
        batchId,
        importId: asText(stored.importId),
        shop: asText(stored.shop),
        since,
        expectedUntil: asNumber(stored.expectedUntil) ?? since,
        file,
        looks: asNumber(stored.looks) ?? 0,
        nextLookAt: asNumber(stored.nextLookAt) ?? 0,
        over: overAt === null ? null : { at: overAt, seenTo: asNumber(over?.seenTo) ?? 0 },
      },
    ]
  })

function readTold(raw: unknown): AlertLog {
  const stored = asObject(raw)
  const incident = asObject(stored?.incident)
  const cause = asText(incident?.cause)
  const since = asNumber(incident?.since)
  return {
    incident: isIncidentCause(cause) && since !== null ? { cause, since } : null,
    outages: (asList(stored?.outages) ?? []).flatMap(one => {
      const told = asText(asObject(one)?.cause)
      const at = asNumber(asObject(one)?.since)
      return isOutageCause(told) && at !== null ? [{ cause: told, since: at }] : []
    }),
    standstill: asNumber(stored?.standstill),
    brake: asNumber(stored?.brake),
    digestAt: asNumber(stored?.digestAt),
  }
}

function readGap(raw: unknown): Gap | null {
  const stored = asObject(raw)
  const from = asNumber(stored?.from)
  const to = asNumber(stored?.to)
  if (from === null || to === null) return null
  const report = asObject(stored?.report)
  const at = asNumber(report?.at)
  const compared = asNumber(report?.compared) ?? 0
  const differed = asNumber(report?.differed) ?? 0
  return { from, to, report: at === null ? null : { at, compared, differed } }
}

function readLease(raw: unknown): Lease | null {
  const holder = asText(asObject(raw)?.holder)
  const until = asNumber(asObject(raw)?.until)
  return holder !== null && until !== null ? { holder, until } : null
}

function readBudget(raw: unknown): CallBudget {
  const { lastCalls, holds, lastCheck } = asObject(raw) ?? {}
  return {
    lastCalls: readTimes(lastCalls),
    holds: readTimes(holds),
    lastCheck: asNumber(lastCheck),
  }
}

function readTimes(raw: unknown): Readonly<Partial<Record<LimitedOperation, Millis>>> {
  const stored = asObject(raw) ?? {}
  const known = OPERATIONS.flatMap(operation => {
    const at = asNumber(stored[operation])
    return at === null ? [] : [[operation, at] as const]
  })
  return Object.fromEntries(known)
}

function readIncident(raw: unknown): Incident | null {
  const stored = asObject(raw)
  const cause = asText(stored?.cause)
  if (!stored || !isIncidentCause(cause)) return null
  const since = asNumber(stored.since) ?? 0
  const shops = readMismatch(stored.shops)
  return {
    cause,
    since,
    lastSeenAt: asNumber(stored.lastSeenAt) ?? since,
    message: asText(stored.message) ?? '',
    nextTryAt: asNumber(stored.nextTryAt),
    keyVersion: asNumber(stored.keyVersion) ?? 0,
    ...(shops ? { shops } : {}),
  }
}

const isOutageCause = (text: string | null): text is OutageCause =>
  text === 'VTEX_UNAVAILABLE' || text === 'LEDGER_UNAVAILABLE'

const readOutages = (raw: unknown): readonly Outage[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const cause = asText(stored?.cause)
    const since = asNumber(stored?.since)
    if (!stored || since === null || !isOutageCause(cause)) return []
    return [
      {
        cause,
        since,
        lastSeenAt: asNumber(stored.lastSeenAt) ?? since,
        message: asText(stored.message) ?? '',
        nextTryAt: asNumber(stored.nextTryAt) ?? 0,
        tries: asNumber(stored.tries) ?? 1,
      },
    ]
  })

function readHold(raw: unknown): Hold | null {
  const stored = asObject(raw)
  const until = asNumber(stored?.until)
  if (!stored || until === null) return null
  return {
    part: HELD_PARTS.find(part => part === stored.part) ?? 'vbase',
    since: asNumber(stored.since) ?? until,
    until,
    tries: asNumber(stored.tries) ?? 1,
  }
}

const readRecentRows = (raw: unknown): readonly RecentRows[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const until = asNumber(stored?.until)
    if (!stored || until === null) return []
    return [{ until, skuIds: readSkuIds(stored.skuIds), key: asText(stored.key) }]
  })

function readUnwrittenAt(raw: unknown): UnwrittenAt | null {
  const stored = asObject(raw)
  const key = asText(stored?.key)
  if (!stored || !key) return null
  return { key, skus: asNumber(stored.skus) ?? 0, notBefore: asNumber(stored.notBefore) ?? 0 }
}

function readSplit(raw: unknown): Split | null {
  const stored = asObject(raw)
  if (!stored) return null
  return {
    failed: asNumber(stored.failed) ?? 0,
    failedInARow: asNumber(stored.failedInARow) ?? 0,
    arrived: asFlag(stored.arrived) ?? false,
  }
}

function readBegun(raw: unknown): Begun | null {
  const stored = asObject(raw)
  const step = asText(stored?.step)
  return step ? { step, times: asNumber(stored?.times) ?? 1 } : null
}

const readStuck = (raw: unknown): readonly StuckRequest[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const skuId = parseSkuId(stored?.skuId)
    // Older versions named this field `lane`.
    const priority = asText(stored?.priority) ?? asText(stored?.lane)
    const servedAt = asNumber(stored?.servedAt)
    if (!stored || !skuId || priority === null || !isPriority(priority) || servedAt === null)
      return []
    return [
      {
        skuId,
        priority,
        servedAt,
        tries: asNumber(stored.tries) ?? 1,
        nextTryAt: asNumber(stored.nextTryAt) ?? 0,
      },
    ]
  })

function readRuns(raw: unknown): UnfinishedRuns | null {
  const since = asNumber(asObject(raw)?.since)
  return since === null ? null : { since, count: asNumber(asObject(raw)?.count) ?? 1 }
}
