import type { Batch } from '../engine/batch.logic'
import type { ConnectionState } from '../engine/state.logic'
import { type Job, hasTurnAhead, settledSince, settledTo, totalOf } from '../jobs/job.logic'
import { mapLimit } from '../shared/concurrency'
import { jobOf } from '../engine/parts.logic'
import type { Process } from './process.logic'
import type { SkuId, StockRequest } from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import { readPositions } from '../jobs/snapshot'
import { waitingOf } from '../queue/waiting'

/** Maximum number of requests read for a page: beyond it the count says "at least". */
const MAX_MARKS = 10_000

/** Chunks read concurrently. */
const READS = 16

/** One SKU in the ledger. */
export interface Row {
  readonly skuId: SkuId
  readonly process: Process | null
}

/** The part of a reprocess job still to be sent. */
interface Rest {
  readonly job: Job
  readonly from: number
}

/**
 * Everything that waits: queued, in a batch without an outcome in the ledger yet, or still to come in a reprocess job.
 */
export class Pending {
  private constructor(
    private readonly ports: Ports,
    /** In the queue or in a batch. */
    private readonly queued: ReadonlySet<SkuId>,
    private readonly rests: readonly Rest[],
    /**
     * Number of waiting SKUs. One that a live change sends ahead of its job counts until the job has passed it; one in
     * two jobs counts twice.
     */
    readonly size: number,
    /** The requests of the queue, without those that were served. */
    readonly requests: readonly StockRequest[]
  ) {}

  /** @param known the state, if it has been read already */
  static async read(ports: Ports, known?: ConnectionState): Promise<Pending> {
    const { queue, connectionState, jobs } = ports
    const [listed, state, book] = await Promise.all([
      queue.list(MAX_MARKS),
      known ?? connectionState.read(),
      jobs.read(),
    ])
    // Requests that were served and cannot be removed do not wait.
    const requests = await waitingOf(ports, state, listed)
    const [batch, judged, parked, unwritten] = await Promise.all([
      state.batchKey ? connectionState.readBatch(state.batchKey) : null,
      mapLimit(state.judged, READS, async ({ key, settled }) => ({
        settled,
        batch: await connectionState.readBatch(key),
      })),
      mapLimit(state.parked, READS, ({ key }) => connectionState.readBatch(key)),
      state.unwritten ? connectionState.readUnwritten(state.unwritten.key) : [],
    ])
    const aside = parked.flatMap(part => part ?? [])
    const beingSettled = judged.flatMap(one => one.batch ?? [])
    const batches = [...(batch ? [batch] : []), ...beingSettled, ...aside]
    const inHand = batch ? batch.lines.slice(batch.stage === 'judged' ? state.settled : 0) : []
    const kept = unwritten.map(({ outcome: { skuId } }) => ({ skuId, ofJob: false }))
    const unsettled = judged.flatMap(one => one.batch?.lines.slice(one.settled) ?? [])
    const lines = [...inHand, ...unsettled, ...aside.flatMap(part => part.lines), ...kept]
    const queued = new Set([...requests, ...lines].map(({ skuId }) => skuId))
    const rests = book.jobs.filter(hasTurnAhead).map(job => ({ job, from: restFrom(job, batches) }))
    // SKUs of a job's batch in flight are not part of the rest.
    const besides = lines.filter(line => !line.ofJob)
    const others = new Set([...requests, ...besides].map(({ skuId }) => skuId))
    const sizes = await mapLimit(rests, 1, rest =>
      countRest(ports, rest, batches.some(one => jobOf(one) === rest.job.id) ? others : queued)
    )
    const size = sizes.reduce((sum, one) => sum + one, queued.size)
    return new Pending(ports, queued, rests, size, requests)
  }

  /** Which of these rows wait, with the start of the job that includes them (null: see the queue). */
  async among(rows: readonly Row[]): Promise<ReadonlyMap<SkuId, Millis | null>> {
    const found = new Map<SkuId, Millis | null>()
    for (const { skuId } of rows) if (this.queued.has(skuId)) found.set(skuId, null)
    for (const rest of this.rests) {
      const { snapshot, createdAt } = rest.job
      const wanted = rows.filter(
        ({ skuId, process }) =>
          !found.has(skuId) && snapshot !== null && !settledSince(process, snapshot.at)
      )
      if (wanted.length === 0) continue
      const ids = new Set(wanted.map(({ skuId }) => skuId))
      await eachChunk(this.ports, rest, chunk => {
        for (const skuId of chunk) if (ids.has(skuId)) found.set(skuId, createdAt)
      })
    }
    return found
  }

  /** Waiting SKUs from one index to another: the queue by SKU code, then the jobs in order. */
  async list(from: number, to: number): Promise<readonly SkuId[]> {
    const sorted = [...this.queued].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    const found = sorted.slice(from, to)
    let place = sorted.length
    for (const { job, from: first } of this.rests) {
      for (const [start, end] of partsOf({ job, from: first })) {
        if (place >= to) return found
        const chunk = await readPositions(this.ports, job, start, end)
        const own = chunk.filter(skuId => !this.queued.has(skuId))
        found.push(...own.slice(Math.max(from - place, 0), to - place))
        place += own.length
      }
    }
    return found
  }
}

/** Start of the part of a job that is neither settled nor in a batch. */
const restFrom = (job: Job, batches: readonly Batch[]): number =>
  Math.max(
    settledTo(job),
    ...batches.flatMap(({ slice, shares }) => {
      const part = slice ?? shares
      return part?.jobId === job.id ? [part.to] : []
    })
  )

/** Number of SKUs of the rest that are not in the queue as well. */
async function countRest(ports: Ports, rest: Rest, queued: ReadonlySet<SkuId>): Promise<number> {
  const length = Math.max(totalOf(rest.job) - rest.from, 0)
  if (queued.size === 0 || length === 0) return length
  let both = 0
  await eachChunk(ports, rest, chunk => {
    for (const skuId of chunk) if (queued.has(skuId)) both += 1
  })
  return length - both
}

async function eachChunk(
  ports: Ports,
  { job, from }: Rest,
  see: (skuIds: readonly SkuId[]) => void
): Promise<void> {
  await mapLimit(partsOf({ job, from }), READS, async ([start, end]) =>
    see(await readPositions(ports, job, start, end))
  )
}

/** The positions of the rest, by chunk. */
function partsOf({ job, from }: Rest): readonly (readonly [number, number])[] {
  const ends = job.snapshot?.chunkEnds ?? []
  return ends.flatMap((end, chunk): (readonly [number, number])[] => {
    const start = Math.max(ends[chunk - 1] ?? 0, from)
    return end > start ? [[start, end]] : []
  })
}
