/* Readers of the stored connection state, also of older versions. */

import { asFlag, asNumber, asObject, asText } from '../shared/json'
import { countIn, entriesOf, nameIn, oneOf, partOf, textsOf } from '../shared/stored'
import type { Gap, AlertLog } from '../alerts/alerts.logic'
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
} from '../connection/configurations'
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
import { type StuckRequest, PRIORITY_ORDER, parseSkuId } from '../queue/stockRequest.logic'
import { readInHand, readJudged, readLeft, readParked } from './storedInHand'
import type { UnwrittenAt } from './unwritten.logic'
import { readReconcile } from '../reconcile/store'
import { readBrake } from '../brake/brake.logic'

const OPERATIONS = Object.keys(SHORTEST_INTERVAL) as readonly LimitedOperation[]

/** The state in a stored file. */
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
    namedImports: textsOf(stored.namedImports),
    sending: asText(stored.sending),
    batchKey: asText(stored.batchKey),
    batch: readInHand(stored.batch),
    judged: readJudged(stored.judged),
    settled: countIn(stored.settled),
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
  entriesOf(raw, one =>
    partOf(
      one,
      ({ batchId, file, since }) => ({
        batchId: asText(batchId),
        file: asText(file),
        since: asNumber(since),
      }),
      (needed, stored) => ({
        ...needed,
        importId: asText(stored.importId),
        shop: asText(stored.shop),
        expectedUntil: asNumber(stored.expectedUntil) ?? needed.since,
        looks: asNumber(stored.looks) ?? 0,
        nextLookAt: asNumber(stored.nextLookAt) ?? 0,
        over: partOf(
          stored.over,
          ({ at }) => ({ at: asNumber(at) }),
          ({ at }, over) => ({ at, seenTo: asNumber(over.seenTo) ?? 0 })
        ),
      })
    )
  )

function readTold(raw: unknown): AlertLog {
  const stored = asObject(raw)
  return {
    incident: partOf(stored?.incident, ({ cause, since }) => ({
      cause: oneOf(INCIDENT_CAUSES, cause),
      since: asNumber(since),
    })),
    outages: entriesOf(stored?.outages, one =>
      partOf(one, ({ cause, since }) => ({
        cause: oneOf(OUTAGE_CAUSES, cause),
        since: asNumber(since),
      }))
    ),
    standstill: asNumber(stored?.standstill),
    brake: asNumber(stored?.brake),
    digestAt: asNumber(stored?.digestAt),
  }
}

const readGap = (raw: unknown): Gap | null =>
  partOf(
    raw,
    ({ from, to }) => ({ from: asNumber(from), to: asNumber(to) }),
    (needed, stored) => ({
      ...needed,
      report: partOf(
        stored.report,
        ({ at }) => ({ at: asNumber(at) }),
        ({ at }, { compared, differed }) => ({
          at,
          compared: asNumber(compared) ?? 0,
          differed: asNumber(differed) ?? 0,
        })
      ),
    })
  )

const readLease = (raw: unknown): Lease | null =>
  partOf(raw, ({ holder, until }) => ({ holder: asText(holder), until: asNumber(until) }))

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

const readIncident = (raw: unknown): Incident | null =>
  partOf(
    raw,
    ({ cause }) => ({ cause: oneOf(INCIDENT_CAUSES, cause) }),
    ({ cause }, stored) => {
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
  )

const OUTAGE_CAUSES: readonly OutageCause[] = ['VTEX_UNAVAILABLE', 'LEDGER_UNAVAILABLE']

const readOutages = (raw: unknown): readonly Outage[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ cause, since }) => ({ cause: oneOf(OUTAGE_CAUSES, cause), since: asNumber(since) }),
      ({ cause, since }, stored) => ({
        cause,
        since,
        lastSeenAt: asNumber(stored.lastSeenAt) ?? since,
        message: asText(stored.message) ?? '',
        nextTryAt: asNumber(stored.nextTryAt) ?? 0,
        tries: asNumber(stored.tries) ?? 1,
      })
    )
  )

const readHold = (raw: unknown): Hold | null =>
  partOf(
    raw,
    ({ until }) => ({ until: asNumber(until) }),
    ({ until }, stored) => ({
      part: oneOf(HELD_PARTS, stored.part) ?? 'vbase',
      since: asNumber(stored.since) ?? until,
      until,
      tries: asNumber(stored.tries) ?? 1,
    })
  )

const readRecentRows = (raw: unknown): readonly RecentRows[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ until }) => ({ until: asNumber(until) }),
      ({ until }, stored) => ({
        until,
        skuIds: readSkuIds(stored.skuIds),
        key: asText(stored.key),
      })
    )
  )

const readUnwrittenAt = (raw: unknown): UnwrittenAt | null =>
  partOf(
    raw,
    ({ key }) => ({ key: nameIn(key) }),
    ({ key }, { skus, notBefore }) => ({
      key,
      skus: asNumber(skus) ?? 0,
      notBefore: asNumber(notBefore) ?? 0,
    })
  )

function readSplit(raw: unknown): Split | null {
  const stored = asObject(raw)
  if (!stored) return null
  return {
    failed: asNumber(stored.failed) ?? 0,
    failedInARow: asNumber(stored.failedInARow) ?? 0,
    arrived: asFlag(stored.arrived) ?? false,
  }
}

const readBegun = (raw: unknown): Begun | null =>
  partOf(
    raw,
    ({ step }) => ({ step: nameIn(step) }),
    ({ step }, { times }) => ({ step, times: asNumber(times) ?? 1 })
  )

const readStuck = (raw: unknown): readonly StuckRequest[] =>
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

const readRuns = (raw: unknown): UnfinishedRuns | null =>
  partOf(
    raw,
    ({ since }) => ({ since: asNumber(since) }),
    ({ since }, { count }) => ({ since, count: asNumber(count) ?? 1 })
  )
