import { Account } from '../chaos/harness/account'
import { Api } from '../chaos/harness/api'
import { WorkspaceProcess } from '../chaos/harness/workspaceProcess'
import { type World, bulkWorld } from '../chaos/world'
import { type Figure, sleep } from './numbers'
import { connect, haveCounted } from './opened'
import { type Cost, costBetween, ledgerWrites, NOTHING, plus } from './scaleCost'
import { figuresOf, ratioOf } from './scaleFigures'

/** How many times as fast as real time: Carrefour's minute between two files is waited for in 20 s. */
const TIME_SCALE = 3

/** Reprocessed before anything is measured: processes that have just started are slow and greedy. */
const WARM_UP = { skus: 5_000, rounds: 2 }

/** SKUs that are reprocessed at least, in several rounds: of fewer, processor time says little. */
const ENOUGH = 3_000

/** Real milliseconds to wait for the end at most, for each SKU and at least. */
const LONGEST = { perSku: 40, atLeast: 180_000 }

/** Reprocesses so many failed processes in a workspace of its own, for each size. */
export async function scale(
  sizes: readonly number[],
  told: (figures: readonly Figure[]) => void
): Promise<void> {
  const costs: { readonly size: number; readonly cost: Cost }[] = []
  for (const size of sizes) {
    const cost = await measure(size)
    costs.push({ size, cost })
    told(figuresOf(size, cost))
  }
  const [first] = costs
  const last = costs.at(-1)
  if (first && last && first !== last) told(ratioOf(first, last))
}

async function measure(size: number): Promise<Cost> {
  const all = bulkWorld('lojamedida', WARM_UP.skus + size)
  const workspace = await WorkspaceProcess.start(
    { accounts: [all.account], replicas: 2, keeps: 'none', measures: true },
    TIME_SCALE
  )
  try {
    const shop = await openShop(workspace, all)
    const rounds = async (skus: World['skus'], count: number) => {
      let cost = NOTHING
      for (let round = 0; round < count; round += 1)
        cost = plus(cost, await reprocess(workspace, shop, { ...all, skus }))
      return cost
    }
    await rounds(all.skus.slice(0, WARM_UP.skus), WARM_UP.rounds)
    return await rounds(all.skus.slice(WARM_UP.skus), Math.ceil(ENOUGH / size))
  } finally {
    await workspace.stop()
  }
}

interface Shop {
  readonly account: Account
  readonly api: Api
}

/** An account that sells all these SKUs, ready to send. */
async function openShop(workspace: WorkspaceProcess, all: World): Promise<Shop> {
  const api = new Api(workspace.url)
  const limits = { throttleSeconds: { STO01: 0, STO02: 0, STO03: 0 } }
  await api.send('PUT', '/console/carrefour/api/settings', limits)
  // The first comparison of both sides finds an empty shop, so that it is not measured too.
  const key = await workspace.furnish({ ...all, skus: [] })
  const account = new Account(
    {
      api,
      world: all,
      side: 0,
      now: () => workspace.now(),
      note: () => undefined,
      sleep: ms => workspace.sleep(ms),
    },
    key
  )
  await connect(account)
  await until(() => Promise.resolve(/"reconcile.ended"/.test(workspace.log())), LONGEST.atLeast)
  await workspace.ask({ kind: 'addSkus', world: all })
  return { account, api }
}

/** Lets all these SKUs have failed, reprocesses them, and answers what that cost. */
async function reprocess(
  workspace: WorkspaceProcess,
  { account, api }: Shop,
  world: World
): Promise<Cost> {
  const size = world.skus.length
  const longest = Math.max(size * LONGEST.perSku, LONGEST.atLeast)
  await workspace.ask({ kind: 'fillLedger', world })
  await haveCounted(api)
  await until(async () => (await account.connection()).blocked >= size, longest)
  const before = await workspace.figures()
  const start = Date.now()
  await account.reprocessBlocked()
  // Seen from outside while it may be: each question to the service is work that would be measured too.
  await until(
    async () => ledgerWrites(await workspace.figures()) - ledgerWrites(before) >= size,
    longest
  )
  await until(async () => {
    const { blocked, pending } = await account.connection()
    return blocked === 0 && pending === 0
  }, longest)
  const seconds = (Date.now() - start) / 1000
  return costBetween(before, await workspace.figures(), { skus: size, seconds })
}

async function until(right: () => Promise<boolean>, longest: number): Promise<void> {
  const start = Date.now()
  for (;;) {
    // A busy service may fail to answer; the work goes on.
    if (await right().catch(() => false)) return
    if (Date.now() - start > longest) throw new Error(`Not so within ${longest} ms`)
    await sleep(500)
  }
}
