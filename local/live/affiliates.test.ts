import { createServer, request } from 'node:http'

import { describe, expect, it } from '@jest/globals'

import { openDatabase } from '../database'
import { sendJson } from '../http/handler'
import { close, listen } from '../http/listen'

import { createForward } from './forward'
import { createPublicDoor } from './publicDoor'
import { credentialsOf } from './storeHost'
import { atEnd, liveOf } from './testing/liveOf'
import { settingsOf } from './testing/merchant'
import { ACCOUNT, type RealWorld, SHOP, startRealWorld } from './testing/realWorld'
import { storeData } from '../demo/data'
import { demoSkus } from '../demo/skus'

const PATH = '/api/fulfillment/pvt/affiliates/CRF'
const OWN = `https://${ACCOUNT}.myvtex.com/_v/carrefour-inventory/notify/secret`
const PUBLIC = 'https://tunnel.example'
const AFFILIATE = {
  name: 'Carrefour',
  followUpEmail: 'a@b.example',
  salesChannel: '2',
  searchURIEndpoint: OWN,
  searchURIEndpointVersion: '1.x.x',
}

async function aWorld(): Promise<RealWorld> {
  const world = await startRealWorld({ storeData: storeData(demoSkus()), limits: false })
  atEnd(() => world.stop())
  return world
}

async function aLive(
  world: RealWorld,
  options: { write?: boolean; publicUrl?: string; db?: ReturnType<typeof openDatabase> } = {}
) {
  const made = await liveOf({
    storeUrl: world.store.url,
    carrefourUrl: world.carrefour.url,
    ca: world.ca,
    write: true,
    publicUrl: PUBLIC,
    ...options,
  })
  // The app asks for the shop's name when a key is tested.
  const headers = { authorization: world.carrefour.shopKey }
  await (await fetch(`${made.carrefour}/api/account?shop_id=${SHOP.shopId}`, { headers })).text()
  return made
}

