import type { Figures } from '../chaos/harness/protocol'

/** SKUs of one stock file. */
const BATCH = 10_000

/** What the reprocessing of some SKUs cost. */
export interface Cost {
  readonly skus: number
  /** How many stock files that takes. */
  readonly batches: number
  /** Real. */
  readonly seconds: number
  /** Processor milliseconds of the replicas; null where it cannot be told. */
  readonly cpu: number | null
  /** Calls by part and method. */
  readonly calls: ReadonlyMap<string, number>
  /** Seconds of the workspace's time. */
  readonly longestHandler: number
  /** MB. */
  readonly highestMemory: number
}

export const NOTHING: Cost = {
  skus: 0,
  batches: 0,
  seconds: 0,
  cpu: 0,
  calls: new Map(),
  longestHandler: 0,
  highestMemory: 0,
}

/** What was measured between two moments. */
export const costBetween = (
  before: Figures,
  after: Figures,
  { skus, seconds }: Pick<Cost, 'skus' | 'seconds'>
): Cost => {
  const known = new Map(before.counts)
  return {
    skus,
    batches: Math.ceil(skus / BATCH),
    seconds,
    cpu: added(after.replicaCpu, before.replicaCpu, -1),
    calls: new Map(after.counts.map(([name, count]) => [name, count - (known.get(name) ?? 0)])),
    longestHandler: after.longestHandler / 1000,
    highestMemory: after.highestMemory,
  }
}

/** Two costs together. */
export const plus = (a: Cost, b: Cost): Cost => ({
  skus: a.skus + b.skus,
  batches: a.batches + b.batches,
  seconds: a.seconds + b.seconds,
  cpu: added(a.cpu, b.cpu, 1),
  calls: new Map([...b.calls].map(([name, count]) => [name, count + (a.calls.get(name) ?? 0)])),
  longestHandler: Math.max(a.longestHandler, b.longestHandler),
  highestMemory: Math.max(a.highestMemory, b.highestMemory),
})

const added = (a: number | null, b: number | null, sign: 1 | -1): number | null =>
  a === null || b === null ? null : a + sign * b

/** How many documents of the ledger were written so far. */
export const ledgerWrites = ({ counts }: Pick<Figures, 'counts'>): number =>
  new Map(counts).get(LEDGER_WRITE) ?? 0

export const LEDGER_WRITE = 'masterdata PUT'
