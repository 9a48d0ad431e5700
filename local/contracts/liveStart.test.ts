/**
 * `npm start -- --live FILE` as a merchant types it, with the real service, against a second workspace's store and
 * Carrefour over TLS.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, it } from '@jest/globals'

import type { Listing } from '../carrefour'
import { createMovableClock } from '../clock'
import { openDatabase } from '../database'
import { askApp } from '../demo/graphql'
import { sendJson } from '../http/handler'
import { formOf } from '../live/testing/merchant'
import {
  APP_KEY,
  APP_TOKEN,
  type Arrived,
  type RealWorld,
  SHOP,
  startRealWorld,
} from '../live/testing/realWorld'
import type { Sku, StoreData } from '../store/model'
import { ROOT } from '../workspace'

/** Its data lies below .local, as a merchant's does; no other workspace has this account. */
const ACCOUNT = `liveteste${process.pid}`
const DATA = join(ROOT, '.local/live', ACCOUNT)

const COUNT = 130
const IDS = Array.from({ length: COUNT }, (_, index) => 20_001 + index)
/** The store has 9 of each; Carrefour holds the same, but for these, and has no offer of the last one. */
const DRIFTED = [20_001, 20_050]
const MISSING = 20_130

const folder = mkdtempSync(join(tmpdir(), 'live-start-'))
let world: RealWorld
let workspace: Started | undefined

interface Started {
  readonly url: string
  readonly output: () => string
  readonly process: ChildProcess
}

/** To build and to start takes minutes on a busy machine; whatever it takes longer for hangs. */
const HANGS_MS = 400_000

/** Starts it, and resolves when it says that it is ready and how the real hosts stand. */
async function start(args: readonly string[] = []): Promise<Started> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'local/main.ts'), '--live', join(folder, 'live.json'), ...args],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: '0',
        LANG: 'pt_BR.UTF-8',
        LC_ALL: 'pt_BR.UTF-8',
        LIVE_TEST_TOKEN: APP_TOKEN,
        PUBLIC_URL: world.tunnel.publicUrl,
      },
    }
  )
  let output = ''
  child.stdout.on('data', (part: Buffer) => (output += part.toString()))
  child.stderr.on('data', (part: Buffer) => (output += part.toString()))
  const until = Date.now() + HANGS_MS
  while (!output.includes('/console/live')) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(output)
    await sleep(100)
  }
  const url = /^ready: (http:\/\/localhost:\d+)\//m.exec(output)?.[1] ?? ''
  world.tunnel.leadTo(url)
  return { url, output: () => output, process: child }
}

async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const running = workspace
  workspace = undefined
  if (running === undefined || running.process.exitCode !== null) return
  const ended = new Promise(resolve => running.process.once('exit', resolve))
  running.process.kill(signal)
  await ended
}

/** How far the time of both sides is ahead of the machine's, in milliseconds. */
let ahead = 0

/**
 * A minute goes by while the workspace is stopped: longer than the lease that a service keeps which ended in the
 * middle of its work. People cannot move the clock over real hosts, so it is moved in the data.
 */
async function aMinuteGoesBy(): Promise<void> {
  const db = openDatabase(join(DATA, 'workspace.db'))
  try {
    await createMovableClock(db).advance(60_000)
  } finally {
    db.close()
  }
  ahead += 60_000
}

beforeAll(async () => {
  world = await startRealWorld({
    clock: { now: () => Date.now() + ahead },
    account: ACCOUNT,
    storeData: aStore(),
    listings: IDS.filter(id => id !== MISSING).map(aListing),
  })
  writeFileSync(join(folder, 'ca.pem'), world.ca)
  const settings = {
    '//': 'as in live.example.json',
    account: ACCOUNT,
    appKey: APP_KEY,
    appToken: '${LIVE_TEST_TOKEN}',
    storeUrl: world.store.url,
    carrefourUrl: world.carrefour.url,
    callsPerSecond: 50,
    ca: 'ca.pem',
  }
  writeFileSync(join(folder, 'live.json'), JSON.stringify(settings), { mode: 0o600 })
}, 240_000)

afterAll(async () => {
  await stop()
  await world.stop()
  rmSync(folder, { recursive: true, force: true })
  rmSync(DATA, { recursive: true, force: true })
}, 240_000)

