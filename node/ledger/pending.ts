import type { ConnectionState } from '../engine/state.logic'
import { type Job, hasTurnAhead, settledTo, totalOf } from '../jobs/job.logic'
import { mapLimit } from '../shared/concurrency'
import { matcherOf } from './filter.logic'
import type { Process } from './process.logic'
import type { StockRequest } from '../queue/stockRequest.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import { readPositions } from '../jobs/snapshot'
import { type SeenBatch, batchesInHand, waitingOf } from '../engine/waiting'

/** Maximum number of requests read for a page: beyond it the count says "at least". */
const MAX_MARKS = 10_000

/** Files read concurrently. */
const READS = 16

/** One SKU in the ledger. */
export interface Row {
  readonly skuId: SkuId
  readonly process: Process | null
}

/** The part of a reprocess job without an outcome. */
interface Rest {
  readonly job: Job
  /** Where the part that is in no batch begins. */
  readonly from: number
  /** Number of its lines in batches. */
  readonly inHand: number
  /** Number of its SKUs after `from`; those that are in the queue as well count here too, unless the rest is small. */
  readonly left: number
}

/**
 * Everything that waits: queued, in a batch without an outcome in the ledger yet, or still to come in a reprocess job.
 * For the rows of a page it costs one listing of the queue; the SKUs of a running job are known by its filter.
 */
export class Pending {
  private constructor(
    private readonly ports: Ports,
    /** In the queue or in a batch, but for the lines that `rests` tell. */
    private readonly queued: ReadonlySet<SkuId>,
    private readonly rests: readonly Rest[],
    readonly batches: readonly SeenBatch[],
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
    const [requests, batches, unwritten] = await Promise.all([
      // Requests that were served and cannot be removed do not wait.
      waitingOf(ports, state, listed),
      batchesInHand(ports, state),
      state.unwritten ? connectionState.readUnwritten(state.unwritten.key) : [],
    ])
    const rests = book.jobs.filter(hasTurnAhead).map(job => restOf(job, batches))
    const told = new Set(rests.flatMap(({ job }) => (filterOf(job) ? job.id : [])))
    const lines = await mapLimit(batches, READS, batch =>
      batch.job !== null && !told.has(batch.job.id) ? linesOf(ports, batch) : othersOf(ports, batch)
    )
    const queued = new Set([
      ...requests.map(({ skuId }) => skuId),
      ...lines.flat(),
      ...unwritten.map(({ outcome }) => outcome.skuId),
    ])
    const counted = await mapLimit(rests, 1, async rest =>
      partsOf(rest).length > 1 ? rest : { ...rest, left: await countRest(ports, rest, queued) }
    )
    return new Pending(ports, queued, counted, batches, requests)
  }

  /**
   * Number of waiting SKUs. One that a live change sends ahead of its job counts until the job has passed it; one in two
   * jobs counts twice, as does one in the queue and in a job with thousands left: to know would cost all its files.
   */
  get size(): number {
    return this.rests.reduce(
      (sum, { job, left, inHand }) => sum + left + (filterOf(job) ? inHand : 0),
      this.queued.size
    )
  }

  /** Whether the queue was read to its end. */
  get isWhole(): boolean {
    return this.requests.length < MAX_MARKS
  }

  /** Which of these rows wait, with the start of the job that includes them (null: see the queue). */
  async among(rows: readonly Row[]): Promise<ReadonlyMap<SkuId, Millis | null>> {
    const found = new Map<SkuId, Millis | null>()
    for (const { skuId } of rows) if (this.queued.has(skuId)) found.set(skuId, null)
    for (const rest of this.rests) {
      const { snapshot, createdAt } = rest.job
      const wanted = rows.filter(
        ({ skuId, process }) =>
          !found.has(skuId) && snapshot !== null && (process?.processedAt ?? 0) <= snapshot.at
      )
      if (wanted.length === 0) continue
      for (const skuId of await this.#inRest(rest, wanted)) found.set(skuId, createdAt)
    }
    return found
  }

  /**
   * Rows that a job has still to send, of those without an outcome since its snapshot: as nothing was written since, the
   * filter says of them what it said then. Named SKUs are in one file.
   */
  async #inRest(rest: Rest, rows: readonly Row[]): Promise<readonly SkuId[]> {
    const filter = filterOf(rest.job)
    if (filter) {
      const isMatch = matcherOf(filter)
      return rows.flatMap(({ skuId, process }) =>
        process && isMatch({ skuId, process, pending: false }) ? skuId : []
      )
    }
    const ids = new Set(rows.map(({ skuId }) => skuId))
    const found: SkuId[] = []
    await eachChunk(this.ports, rest, chunk => {
      found.push(...chunk.filter(skuId => ids.has(skuId)))
    })
    return found
  }

