/* First step of a batch: gathers requests, saves them as a batch, then removes them from the queue. */

import { isDeepStrictEqual } from 'util'
import type { ConnectionState } from './state.logic'
import { type JobList, cancelJob, runningJob, giveUpJob } from '../jobs/jobList.logic'
import { holdsBack, afterClaim } from '../reconcile/pages.logic'
import type { Ports } from '../ports'
import { LIVE, waitingOf } from './waiting'
import {
  type Batch,
  type ClaimedBatch,
  type ClaimedLine,
  MAX_LINES,
  fillBatch,
  roomForJob,
  unsent,
} from './batch.logic'
import { type JobBatchRange, settledTo } from '../jobs/job.logic'
import { nextPosition } from './judged.logic'
import { isLedgerAway, unlessLedgerFails } from './outages'
import {
  type StockRequest,
  type Wanted,
  type KitComponents,
  coalesce,
  shareOfFile,
  recounted,
  kitsWith,
  afterRemoval,
} from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import { type Run, saveStage, hasTime } from './run'
import { type ReadRange, readRange } from '../jobs/snapshot'
import { chunks, mapLimit } from '../shared/concurrency'
import { MARGIN } from '../carrefour/limits.logic'
import { SECOND } from '../shared/time'

/**
 * Whether a batch can be made from the queue. Listings show live priorities first: when the first request comes from a
 * comparison, only those of unknown SKUs can follow, and the comparison may still be gathering.
 */
export async function mayClaim(ports: Ports, state: ConnectionState): Promise<boolean> {
  const { queue, jobs } = ports
  const requests = await queue.list(1 + state.stuck.length)
  const [first] = await waitingOf(ports, state, requests)
  if (first && first.priority !== 'reconcile') return true
  const job = runningJob(await jobs.read())
  const isAway = isLedgerAway(state, ports.clock.now())
  if (job !== null && !isAway && nextPosition(job, state) !== null) return true
  return first !== undefined && !holdsBack(state.reconcile)
}

/** How long to wait for more requests before making a batch: one change often comes as several notifications. */
const GATHER_TIME = 400

/** Upper bound while more keep coming: a whole catalogue then fits in one file. */
const GATHER_LONGEST = 8 * GATHER_TIME

/** More requests than SKUs: a SKU can have one in each priority. */
export const MAX_REQUESTS = MAX_LINES * 2

/**
 * Makes a batch of what waits, with the next part of the running reprocess job. The order makes it lossless: the batch
 * is saved first, then its requests are removed, and only then (in `send`) is its stock read.
 *
 * @returns whether there was anything to take
 */
export async function claim(run: Run): Promise<boolean> {
  const { ids, log } = run.ports
  const { waiting: requests, kits, ...seen } = await gather(run)
  const waiting = await withKits(run, requests, kits)
  const queued = coalesce(shareOfFile(waiting), MAX_REQUESTS)
  const job = await nextOfJob(run, queued, seen)
  const lines = fillBatch(queued, job?.lines ?? [])
  if (lines.length === 0 && job === null) return false
  const batch = newBatch(run, ids.next(), lines, job?.slice ?? null)
  const taken = new Set(lines.map(line => line.skuId))
  const all = queued.every(({ skuId }) => taken.has(skuId))
  await saveStage(run, batch, state => ({
    ...state,
    settled: 0,
    parkedNext: true,
    queueSince: waiting.every(({ skuId }) => taken.has(skuId)) ? null : state.queueSince,
    reconcile: afterClaim(state.reconcile, all),
  }))
  const { slice } = batch
  log.info('batch.claimed', {
    batchId: batch.id,
    skus: lines.length,
    ...(slice ? { jobId: slice.jobId, from: slice.from, to: slice.to } : {}),
  })
  return true
}

/** Concurrent writes to the queue. */
const WRITES = 8

/**
 * What waits, with the kits whose components have changed: VTEX notifies the component alone. They go in the same file. Where it may
 * be too small for all they are queued first, so that none is lost.
 */
async function withKits(
  { ports: { queue, clock } }: Run,
  requests: readonly StockRequest[],
  kits: KitComponents
): Promise<readonly StockRequest[]> {
  if (kits.size === 0) return requests
  const live = requests.filter(({ priority }) => LIVE.includes(priority))
  const changed = new Set(live.map(({ skuId }) => skuId))
  const added = kitsWith(kits, changed).flatMap((skuId): StockRequest[] =>
    changed.has(skuId) ? [] : [{ skuId, priority: 'changed' }]
  )
  if (requests.length + added.length > MAX_LINES)
    await mapLimit(added, WRITES, request => queue.enqueue(request, clock.now()))
  return [...requests, ...added]
}

