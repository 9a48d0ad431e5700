import Koa from 'koa'
import { afterEach, expect, it, jest } from '@jest/globals'

import { createCarrefour } from '../carrefour'
import { serve, testClock, type Served } from '../console/testing'
import { openDatabase } from '../database'
import { createStore, type StoreNotification } from '../store'

import { firstStart } from './firstStart'
import { seedDemo } from './seed'

let served: Served | undefined
afterEach(() => served?.close())

interface Asked {
  query: string
  variables: { input?: Record<string, unknown>; shopKey?: string }
}

const SAVED = { __typename: 'CarrefourSaved' }
const UNREACHABLE = { __typename: 'CarrefourUnreachable' }

/** A workspace with the demo's data and an app that answers a save so. */
async function workspace(answer: object | (() => object) = SAVED, waitMs?: number) {
  const db = openDatabase(':memory:')
  const clock = testClock()
  const told: StoreNotification[] = []
  const notify = (notification: StoreNotification) => void told.push(notification)
  const store = createStore({ db, clock, account: 'lojademo', notify })
  const carrefour = createCarrefour({ db, clock })
  const seed = () => seedDemo({ db, clock, store, carrefour })
  seed()

  const asked: (Asked & { cookie: string })[] = []
  let isSaved = false
  const app = new Koa()
  app.use(async ctx => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(Buffer.from(chunk as Uint8Array))
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked
    asked.push({ ...body, cookie: ctx.get('Cookie') })
    const isSave = body.variables.input !== undefined
    const saved = isSave
      ? typeof answer === 'function'
        ? (answer as () => object)()
        : answer
      : null
    if (saved === SAVED) isSaved = true
    const pending = isSaved ? 0 : told.length
    const connection = { pending, success: 1, warning: 0, error: 0, configuration: null }
    ctx.body = {
      data: { carrefourConnection: connection, saveCarrefourConfiguration: saved },
    }
  })
  served = await serve({
    '/console/store': store.console,
    '/console/carrefour': carrefour.console,
    '/carrefour': carrefour.app,
    '/_v/private/graphql/v1': app,
  })
  const start = (progress?: (text: string) => void) =>
    firstStart({ db, baseUrl: served?.url ?? '', ownerCookie: 'owner', waitMs, progress })
  return { db, store, told, asked, seed, start }
}

it('saves the configuration as the owner, with the sandbox’s key', async () => {
  const { asked, start } = await workspace()
  await start()
  const save = asked.find(({ query }) => query.includes('saveCarrefourConfiguration'))
  expect(save?.cookie).toBe('VtexIdclientAutCookie=owner')
  expect(save?.variables.input).toMatchObject({
    active: true,
    shopId: '2001',
    tradePolicy: '2',
    affiliateId: 'CRF',
    minimumStock: 2,
    sendKits: false,
    version: null,
  })
  const key = String(save?.variables.shopKey)
  const account = await fetch(`${served?.url}/carrefour/api/account`, {
    headers: { Authorization: key },
  })
  expect(await account.json()).toMatchObject({ shop_id: 2001 })
})

it('tells of every SKU of the policy, once in the workspace’s life', async () => {
  const { told, asked, start } = await workspace()
  await start()
  expect(told.length).toBeGreaterThan(280)
  expect(new Set(told.map(({ body }) => body.IdSku)).size).toBe(told.length)
  const before = asked.length
  await start()
  expect(asked).toHaveLength(before)
})

it('says a few times how far it is, however many SKUs there are, the last time at the end', async () => {
  const said: string[] = []
  const { start } = await workspace()
  await start(text => said.push(text))
  const told = said.filter(text => text.endsWith('SKUs told to the app'))
  expect(told.length).toBeGreaterThan(1)
  expect(told.length).toBeLessThanOrEqual(5)
  expect(told[told.length - 1]).toMatch(/: (\d+) of \1 SKUs told/)
})

it('tries again while there is time', async () => {
  let tries = 0
  const { db, start } = await workspace(() => ((tries += 1) === 1 ? UNREACHABLE : SAVED))
  await start()
  expect(tries).toBe(2)
  expect(db.prepare("SELECT * FROM demo_state WHERE name = 'shop-key'").all()).toEqual([])
})

it('tells why it failed, does not throw, and tries again at the next start', async () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { told, asked, start } = await workspace(UNREACHABLE, 1)
  await start()
  expect(told.length).toBeGreaterThan(280)
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining('CarrefourUnreachable'))
  const saves = () => asked.filter(({ variables }) => variables.input).length
  const before = saves()
  expect(before).toBeGreaterThan(0)
  await start()
  expect(saves()).toBeGreaterThan(before)
  stderr.mockRestore()
})

it('seeds once, with another key in every workspace, and forgets the key after its use', async () => {
  const one = await workspace()
  const rows = () => one.db.prepare('SELECT COUNT(*) AS keys FROM carrefour_keys').get()
  one.seed()
  expect(rows()).toMatchObject({ keys: 1 })
  await one.start()
  expect(one.db.prepare("SELECT * FROM demo_state WHERE name = 'shop-key'").all()).toEqual([])
  const keyOf = (asked: Asked[]) =>
    asked.find(({ variables }) => variables.input)?.variables.shopKey
  const first = keyOf(one.asked)
  await served?.close()
  const two = await workspace()
  await two.start()
  expect(keyOf(two.asked)).not.toBe(first)
})
