import { Account } from '../chaos/harness/account'
import { Api } from '../chaos/harness/api'
import { FAULTS } from '../chaos/harness/faults'
import { START_JOB } from '../chaos/harness/queries'
import { WorkspaceProcess } from '../chaos/harness/workspaceProcess'
import { type World, WAREHOUSE, bulkWorld } from '../chaos/world'
import { firstRows } from './firstRows'
import { type Figure, below, percentile, sleep, until } from './numbers'
import { ledgerWrites } from './scaleCost'

/** How the cloud is measured. */
export interface CloudOptions {
  /** SKUs that are reprocessed, and listed. */
  readonly size: number
  /** Idle changes. */
  readonly samples: number
  /** How many times as fast as real time the long figures are measured. */
  readonly scale: number
  /** Only figures of these parts; all when left out. */
  readonly only: string | null
}

export const PARTS = ['idle', 'reprocess', 'throttled', 'memory', 'rows'] as const

/** Seconds of the workspace's time. */
const WINDOW = 62
const LIVE_EVERY = 20
const MINUTE = 60_000

/** Real milliseconds for an account to be opened and its ledger to be counted. */
const OPENED = 600_000

/** SKUs beside those of the job: what changes live. */
const LIVE = 40

/** Accounts at work at once, and SKUs of each, for the memory of a replica. */
const ACCOUNTS = 5
const BATCH = 10_000

/** The figures of the product under the cloud profile of the workspace, part by part. */
export async function cloud(
  options: CloudOptions,
  told: (figures: readonly Figure[]) => void
): Promise<void> {
  const wants = (part: (typeof PARTS)[number]) => options.only === null || options.only === part
  if (wants('idle')) told(await inCloud(options, 0, stage => idle(stage, options.samples)))
  if (wants('reprocess')) told(await inCloud(options, options.size, reprocess))
  if (wants('throttled'))
    told(await inCloud(options, Math.min(options.size, 3_000), throttledForTenMinutes))
  if (wants('memory')) told([await memory(options)])
  if (wants('rows')) told(await firstRows(options.size, 'cloud'))
}

interface Stage {
  readonly workspace: WorkspaceProcess
  readonly api: Api
  readonly world: World
  /** SKUs that change live. */
  readonly live: World['skus']
}

async function inCloud(
  { scale }: CloudOptions,
  size: number,
  measure: (stage: Stage) => Promise<readonly Figure[]>
): Promise<readonly Figure[]> {
  const all = bulkWorld('lojanuvem', size + LIVE)
  const world = { ...all, skus: all.skus.slice(0, size) }
  const workspace = await WorkspaceProcess.start(
    { accounts: [all.account], replicas: 2, keeps: 'none', measures: true, cloud: true },
    scale
  )
  try {
    const api = new Api(workspace.url)
    await open(workspace, api, world, all)
    return await measure({ workspace, api, world, live: all.skus.slice(size) })
  } finally {
    await workspace.stop()
  }
}

/**
 * Opens an account that sells all these SKUs, with those of `failed` in its ledger as failed. Its first comparison finds
 * an empty shop, so that it is over before anything is measured.
 */
async function open(workspace: WorkspaceProcess, api: Api, failed: World, all: World) {
  const key = await workspace.furnish({ ...all, skus: [] })
  const [now, note] = [() => workspace.now(), () => undefined]
  const sleeps = (ms: number) => workspace.sleep(ms)
  const account = new Account({ api, world: all, side: 0, now, note, sleep: sleeps }, key)
  await account.start()
  const ended = new RegExp(`"account":"${all.account}".*"reconcile\\.ended"`)
  await until(() => Promise.resolve(ended.test(workspace.log())), 1_000, OPENED)
  await workspace.ask({ kind: 'addSkus', world: all })
  if (failed.skus.length === 0) return
  await workspace.ask({ kind: 'fillLedger', world: failed })
  await until(async () => (await account.connection()).blocked >= failed.skus.length, 1_000, OPENED)
}

/** Each change waits until Carrefour's windows are free. */
async function idle(stage: Stage, samples: number): Promise<readonly Figure[]> {
  const times: number[] = []
  for (let sample = 0; sample < samples; sample += 1) {
    await stage.workspace.sleep(WINDOW * 1_000)
    times.push(await change(stage, sample, 10 + sample))
  }
  const name = (what: string) => `idle change to Carrefour's confirmation, ${what} of ${samples}`
  return [
    below(name('p50'), percentile(times, 0.5), 8, 's'),
    below(name('p95'), percentile(times, 0.95), 20, 's'),
  ]
}

/** Sells some units of a SKU; how many seconds until its outcome is in the ledger. */
async function change({ workspace, api, world, live }: Stage, at: number, units: number) {
  const sku = live[at % live.length]
  if (!sku) throw new Error('No SKU to change')
  const began = workspace.now()
  await api.send('PUT', `/console/stores/${world.account}/api/skus/${sku.skuId}/stock`, {
    warehouseId: WAREHOUSE,
    total: units,
    reserved: 0,
  })
  const offer = `/console/carrefour/api/offers/${world.shopId}/${sku.skuId}`
  const isHeld = async () => (await api.get<{ quantity: number }>(offer)).quantity === units
  await until(isHeld, 50, 600_000)
  await until(() => isConfirmed(workspace, world.account, String(sku.skuId), units), 100, 600_000)
  return (workspace.now() - began) / 1_000
}