  /** All waiting SKUs, each once: the queue with what is in batches by SKU code, then the jobs in order. */
  async listed(): Promise<WaitingList> {
    const lines = await mapLimit(this.batches, READS, batch => linesOf(this.ports, batch))
    return new WaitingList(this.ports, new Set([...this.queued, ...lines.flat()]), this.rests)
  }
}

/** The waiting SKUs in order. It reads the files of batches and jobs. */
class WaitingList {
  readonly #sorted: readonly SkuId[]

  constructor(
    private readonly ports: Ports,
    private readonly queued: ReadonlySet<SkuId>,
    private readonly rests: readonly Rest[]
  ) {
    this.#sorted = [...queued].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  }

  /** Number of SKUs. One in two jobs counts twice. */
  async size(): Promise<number> {
    const sizes = await mapLimit(this.rests, 1, rest => countRest(this.ports, rest, this.queued))
    return sizes.reduce((sum, one) => sum + one, this.queued.size)
  }

  /** SKUs from one index to another (exclusive). */
  async list(from: number, to: number): Promise<readonly SkuId[]> {
    const found = this.#sorted.slice(from, to)
    let place = this.#sorted.length
    for (const rest of this.rests) {
      for (const [start, end] of partsOf(rest)) {
        if (place >= to) return found
        const chunk = await readPositions(this.ports, rest.job, start, end)
        const own = chunk.filter(skuId => !this.queued.has(skuId))
        found.push(...own.slice(Math.max(from - place, 0), to - place))
        place += own.length
      }
    }
    return found
  }
}

/** The filter that tells a job's SKUs; null for named ones. */
const filterOf = ({ scope }: Job) => (scope.kind === 'matching' ? scope.filter : null)

/** What is left of a job, and how much of it is in batches. */
function restOf(job: Job, batches: readonly SeenBatch[]): Rest {
  const own = batches.filter(batch => batch.job?.id === job.id)
  const from = Math.max(settledTo(job), ...own.map(batch => batch.job?.to ?? 0))
  return {
    job,
    from,
    left: Math.max(totalOf(job) - from, 0),
    inHand: own.reduce((sum, batch) => sum + jobLinesLeft(batch), 0),
  }
}

const jobLinesLeft = ({ ofJob, settled, others }: SeenBatch): number => {
  const settledOthers = (others ?? []).filter(([, at]) => at < settled).length
  return Math.max(ofJob - Math.max(settled - settledOthers, 0), 0)
}

/** The SKUs of a batch's lines without an outcome in the ledger. */
async function linesOf(ports: Ports, { key, settled }: SeenBatch): Promise<readonly SkuId[]> {
  const batch = await ports.connectionState.readBatch(key)
  return batch?.lines.slice(settled).map(({ skuId }) => skuId) ?? []
}

/** The same without those of its job. */
async function othersOf(
  ports: Ports,
  { key, settled, others }: SeenBatch
): Promise<readonly SkuId[]> {
  if (others) return others.flatMap(([skuId, at]) => (at < settled ? [] : skuId))
  const batch = await ports.connectionState.readBatch(key)
  return batch?.lines.slice(settled).flatMap(({ skuId, ofJob }) => (ofJob ? [] : skuId)) ?? []
}

/** Number of SKUs of the rest that are not in the queue as well. */
async function countRest(ports: Ports, rest: Rest, queued: ReadonlySet<SkuId>): Promise<number> {
  const left = Math.max(totalOf(rest.job) - rest.from, 0)
  if (queued.size === 0 || left === 0) return left
  let both = 0
  await eachChunk(ports, rest, chunk => {
    for (const skuId of chunk) if (queued.has(skuId)) both += 1
  })
  return left - both
}

async function eachChunk(
  ports: Ports,
  rest: Rest,
  see: (skuIds: readonly SkuId[]) => void
): Promise<void> {
  await mapLimit(partsOf(rest), READS, async ([start, end]) =>
    see(await readPositions(ports, rest.job, start, end))
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
