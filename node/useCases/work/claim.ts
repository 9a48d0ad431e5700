import type { Batch, ClaimedBatch, ClaimedLine } from '../../domain/batches'
import { MOST_LINES, unsent } from '../../domain/batches'
import { fillBatch, roomForJob } from '../../domain/fill'
import { giveUpJob, runningJob } from '../../domain/jobBook'
import type { Slice } from '../../domain/jobs'
import { afterClaim } from '../../domain/reconcilePages'
import type { Mark, Wanted } from '../../domain/requests'
import { coalesce } from '../../domain/requests'
import { shareOfFile } from '../../domain/unknownMarks'
import type { Run } from './run'
import { advance } from './run'
import type { ReadSlice } from './slice'
import { readSlice } from './slice'
import { waitingOf } from './waiting'

/** How long to wait for more marks before a batch is made: one change often comes as several notifications. */
const GATHER_TIME = 400

/** How long to wait while more keep coming: a whole catalogue then fits in one file. */
const GATHER_LONGEST = 8 * GATHER_TIME

/** More marks than SKUs: a SKU can have one in each lane. */
export const MOST_MARKS = MOST_LINES * 2

/**
 * Makes a batch of what waits, with the next part of the running reprocess job. The order makes it
 * lossless: the batch is written down first, then its marks are removed, and only then (in `send`) its
 * stock is read.
 */
export async function claim(run: Run): Promise<void> {
  const { ids, log } = run.ports
  const waiting = await gather(run)
  const queued = coalesce(shareOfFile(waiting), MOST_MARKS)
  const job = await nextOfJob(run, queued)
  const lines = fillBatch(queued, job?.lines ?? [])
  if (lines.length === 0 && job === null) return
  const batch = newBatch(run, ids.next(), lines, job?.slice ?? null)
  const taken = new Set(lines.map(line => line.skuId))
  const all = queued.every(({ skuId }) => taken.has(skuId))
  await advance(run, batch, state => ({
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
}

async function nextOfJob(run: Run, queued: readonly Wanted[]): Promise<ReadSlice | null> {
  const job = runningJob(await run.ports.jobs.read())
  if (!job?.snapshot) return null
  // A slice in several batches is settled as a whole before the next is read.
  const { parked } = await run.ports.control.read()
  if (parked.some(({ jobId }) => jobId === job.id)) return null
  const marked = new Set(queued.map(({ skuId }) => skuId))
  const { snapshot } = job
  const read = await readSlice(run, { ...job, snapshot }, roomForJob(queued), marked)
  if (read.slice.to > read.slice.from) return read
  run.ports.log.warn('job.snapshot.lost', { jobId: job.id, at: read.slice.from })
  await run.ports.jobs.update(book => giveUpJob(book, job.id, run.ports.clock.now()))
  return null
}

/** What waits, once no more came for a moment. */
async function gather({ ports }: Run): Promise<readonly Mark[]> {
  const { requests, clock, control } = ports
  const until = clock.now() + GATHER_LONGEST
  let marks: readonly Mark[] = await requests.list(MOST_MARKS)
  while (clock.now() < until) {
    await clock.sleep(GATHER_TIME)
    const more = await requests.list(MOST_MARKS)
    const quiet = more.length <= marks.length
    marks = more
    if (quiet) break
  }
  return waitingOf(ports, await control.read(), marks)
}

/** A batch of a job's SKUs that all need no sending is judged already. */
function newBatch(
  { ports: { clock } }: Run,
  id: string,
  lines: readonly ClaimedLine[],
  slice: Slice | null
): Batch {
  const now = clock.now()
  const batch: ClaimedBatch = {
    stage: 'claimed',
    id,
    claimedAt: now,
    failures: {},
    notBefore: 0,
    marksRemoved: false,
    readAt: null,
    lines,
    slice,
  }
  return lines.length > 0 ? batch : unsent(batch, [], now)
}
