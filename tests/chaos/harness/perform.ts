import type { HistoryEvent } from '../history'
import type { Action, PlatformFault } from '../actions'
import { WAREHOUSE, unitsFor } from '../world'
import type { Account } from './account'
import type { Api } from './api'
import { CARREFOUR, FAULTS, addPlatformFault } from './faults'
import { patiently } from './patiently'
import { addForeignOffer, compare, cure, emptyStore, poison } from './single'
import { restOf, untilListed } from './rest'
import type { WorkspaceProcess } from './workspaceProcess'

/** What actions are done to. */
export interface Stage {
  readonly workspace: WorkspaceProcess
  readonly api: Api
  readonly accounts: readonly [Account, Account]
  readonly note: (event: HistoryEvent) => void
}

/** Does one action and notes in the history what was done and what was acknowledged. */
export async function perform(stage: Stage, side: 0 | 1, action: Action): Promise<void> {
  const { workspace, api, accounts, note } = stage
  const account = accounts[side]
  const did = (what: string) => note({ kind: 'did', at: workspace.now(), side, what })
  switch (action.kind) {
    case 'stock':
      return changeStock(stage, side, action)
    case 'reprocess':
      return account.reprocess(action.skus.flatMap(at => account.world.skus[at]?.skuId ?? []))
    case 'reprocessBlocked':
      return account.reprocessBlocked()
    case 'job':
      return account.jobs.start(action.skus, action.key)
    case 'jobAgain':
      return account.jobs.startAgain()
    case 'cancelJob':
      return account.jobs.cancel()
    case 'breakKey':
      return account.breakKey(action.how)
    case 'fixKey':
      return void (await account.fixKey(account.active))
    case 'saveWrongKey':
      return void (await account.save(account.active, `wrong-${workspace.now()}`, false))
    case 'leaveShopToKey':
      return account.leaveShopToKey()
    case 'moveKey':
      return account.moveKey()
    case 'switch':
      return void (await account.save(!account.active, null))
    case 'saveTogether':
      return account.saveTogether(action.people)
    case 'disconnectMeanwhile':
      return account.disconnectMeanwhile()
    case 'saveElsewhere':
      return account.saveElsewhere()
    case 'poison':
      return poison(stage, side, account.world.skus[action.sku]?.skuId ?? 0, action.where)
    case 'cure':
      return cure(stage, side)
    case 'silence':
      return silence(stage, side, action)
    case 'emptyStore':
      return emptyStore(stage, side, action.empty)
    case 'foreignOffer':
      return addForeignOffer(stage, side, action.sku)
    case 'compare':
      return compare(stage, side, action.cut)
    case 'catalogue':
      return catalogueNext(stage, side)
    case 'block':
      return block(stage, side, account.world.skus[action.sku]?.skuId ?? 0, true)
    case 'unblock':
      return unblockAll(stage, side)
    case 'kill':
      did(`SIGKILL replica ${action.replica}`)
      return void (await workspace.ask({ kind: 'kill', replica: action.replica }))
    case 'platformFault':
      did(`platform: ${JSON.stringify(action.fault)}`)
      return addPlatformFault(api, action.fault)
    case 'carrefourFault':
      did(`Carrefour: ${JSON.stringify(action.fault)}`)
      return void (await api.send('POST', `${CARREFOUR}/faults`, action.fault))
    case 'importTime':
      did(`imports take ${action.ms} ms`)
      return void (await api.send('PUT', `${CARREFOUR}/settings`, { runningMs: action.ms }))
    case 'tick':
      did(`scheduler calls ${action.times} times at once`)
      for (let time = 0; time < action.times; time += 1)
        await api.send('POST', '/_local/scheduler/run')
      return
    case 'scheduler':
      did(action.on ? 'scheduler runs' : 'scheduler stands still')
      return void (await workspace.ask({ kind: 'scheduler', on: action.on }))
    case 'searchLag':
      did(`searches lag ${action.ms} ms`)
      return void (await workspace.ask({ kind: 'searchLag', ms: action.ms }))
    case 'listed':
      return did(`listed: ${(await untilListed(stage, LONGEST_LOAD)) || 'every SKU'}`)
    case 'rest':
      return did(`rest: ${(await restOf(stage, LONGEST_REST)) || 'nothing is left to do'}`)
  }
}

/** Longest wait of a plan for rest, in milliseconds. */
const LONGEST_REST = 20 * 60_000

/** Longest wait of a plan for the first rows, in milliseconds. */
const LONGEST_LOAD = 4 * 60_000

const TOLD = {
  webhook: ['webhook'],
  event: ['event'],
  both: ['webhook', 'event'],
  nothing: [],
} as const