function aStore(): StoreData {
  const policies = [1, 2]
  const sku = (skuId: number): Sku => ({
    skuId,
    productId: skuId,
    name: `Produto ${skuId}`,
    ean: `789000${skuId}`,
    refId: `R-${skuId}`,
    active: true,
    price: 1_000,
    policies,
    kitItems: [],
  })
  return {
    policies: policies.map(policyId => ({ policyId, name: `Política ${policyId}`, active: true })),
    docks: [{ dockId: 'doca', name: 'Doca', active: true, policies }],
    warehouses: [{ warehouseId: 'cd', name: 'CD', active: true, docks: ['doca'] }],
    products: IDS.map(productId => ({
      productId,
      name: `Produto ${productId}`,
      refId: `P-${productId}`,
      brand: 'Marca',
      category: 'Categoria',
      active: true,
    })),
    skus: IDS.map(sku),
    stock: IDS.map(skuId => ({
      skuId,
      warehouseId: 'cd',
      total: 9,
      reserved: 0,
      unlimited: false,
    })),
  }
}

const aListing = (id: number): Listing => ({
  shopId: SHOP.shopId,
  sku: String(id),
  ean: `789000${id}`,
  title: `Produto ${id}`,
  category: 'Categoria',
  price: 10,
  state: 'catalogued',
  quantity: DRIFTED.includes(id) ? 3 : 9,
})

