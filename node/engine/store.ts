/* Where the connection's state and its batches are stored, and how a stored state is read, also that of older versions. */

import { statusOf } from '../shared/callError'
import type { Batch } from './batch.logic'
import {
  type Begun,
  type ConnectionState,
  type Lease,
  type UnfinishedRuns,
  NEW_CONNECTION,
} from './state.logic'
import { type Unwritten, readUnwrittenAt, readRecentRows } from './rows.logic'
import type { Clock, Ids } from '../ports'
import type { ConnectionStateStore } from '../ports/stores'
import { readBatch, readUnwritten } from './storedBatch'
import { readLeft, readSkuIds, readStuck } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import {
  asFlag,
  asNumber,
  asObject,
  asText,
  countIn,
  entriesOf,
  nameIn,
  oneOf,
  partOf,
  textsOf,
} from '../shared/json'
import type { Gap, AlertLog } from '../alerts/alerts.logic'
import {
  type Incident,
  INCIDENT_CAUSES,
  OUTAGE_CAUSES,
  readHold,
  readOutages,
} from './incident.logic'
import {
  readForeign,
  readKeyChecks,
  readKeyOwner,
  readMismatch,
  readSight,
} from '../connection/configurations'
import { readDoubts } from './doubts.logic'
import { readBudget } from '../carrefour/limits.logic'
import { readInHand, readParked, readSplit } from './parts.logic'
import { readJudged } from './judged.logic'
import { readReconcile } from '../reconcile/store'
import { readBrake } from './brake.logic'
import {
  type Files,
  CasFile,
  batchFile,
  BUCKETS,
  CONNECTION_FILE,
  referredFile,
} from '../vtex/vbase'
import type { BriefReads, Kept, Seen } from '../shared/keptFiles'

/** States that this process has lately read or written. */
interface Recent {
  readonly states: BriefReads<ConnectionState>
}

/** Connection state in VBase, written with `If-Match`. A saved batch never changes, so a process reads it once. */
export class VBaseControl implements ConnectionStateStore {
  readonly #state: CasFile<ConnectionState>

  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never retries
   */
  constructor(
    private readonly vbase: Files,
    exactVbase: Files,
    private readonly clock: Clock,
    ids: Ids,
    private readonly kept: Kept<Batch> & Recent
  ) {
    const shape = {
      bucket: BUCKETS.control,
      path: CONNECTION_FILE,
      empty: NEW_CONNECTION,
      read: readConnectionState,
    }
    this.#state = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  read(): Promise<ConnectionState> {
    return this.#state.read()
  }

  recent(): Promise<Seen<ConnectionState>> {
    return this.kept.states.read(this.kept.owner, this.clock.now(), () => this.read())
  }

  async update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null> {
    const written = await this.#state.update(change)
    if (written) this.kept.states.set(this.kept.owner, { at: this.clock.now(), value: written })
    return written
  }

  async readBatch(key: string): Promise<Batch | null> {
    const path = batchFile(key)
    const kept = this.kept.files.get(this.#nameOf(path))
    if (kept) return kept
    const file = await this.#file(path)
    const batch = readBatch(file)
    if (batch) this.kept.files.set(this.#nameOf(path), batch)
    return batch
  }

  async saveBatch(key: string, batch: Batch): Promise<void> {
    const path = batchFile(key)
    await this.vbase.saveJSON(BUCKETS.batches, path, batch)
    this.kept.files.set(this.#nameOf(path), batch)
  }

  async removeBatch(key: string): Promise<void> {
    const path = batchFile(key)
    this.kept.files.forget(this.#nameOf(path))
    try {
      await this.vbase.deleteFile(BUCKETS.batches, path)
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }

  async readUnwritten(key: string): Promise<readonly Unwritten[]> {
    return readUnwritten(await this.#file(batchFile(key)))
  }

  #file(path: string): Promise<unknown> {
    return referredFile(this.vbase, this.clock, BUCKETS.batches, path)
  }

  async saveUnwritten(key: string, unwritten: readonly Unwritten[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.batches, batchFile(key), { unwritten })
  }

  async readSkus(key: string): Promise<readonly SkuId[]> {
    const file = await this.#file(batchFile(key))
    return readSkuIds(asObject(file)?.skuIds)
  }

  async saveSkus(key: string, skuIds: readonly SkuId[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.batches, batchFile(key), { skuIds })
  }

  #nameOf(path: string): string {
    return `${this.kept.owner}/${path}`
  }
}

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
    configuredVersion: countIn(stored.configuredVersion),
    told: readTold(stored.told),
    keyChecks: readKeyChecks(stored.keyChecks),
    keyOwner: readKeyOwner(stored.keyOwner),
    alertTestedAt: asNumber(stored.alertTestedAt),
    webhookRenewedAt: asNumber(stored.webhookRenewedAt),
    ranAt: asNumber(stored.ranAt),
    lookedAt: asNumber(stored.lookedAt),
    aheadSince: asNumber(stored.aheadSince),
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

const readBegun = (raw: unknown): Begun | null =>
  partOf(
    raw,
    ({ step }) => ({ step: nameIn(step) }),
    ({ step }, { times }) => ({ step, times: asNumber(times) ?? 1 })
  )

const readRuns = (raw: unknown): UnfinishedRuns | null =>
  partOf(
    raw,
    ({ since }) => ({ since: asNumber(since) }),
    ({ since }, { count }) => ({ since, count: asNumber(count) ?? 1 })
  )