/** The store is the first to call again: that call finds out that nothing ran meanwhile. */
async function silence(
  stage: Stage,
  side: 0 | 1,
  { minutes, sku }: Extract<Action, { kind: 'silence' }>
): Promise<void> {
  const { workspace, note } = stage
  await workspace.ask({ kind: 'scheduler', on: false })
  const from = workspace.now()
  await workspace.sleep(minutes * 60_000)
  note({ kind: 'silence', at: workspace.now(), side, from })
  await changeStock(stage, side, {
    kind: 'stock',
    skus: [sku],
    units: unitsFor(side, 40),
    via: 'webhook',
  })
  await workspace.ask({ kind: 'scheduler', on: true })
}

async function changeStock(
  { workspace, api, accounts, note }: Stage,
  side: 0 | 1,
  { skus, units, via }: Extract<Action, { kind: 'stock' }>
): Promise<void> {
  const { world } = accounts[side]
  const store = `/console/stores/${world.account}/api`
  const ids = skus.flatMap(at => world.skus[at]?.skuId ?? [])
  // The store announces changes by itself, as IO events, so they have to be switched off.
  if (via === 'nothing') await api.send('PUT', `${store}/switches`, { broadcaster: false })
  for (const [index, skuId] of ids.entries()) {
    const total = units + 2 * index
    note({ kind: 'stock', at: workspace.now(), side, skuId, units: total })
    const stock = { warehouseId: WAREHOUSE, total, reserved: 0 }
    // What is on record must have happened: without an answer nobody knows, so the change is asked for again.
    await patiently(() => api.send('PUT', `${store}/skus/${skuId}/stock`, stock))
  }
  if (via === 'nothing') await api.send('PUT', `${store}/switches`, { broadcaster: true })
  for (const by of TOLD[via]) {
    for (const skuId of ids) {
      const at = workspace.now()
      const sure = by === 'webhook' || (await losesNoEvent(api))
      const order = { skuIds: [skuId], change: 'stock', via: by }
      const told = await api.send<{ delivered: number; failed: number }>(
        'POST',
        `${store}/notify`,
        order
      )
      const acknowledged = sure && told?.failed === 0 && told.delivered > 0
      note({ kind: 'asked', at, side, skuId, by, acknowledged })
    }
  }
}

/** Whether the courier drops no notifications at the moment: then it delivers whatever it accepts. */
async function losesNoEvent(api: Api): Promise<boolean> {
  const faults = await api.get<readonly PlatformFault[]>(FAULTS)
  return !faults.some(
    ({ part, kind, match, times }) =>
      part === 'events' && kind === 'drop' && match === 'broadcaster' && times > 0
  )
}

async function catalogueNext(
  { workspace, api, accounts, note }: Stage,
  side: 0 | 1
): Promise<void> {
  const { skus } = accounts[side].world
  const { products } = await api.get<{ products: { ean: string }[] }>(
    `${CARREFOUR}/products?state=pending`
  )
  const next = skus.find(({ ean }) => products.some(product => product.ean === ean))
  if (!next) return
  note({ kind: 'catalogued', at: workspace.now(), side, skuId: next.skuId })
  await api.send('PUT', `${CARREFOUR}/products/${next.ean}`, { state: 'catalogued' })
}

async function block(
  { workspace, api, accounts, note }: Stage,
  side: 0 | 1,
  skuId: number,
  blocked: boolean
): Promise<void> {
  const { shopId } = accounts[side].world
  await api.send('PUT', `${CARREFOUR}/offers/${shopId}/${skuId}/blocked`, {
    reason: blocked ? 'A categoria não permite esta oferta' : null,
  })
  note({ kind: 'blocked', at: workspace.now(), side, skuId, blocked })
}

/** Carrefour accepts every SKU again. */
async function unblockAll(stage: Stage, side: 0 | 1): Promise<void> {
  const { shopId } = stage.accounts[side].world
  const { offers } = await stage.api.get<{ offers: { sku: string; blocked: string | null }[] }>(
    `${CARREFOUR}/offers?shopId=${shopId}&pageSize=100`
  )
  for (const { sku, blocked } of offers)
    if (blocked !== null) await block(stage, side, Number(sku), false)
}

/** Ends all faults: from here on the system must come to rest by itself. */
export async function calmDown(stage: Stage): Promise<void> {
  const { workspace, api, note } = stage
  await api.send('PUT', FAULTS, [])
  await api.send('DELETE', `${CARREFOUR}/faults`)
  await api.send('PUT', `${CARREFOUR}/settings`, { runningMs: 700 })
  await workspace.ask({ kind: 'scheduler', on: true })
  await workspace.ask({ kind: 'searchLag', ms: 500 })
  for (const side of [0, 1] as const) {
    await unblockAll(stage, side)
    await cure(stage, side)
  }
  note({ kind: 'calm', at: workspace.now() })
}
