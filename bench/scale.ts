import { Account } from '../chaos/harness/account'
import { Api } from '../chaos/harness/api'
import type { Figures } from '../chaos/harness/protocol'
import { WorkspaceProcess } from '../chaos/harness/workspaceProcess'
import { bulkWorld } from '../chaos/world'
import type { Figure } from './numbers'
import { below, sleep } from './numbers'

/** How many times as fast as real time: Carrefour's minute between two files is waited for in 20 s. */
const TIME_SCALE = 3

/** SKUs of one stock file. */
const BATCH = 10_000

/** Real milliseconds to wait for the end at most, for each SKU and at least. */
const LONGEST = { perSku: 40, atLeast: 180_000 }

/** What one size cost. */
interface Cost {
  readonly size: number
  readonly seconds: number
  /** Processor milliseconds of the replicas a SKU; null where it cannot be told. */
  readonly cpu: number | null
  readonly calls: ReadonlyMap<string, number>
  readonly longestHandler: number
  readonly highestMemory: number
}

/** Reprocesses so many failed processes in a workspace of its own, for each size. */
export async function scale(
  sizes: readonly number[],
  told: (figures: readonly Figure[]) => void
): Promise<void> {
  const costs: Cost[] = []
  for (const size of sizes) {
    const cost = await measure(size)
    costs.push(cost)
    told(figuresOf(cost))
  }
  const [first, ...others] = costs
  const last = others.at(-1)
  if (first && last) told(ratioOf(first, last))
}

async function measure(size: number): Promise<Cost> {
  const world = bulkWorld('lojamedida', size)
  const workspace = await WorkspaceProcess.start(
    { accounts: [world.account], replicas: 2, keeps: 'none', measures: true },
    TIME_SCALE
  )
  try {
    const api = new Api(workspace.url)
    const limits = { throttleSeconds: { STO01: 0, STO02: 0, STO03: 0 } }
    await api.send('PUT', '/console/carrefour/api/settings', limits)
    // The first comparison of both sides finds an empty shop, so that it is not measured too.
    const key = await workspace.furnish({ ...world, skus: [] })
    const account = new Account(
      { api, world, side: 0, now: () => workspace.now(), note: () => undefined },
      key
    )
    await account.start()
    await until(() => Promise.resolve(/"reconcile.ended"/.test(workspace.log())), LONGEST.atLeast)
    await workspace.ask({ kind: 'addSkus', world })
    await workspace.ask({ kind: 'fillLedger', world })
    await until(async () => (await account.connection()).blocked >= size, LONGEST.atLeast)
    const before = await workspace.figures()
    const start = Date.now()
    await account.reprocessBlocked()
    await until(
      async () => {
        const { blocked, pending } = await account.connection()
        return blocked === 0 && pending === 0
      },
      Math.max(size * LONGEST.perSku, LONGEST.atLeast),
      Math.max(500, size / 3)
    )
    const seconds = (Date.now() - start) / 1000
    return costOf(size, seconds, before, await workspace.figures())
  } finally {
    await workspace.stop()
  }
}

function costOf(size: number, seconds: number, before: Figures, after: Figures): Cost {
  const known = new Map(before.counts)
  return {
    size,
    seconds,
    cpu:
      after.replicaCpu === null || before.replicaCpu === null
        ? null
        : (after.replicaCpu - before.replicaCpu) / size,
    calls: new Map(after.counts.map(([name, count]) => [name, count - (known.get(name) ?? 0)])),
    longestHandler: after.longestHandler / 1000,
    highestMemory: after.highestMemory,
  }
}

function figuresOf(cost: Cost): readonly Figure[] {
  const { size, seconds, cpu } = cost
  const name = (what: string) => `${size} SKUs reprocessed: ${what}`
  const calls = (part: string) =>
    [...cost.calls].reduce((sum, [call, n]) => (call.startsWith(`${part} `) ? sum + n : sum), 0)
  const per1000 = (count: number) => (count * 1000) / size
  const batches = Math.ceil(size / BATCH)
  const plain = (what: string, value: string): Figure => ({
    name: name(what),
    value,
    target: '',
    met: true,
  })
  return [
    plain('SKUs per second', (size / seconds).toFixed(0)),
    plain('processor time a SKU', cpu === null ? 'unknown' : `${cpu.toFixed(2)} ms`),
    atMost(name('Carrefour calls a batch'), calls('carrefour') / batches, 3),
    atMost(name('store calls per 1,000'), per1000(calls('store')), 25),
    atMost(name('ledger writes per 1,000'), per1000(cost.calls.get('masterdata PUT') ?? 0), 1_050),
    plain('all platform calls per 1,000', per1000(platformCalls(cost)).toFixed(0)),
    below(name('longest handler'), cost.longestHandler, 30, 's'),
    below(name('highest memory of a replica'), cost.highestMemory, 256, 'MB'),
  ]
}

const platformCalls = ({ calls }: Cost): number =>
  [...calls].reduce(
    (sum, [call, n]) => (/^(vbase|masterdata|apps|events) /.test(call) ? sum + n : sum),
    0
  )

const ratioOf = (first: Cost, last: Cost): readonly Figure[] =>
  first.cpu === null || last.cpu === null
    ? []
    : [
        atMost(
          `processor time a SKU, ${last.size} over ${first.size} SKUs`,
          last.cpu / first.cpu,
          1.3
        ),
      ]

const atMost = (name: string, value: number, limit: number): Figure => ({
  name,
  value: value.toFixed(value < 10 ? 2 : 0),
  target: `at most ${limit}`,
  met: value <= limit,
})

/** @param pause real milliseconds between two looks: each makes the service read all that waits */
async function until(right: () => Promise<boolean>, longest: number, pause = 500): Promise<void> {
  const start = Date.now()
  for (;;) {
    // A busy service may fail to answer; the work goes on.
    if (await right().catch(() => false)) return
    if (Date.now() - start > longest) throw new Error(`Not so within ${longest} ms`)
    await sleep(pause)
  }
}