/** Looked up beside the service: each question to it is work that would be measured too. */
async function isConfirmed(
  workspace: WorkspaceProcess,
  account: string,
  skuId: string,
  units: number
) {
  const row = await workspace.ledgerRow(account, skuId)
  return row?.status === 'SUCCESS' && row.quantity === units
}

async function reprocess(stage: Stage): Promise<readonly Figure[]> {
  const { workspace, api, world } = stage
  const size = world.skus.length
  const before = await workspace.figures()
  const began = workspace.now()
  await startJob(api, world.account)
  const accepted = (workspace.now() - began) / 1_000
  let isOver = false
  const live: number[] = []
  const changing = (async () => {
    // The first comes when the job is under way.
    for (let at = 0; !isOver; at += 1) {
      await workspace.sleep(LIVE_EVERY * 1_000)
      if (!isOver) live.push(await change(stage, at, 60 + at))
    }
  })()
  await untilSettled(stage, ledgerWrites(before) + size)
  const seconds = (workspace.now() - began) / 1_000
  const after = await workspace.figures()
  isOver = true
  await changing
  const calls = masterData(after) - masterData(before)
  const target = Math.max((35 * 60 * size) / 100_000, 180)
  return [
    below(`"reprocess all ${size}" accepted`, accepted, 0.5, 's'),
    below(`${size} SKUs reprocessed, all outcomes in the ledger`, seconds, target, 's'),
    below('Master Data calls a second meanwhile', calls / seconds, 50, 'calls'),
    below(
      'Master Data calls per 1,000 SKUs settled',
      (calls * 1_000) / (size + live.length),
      1_030,
      'calls'
    ),
    below(`live change meanwhile, p95 of ${live.length}`, percentile(live, 0.95), 90, 's'),
  ]
}

async function startJob(api: Api, account: string): Promise<void> {
  const { result } = await api.graphql<{ result: { __typename: string } }>(account, START_JOB, {
    filter: { status: 'ERROR' },
    key: `bench-${Date.now()}`,
  })
  if (result.__typename !== 'CarrefourReprocessJob') throw new Error(result.__typename)
}

const masterData = ({ counts }: { readonly counts: readonly (readonly [string, number])[] }) =>
  counts.reduce((sum, [name, count]) => (name.startsWith('masterdata ') ? sum + count : sum), 0)

/** Seen from outside while it may be, as is `isConfirmed`. */
async function untilSettled({ workspace, api, world }: Stage, writes: number): Promise<void> {
  const longest = 3 * 3_600_000
  await until(async () => ledgerWrites(await workspace.figures()) >= writes, 500, longest)
  const query = '{ carrefourConnection { pending error } }'
  await until(
    async () => {
      const { carrefourConnection: now } = await api.graphql<{
        carrefourConnection: { pending: number; error: number }
      }>(world.account, query)
      return now.pending === 0 && now.error === 0
    },
    1_000,
    longest
  )
}

/** Half of all calls of Master Data answer 429 for ten minutes, while SKUs are reprocessed. */
async function throttledForTenMinutes(stage: Stage): Promise<readonly Figure[]> {
  const { workspace, api, world } = stage
  const before = await workspace.figures()
  await startJob(api, world.account)
  await workspace.sleep(10_000)
  const trouble = { part: 'masterdata', kind: 'status', status: 429, probability: 0.5 }
  await api.send('PUT', FAULTS, [trouble])
  let most = 0
  let last = new Map((await workspace.figures()).handlerCalls)
  for (let minute = 0; minute < 10; minute += 1) {
    await workspace.sleep(MINUTE)
    const { handlerCalls } = await workspace.figures()
    for (const [handler, calls] of handlerCalls)
      most = Math.max(most, calls - (last.get(handler) ?? 0))
    last = new Map(handlerCalls)
  }
  await api.send('PUT', FAULTS, [])
  await untilSettled(stage, ledgerWrites(before) + world.skus.length)
  const name = '429 for half of Master Data for 10 minutes'
  return [
    { name: `${name}: everything ends right`, value: 'yes', target: '', met: true },
    atMost(`${name}: calls of one handler a minute`, most, 3),
  ]
}

const atMost = (name: string, value: number, limit: number): Figure => ({
  name,
  value: String(value),
  target: `at most ${limit}`,
  met: value <= limit,
})

/** Five accounts reprocess a whole file each at the same time. */
async function memory({ scale, size }: CloudOptions): Promise<Figure> {
  const skus = Math.min(size, BATCH)
  const worlds = Array.from({ length: ACCOUNTS }, (_, at) => ({
    ...bulkWorld(`lojanuvem${at}`, skus),
    shopId: 9_001 + at,
  }))
  const workspace = await WorkspaceProcess.start(
    {
      accounts: worlds.map(({ account }) => account),
      replicas: 2,
      keeps: 'none',
      measures: true,
      cloud: true,
    },
    scale
  )
  try {
    const api = new Api(workspace.url)
    for (const world of worlds) await open(workspace, api, world, world)
    const before = ledgerWrites(await workspace.figures())
    for (const { account } of worlds) await startJob(api, account)
    await until(
      async () => ledgerWrites(await workspace.figures()) >= before + ACCOUNTS * skus,
      1_000,
      3 * 3_600_000
    )
    await sleep(1_000)
    const { highestMemory } = await workspace.figures()
    const name = `memory of a replica, ${ACCOUNTS} accounts, batches of ${skus}`
    return below(name, highestMemory, 256, 'MB')
  } finally {
    await workspace.stop()
  }
}