async function ask<Data>(query: string, variables = {}): Promise<Data> {
  const { url } = workspace ?? { url: '' }
  const answer = await fetch(`${url}/_local/vtexid/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: `owner@${ACCOUNT}.example` }),
  })
  const cookie = /VtexIdclientAutCookie=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  return askApp(url, cookie ?? '', 60_000)<Data>(query, variables)
}

const post = (path: string, body: object): Promise<Response> =>
  fetch((workspace?.url ?? '') + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

interface Offers {
  readonly carrefourReconcile: {
    readonly run: { phase: string; offersSeen: number } | null
    readonly last: { compared: number; drift: number; problem: string | null } | null
  }
  readonly carrefourConnection: { pending: number; error: number; warning: number; success: number }
}
const state = () =>
  ask<Offers>(`{
    carrefourReconcile { run { phase offersSeen } last { compared drift problem } }
    carrefourConnection { pending error warning success }
  }`)

/** Makes the workspace's minute go by at once, for as long as it takes; fails after a while. */
async function until(isSo: (now: Offers) => boolean): Promise<Offers> {
  const end = Date.now() + HANGS_MS
  for (;;) {
    const now = await state()
    if (isSo(now)) return now
    if (Date.now() > end) throw new Error(JSON.stringify(now))
    await post('/_local/scheduler/run', {})
    await sleep(1_000)
  }
}

/** How many SKUs a reprocess of all refused lines would take, once it is so; what it was last, when it never is. */
async function plannedOnce(isSo: (total: number) => boolean): Promise<number> {
  const end = Date.now() + HANGS_MS
  for (;;) {
    const { carrefourReprocessPlan } = await ask<{ carrefourReprocessPlan: { total: number } }>(
      `{ carrefourReprocessPlan(filter: { causes: [OFFER_LINE_REJECTED] }) { ... on CarrefourReprocessPlan { total } } }`
    )
    if (isSo(carrefourReprocessPlan.total) || Date.now() > end) return carrefourReprocessPlan.total
    await sleep(200)
  }
}

const SAVE = `mutation Save($input: CarrefourConfigurationInput!, $shopKey: String) {
  saveCarrefourConfiguration(input: $input, shopKey: $shopKey) { __typename } }`

const save = (version: number | null = null) =>
  ask<{ saveCarrefourConfiguration: { __typename: string } }>(SAVE, {
    shopKey: world.carrefour.shopKey,
    input: formOf(world.carrefour.url, version),
  })

const isRead = ({ method, url }: Arrived): boolean =>
  method === 'GET' ||
  (method === 'POST' && url.startsWith('/api/checkout/pub/orderForms/simulation'))

const listOffsets = () =>
  world.carrefour.arrived.flatMap(({ url }) => /[?&]offset=(\d+)/.exec(url)?.[1] ?? [])

it(
  'given a store and a shop, expect what is wrong between them, and nothing written',
  async () => {
    workspace = await start()
    expect(workspace.output()).toContain('Só leitura: nada é escrito')
    // The second page of Carrefour's offers does not come: the comparison is interrupted there.
    world.carrefour.instead = (req, res) => {
      if (!/[?&]offset=100\b/.test(req.url ?? '')) return false
      sendJson(res, 503, { status: 503, message: 'Service Unavailable' })
      return true
    }
    expect(await save()).toEqual({ saveCarrefourConfiguration: { __typename: 'CarrefourSaved' } })
    await until(
      ({ carrefourReconcile: { run } }) => run?.phase === 'OFFERS' && run.offersSeen === 100
    )
    await stop('SIGKILL')
    await aMinuteGoesBy()

    world.carrefour.instead = undefined
    world.carrefour.arrived.length = 0
    workspace = await start()
    const { carrefourReconcile, carrefourConnection } = await until(
      ({ carrefourReconcile: { last }, carrefourConnection: { error, warning } }) =>
        last !== null && error + warning === COUNT
    )
    // It went on where it was: the first page was not asked for again.
    expect(listOffsets()[0]).toBe('100')
    expect(carrefourReconcile.last).toMatchObject({ compared: COUNT - 1, drift: 2, problem: null })
    expect(carrefourConnection.success).toBe(0)

    const row = await ask<{
      carrefourProcesses: { items: { cause: string; attempts: object[] }[] }
    }>(
      `{ carrefourProcesses(filter: { search: "${DRIFTED[0]}" }) { items { cause attempts { quantity message importId } } } }`
    )
    expect(row.carrefourProcesses.items[0]).toMatchObject({
      cause: 'OFFER_LINE_REJECTED',
      attempts: [
        {
          quantity: 9,
          message: expect.stringContaining('Não enviado'),
          importId: expect.stringMatching(/^not-sent-/),
        },
      ],
    })
    const missing = await ask<{ carrefourProcesses: { items: { cause: string }[] } }>(
      `{ carrefourProcesses(filter: { search: "${MISSING}" }) { items { cause } } }`
    )
    expect(missing.carrefourProcesses.items[0]?.cause).toBe('NOT_CATALOGED')
    // The search index, which a plan counts in, follows the rows later.
    expect(await plannedOnce(total => total >= COUNT - 1)).toBe(COUNT - 1)

    const exported = await exportAll()
    expect(exported.map(({ skuId }) => Number(skuId)).sort((a, b) => a - b)).toEqual(IDS)
    expect(exported.find(({ skuId }) => skuId === String(DRIFTED[1]))).toMatchObject({
      name: `Produto ${DRIFTED[1]}`,
      quantity: 9,
      confirmed: null,
      importId: expect.stringMatching(/^not-sent-/),
    })

    // A public address alone registers nothing.
    expect(
      [...world.store.arrived, ...world.carrefour.arrived].filter(one => !isRead(one))
    ).toEqual([])
    const status = (await (
      await fetch(`${workspace.url}/console/live/api/status`)
    ).json()) as object
    expect(status).toMatchObject({
      account: ACCOUNT,
      write: { kind: 'looking' },
      totals: { skus: COUNT },
      problems: [],
      progress: { secondsLeft: null, last: { drift: 2 } },
    })
    const { withheld } = (await (
      await fetch(`${workspace.url}/console/live/api/withheld`)
    ).json()) as { withheld: { operation: string }[] }
    for (const [path, body] of [
      ['/_local/snapshots/any/load', {}],
      ['/_local/clock', { advanceMs: 60_000 }],
    ] as const)
      expect([path, (await post(path, body)).status]).toEqual([path, 409])
    const operations = withheld.map(({ operation }) => operation)
    expect(operations).toEqual(expect.arrayContaining(['STO01', 'save affiliate', 'scheduler']))
  },
  4 * HANGS_MS
)

interface ExportRow {
  readonly skuId: string
  readonly name: string
  readonly quantity: number | null
  readonly confirmed: number | null
  readonly importId: string | null
}
interface ExportPage {
  readonly carrefourExport: { readonly items: readonly ExportRow[]; readonly cursor: string | null }
}

/** What the export's file is made of. */
async function exportAll(): Promise<readonly ExportRow[]> {
  const rows: ExportRow[] = []
  let cursor: string | null = null
  do {
    const { carrefourExport }: ExportPage = await ask<ExportPage>(EXPORT, { cursor })
    rows.push(...carrefourExport.items)
    cursor = carrefourExport.cursor
  } while (cursor !== null && rows.length <= COUNT)
  return rows
}
const EXPORT = `query ($cursor: String) { carrefourExport(cursor: $cursor) {
  items { skuId name quantity confirmed importId } cursor } }`

it('expect no key in any file but the ShopKey’s encrypted one, none in a process, and all files its owner’s alone', async () => {
  const names = readdirSync(DATA)
  expect(names).toContain('workspace.db')
  expect(statSync(DATA).mode & 0o077).toBe(0)
  for (const name of names) {
    const file = join(DATA, name)
    expect(statSync(file).mode & 0o077).toBe(0)
    const bytes = readFileSync(file)
    for (const secret of [APP_KEY, APP_TOKEN, world.carrefour.shopKey])
      expect([name, bytes.includes(secret)]).toEqual([name, false])
  }
  for (const secret of [APP_KEY, APP_TOKEN, world.carrefour.shopKey])
    expect(workspace?.output()).not.toContain(secret)
  const calls = await (await fetch(`${workspace?.url}/_local/calls`)).text()
  for (const secret of [APP_KEY, APP_TOKEN, world.carrefour.shopKey])
    expect(calls).not.toContain(secret)
  for (const environment of environmentsBelow(workspace?.process.pid ?? 0))
    expect(environment).not.toContain(APP_TOKEN)
})

/** The environments of the processes that a process has started, where the system shows them. */
function environmentsBelow(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter(child => child !== '')
      .map(child => readFileSync(`/proc/${child}/environ`, 'utf8'))
  } catch {
    return []
  }
}

it(
  'given --write, the shop’s name and a public address, expect files at Carrefour, VTEX’s notifications in the app, and the affiliate gone at the end',
  async () => {
    // In good order: nothing has to run out before the next start works.
    await stop()
    workspace = await start(['--write'])
    const live = `${workspace.url}/console/live/api`
    const shop = { kind: 'waiting', shop: { shopId: String(SHOP.shopId), name: SHOP.name } }
    expect(((await (await fetch(`${live}/status`)).json()) as { write: object }).write).toEqual(
      shop
    )
    expect((await post('/console/live/api/open', { name: SHOP.name })).status).toBe(200)
    const { carrefourConnection } = await ask<{
      carrefourConnection: { configuration: { version: number } }
    }>('{ carrefourConnection { configuration { version } } }')
    expect(await save(carrefourConnection.configuration.version)).toEqual({
      saveCarrefourConfiguration: { __typename: 'CarrefourSaved' },
    })
    expect(new Set(affiliateWrites())).toEqual(new Set(['PUT']))

    world.carrefour.arrived.length = 0
    const changed = 20_077
    expect(await world.carrefour.held(changed)).toBe(9)
    await world.store.setStock(changed, 4)
    await ask(
      `mutation { startCarrefourReprocess(filter: { search: "${DRIFTED[0]}" }, key: "live-1") { __typename } }`
    )
    await until(({ carrefourConnection: { success } }) => success === 2)
    expect(world.tunnel.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
      expect.stringMatching(/^POST \/_v\/carrefour-inventory\/notify\/[\w-]{16,}$/),
    ])
    expect(await world.carrefour.held(changed)).toBe(4)
    expect(await world.carrefour.held(DRIFTED[0] ?? 0)).toBe(9)
    const writes = world.carrefour.arrived.filter(one => !isRead(one))
    expect(new Set(writes.map(({ method, url }) => `${method} ${url.split('?', 1)[0]}`))).toEqual(
      new Set(['POST /api/offers/stock/imports'])
    )
    // The app's public routes are all that the public address leads to.
    for (const path of ['/admin/', '/console/live', '/_v/private/graphql/v1'])
      expect([path, await world.tunnel.call('GET', new URL(path, world.tunnel.publicUrl))]).toEqual(
        [path, 404]
      )

    await stop()
    const [last, ...before] = affiliateWrites().reverse()
    expect([last, new Set(before)]).toEqual(['DELETE', new Set(['PUT'])])
  },
  4 * HANGS_MS
)

const affiliateWrites = () =>
  world.store.arrived.filter(one => !isRead(one)).map(({ method }) => method)