const save = (url: string, body: object = AFFILIATE) =>
  fetch(url + PATH, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const read = async (url: string): Promise<{ status: number; endpoint: unknown }> => {
  const answer = await fetch(url + PATH)
  const body = (await answer.json()) as { searchURIEndpoint?: unknown }
  return { status: answer.status, endpoint: body.searchURIEndpoint }
}
/** As the real store itself holds it. */
const held = (world: RealWorld) =>
  world.store.arrived
    .filter(({ method }) => method === 'PUT' || method === 'DELETE')
    .map(({ method }) => method)

describe('an affiliate with a public address', () => {
  it('given writing open, expect the public address at the store, and the app to see its own', async () => {
    const world = await aWorld()
    const { live, store } = await aLive(world)
    expect(live.gate.open(SHOP.name)).toBe('open')
    expect((await save(store)).status).toBe(204)
    expect(await read(store)).toEqual({ status: 200, endpoint: OWN })
    expect(live.registered()).toEqual(['CRF'])
    expect(await live.close()).toEqual([])
    expect(held(world)).toEqual(['PUT', 'DELETE'])
    expect((await read(store)).status).toBe(404)
    expect(live.registered()).toEqual([])
  })

  it('given one that was there before, expect it back as it was at the end', async () => {
    const world = await aWorld()
    const { live, store } = await aLive(world)
    live.gate.open(SHOP.name)
    await save(store)
    await live.close()
    // Made by another system: written to the store directly.
    const other = await aLive(world)
    other.live.gate.open(SHOP.name)
    const before = { ...AFFILIATE, name: 'Mine', searchURIEndpoint: null }
    await putAtStore(world, before)
    await save(other.store)
    await other.live.close()
    expect(await read(other.store)).toEqual({ status: 200, endpoint: null })
  })

  it.each([
    ['writing is closed', { publicUrl: PUBLIC }, false, AFFILIATE],
    ['it was started without --write', { write: false }, true, AFFILIATE],
    [
      'its address is not the app’s',
      {},
      true,
      { ...AFFILIATE, searchURIEndpoint: 'https://other.example/_v/x' },
    ],
  ])('given that %s, expect nothing at the store', async (_, options, open, body) => {
    const world = await aWorld()
    const { live, store } = await aLive(world, options)
    if (open) live.gate.open(SHOP.name)
    expect((await save(store, body)).status).toBe(204)
    await live.close()
    expect(held(world)).toEqual([])
    expect(live.withheld.list()).toMatchObject([{ operation: 'save affiliate' }])
  })

  it('given no public address, expect nothing at the store while writing is open', async () => {
    const world = await aWorld()
    const { live, store } = await liveOf({
      storeUrl: world.store.url,
      carrefourUrl: world.carrefour.url,
      ca: world.ca,
      write: true,
    })
    await save(store)
    expect(held(world)).toEqual([])
    expect(live.registered()).toEqual([])
  })

  it('given a store that does not say how it was, expect nothing changed', async () => {
    const world = await aWorld()
    const { live, store } = await aLive(world)
    live.gate.open(SHOP.name)
    world.store.instead = (req, res) => {
      if (req.method !== 'GET') return false
      sendJson(res, 500, {})
      return true
    }
    await save(store)
    expect(held(world)).toEqual([])
  })

  it('given that the workspace died, expect the next one to know, and to put it back', async () => {
    const world = await aWorld()
    const db = openDatabase(':memory:')
    const first = await aLive(world, { db })
    first.live.gate.open(SHOP.name)
    await save(first.store)
    const looking = await aLive(world, { db, write: false })
    expect(looking.live.registered()).toEqual(['CRF'])
    await looking.live.close()
    expect(held(world)).toEqual(['PUT'])
    const next = await aLive(world, { db })
    expect(await next.live.close()).toEqual([])
    expect(held(world)).toEqual(['PUT', 'DELETE'])
  })

  it('given a store that does not take it back, expect its id', async () => {
    const world = await aWorld()
    const { live, store } = await aLive(world)
    live.gate.open(SHOP.name)
    await save(store)
    world.store.instead = (_req, res) => {
      sendJson(res, 503, {})
      return true
    }
    expect(await live.close()).toEqual(['CRF'])
    expect(live.registered()).toEqual(['CRF'])
  })
})

/** Writes to the real store as its owner does, past the workspace. */
async function putAtStore(world: RealWorld, body: object): Promise<void> {
  const settings = settingsOf({ storeUrl: world.store.url, carrefourUrl: world.carrefour.url })
  if (settings.store === null) throw new Error('no store')
  const answer = await createForward(world.ca)({
    url: new URL(PATH, world.store.url),
    method: 'PUT',
    headers: { ...credentialsOf(settings.store), 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
    gone: AbortSignal.timeout(5_000),
  })
  answer.body.resume()
  expect(answer.status).toBe(204)
}

describe('the door of the public address', () => {
  async function aDoor() {
    const door = createPublicDoor({
      publicUrl: new URL(PUBLIC),
      account: ACCOUNT,
      site: (account, path) => ({
        part: path.startsWith('/_v/carrefour-inventory/') ? 'router' : 'graphql',
        handle: (_req, res) => sendJson(res, 200, { account, path }),
      }),
    })
    const server = createServer((req, res) => {
      const inner = door(req)
      if (inner === undefined) return sendJson(res, 200, { workspace: true })
      void inner(req, res)
    })
    const port = await listen(server, 0)
    atEnd(() => close(server))
    return (path: string, headers: Record<string, string>, method = 'POST') =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const sent = request({ port, path, method, headers }, answer => {
          let text = ''
          answer.on('data', (part: Buffer) => (text += part.toString()))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        })
        sent.on('error', reject)
        sent.end()
      })
  }

  it('given a notification, expect the app’s route', async () => {
    const call = await aDoor()
    expect(
      await call('/_v/carrefour-inventory/notify/secret', { host: 'tunnel.example' })
    ).toMatchObject({ status: 200 })
  })

  it.each([
    ['the Admin', '/admin/', 'GET', { host: 'tunnel.example' }],
    ['a console', '/console/live', 'GET', { host: 'tunnel.example' }],
    ['GraphQL', '/_v/private/graphql/v1', 'POST', { host: 'tunnel.example' }],
    ['signing in', '/_local/vtexid/login', 'POST', { host: 'tunnel.example' }],
    [
      'VTEX’s APIs',
      '/api/catalog_system/pvt/saleschannel/list',
      'POST',
      { host: 'tunnel.example:443' },
    ],
    [
      'the app’s route by GET',
      '/_v/carrefour-inventory/notify/x',
      'GET',
      { host: 'tunnel.example' },
    ],
    [
      'the Admin by a tunnel that says localhost',
      '/admin/',
      'GET',
      { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.7' },
    ],
    [
      'a host of VTEX by a whole address',
      'http://minhaloja.vtexcommercestable.com.br/api/catalog_system/pvt/saleschannel/list',
      'GET',
      { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.7' },
    ],
    [
      'a console by a tunnel that only tells its host',
      '/console/live/api/open',
      'POST',
      { host: 'localhost:3000', 'x-forwarded-host': 'tunnel.example' },
    ],
  ])('given %s, expect nothing', async (_, path, method, headers) => {
    const call = await aDoor()
    expect(await call(path, headers as unknown as Record<string, string>, method)).toMatchObject({
      status: 404,
    })
  })

  it('given a call from this machine, expect the workspace', async () => {
    const call = await aDoor()
    expect((await call('/admin/', { host: 'localhost:3000' }, 'GET')).text).toContain('workspace')
  })
})