async function nextOfJob(
  run: Run,
  queued: readonly Wanted[],
  { state, jobs }: Pick<Gathered, 'state' | 'jobs'>
): Promise<ReadRange | null> {
  const job = runningJob(jobs)
  if (!job?.snapshot) return null
  const from = nextPosition(job, state)
  const now = run.ports.clock.now()
  if (from === null || isLedgerAway(state, now)) return null
  const { snapshot } = job
  const read = await unlessLedgerFails(run, () =>
    readRange(
      run,
      { ...job, snapshot },
      {
        from,
        room: roomForJob(queued),
        queued: new Set(queued.map(({ skuId }) => skuId)),
      }
    )
  )
  if (read === null || read.slice.to > from) return read
  run.ports.log.warn('job.snapshot.lost', { jobId: job.id, at: from })
  // What is still to be settled of it has its outcome before the job ends.
  const end = from > settledTo(job) ? cancelJob : giveUpJob
  await run.ports.jobs.update(book => end(book, job.id, now))
  return null
}

/** What waits, and what else a batch is made from: all read at the same moment. */
interface Gathered {
  readonly waiting: readonly StockRequest[]
  readonly state: ConnectionState
  readonly jobs: JobList
  /** None while kits are not sent. */
  readonly kits: KitComponents
}

/** What waits, once no more has arrived for a moment. */
async function gather({ ports, configuration }: Run): Promise<Gathered> {
  const { queue, clock, connectionState } = ports
  const until = clock.now() + GATHER_LONGEST
  const { sendKits } = configuration.choices
  const [listed, kits] = await Promise.all([
    queue.list(MAX_REQUESTS),
    sendKits ? ports.kits.read() : new Map<SkuId, readonly SkuId[]>(),
    clock.sleep(GATHER_TIME),
  ])
  let before = listed
  for (;;) {
    const [requests, state, jobs] = await Promise.all([
      queue.list(MAX_REQUESTS),
      connectionState.read(),
      ports.jobs.read(),
    ])
    if (requests.length <= before.length || clock.now() >= until)
      return { waiting: await waitingOf(ports, state, requests), state, jobs, kits }
    before = requests
    await clock.sleep(GATHER_TIME)
  }
}

/** A batch whose job SKUs all need no sending is already judged. */
function newBatch(
  { ports: { clock }, configuration }: Run,
  id: string,
  lines: readonly ClaimedLine[],
  slice: JobBatchRange | null
): Batch {
  const now = clock.now()
  const batch: ClaimedBatch = {
    stage: 'claimed',
    id,
    claimedAt: now,
    saves: configuration.version,
    failures: {},
    notBefore: 0,
    marksRemoved: false,
    readAt: null,
    lines,
    slice,
  }
  return lines.length > 0 ? batch : unsent(batch, [], now)
}

/** Requests removed between two time checks, and the time that must be left for them. */
const REMOVED = 200
const REMOVE_TIME = 4 * SECOND

/** How often requests that cannot be removed delay their batch before it goes on without. */
const MAX_TRIES = 3

/** What requests are to be removed from. */
interface BeforeRemoval {
  /** The whole queue. */
  readonly requests: readonly StockRequest[]
  readonly state: ConnectionState
  /** Earlier attempts of this step. */
  readonly tries: number
}

/**
 * Removes the requests of a saved batch, as many as time allows; the next run continues. After some tries those that
 * cannot be removed are remembered, so that the batch does not wait for ever and their SKUs are not sent again with
 * every file.
 *
 * A few that are removed at the first try and leave nothing to remember are not worth a saved stage: whoever finds the
 * batch after a death removes them again before it reads any stock.
 *
 * @returns the batch when it may go on at once; null when that is for the next step
 */
export async function removeRequests(
  run: Run,
  batch: ClaimedBatch,
  { requests, state: seen, tries }: BeforeRemoval
): Promise<ClaimedBatch | null> {
  const { queue, clock, log } = run.ports
  const claimed = new Set(batch.lines.map(line => line.skuId))
  const taken = requests.filter(request => claimed.has(request.skuId))
  const failed: StockRequest[] = []
  for (const some of chunks(taken, REMOVED)) {
    if (!hasTime(run, REMOVE_TIME)) return null
    failed.push(...(await queue.remove(some)))
  }
  if (failed.length > 0) {
    const facts = { batchId: batch.id, marks: failed.length, tries }
    log.warn('requests.stuck', { ...facts, skuIds: failed.slice(0, 20).map(({ skuId }) => skuId) })
    if (tries < MAX_TRIES) {
      await clock.sleep(SECOND)
      return null
    }
  }
  const left = requests.filter(request => !claimed.has(request.skuId))
  const removed = { ...batch, marksRemoved: true }
  const after = (state: ConnectionState): ConnectionState => ({
    ...state,
    stuck: afterRemoval(state.stuck, taken, failed, {
      // Clocks differ: sending once too often is better than missing a change.
      servedAt: batch.claimedAt - MARGIN,
      now: clock.now(),
    }),
    unknownMarks:
      requests.length < MAX_REQUESTS ? recounted(state.unknownMarks, left) : state.unknownMarks,
  })
  if (tries === 0 && taken.length <= REMOVED && isDeepStrictEqual(after(seen), seen)) return removed
  await saveStage(run, removed, after)
  return null
}
