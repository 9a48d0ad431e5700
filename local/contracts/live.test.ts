/**
 * The app's real clients against a second workspace that serves as the real VTEX and Carrefour, over TLS with an
 * authority of its own.
 */

import './vtexEnvironment'
import { request } from 'node:http'
import { IOClients } from '@vtex/api'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ShopKey } from '../../node/connection/shop.logic'
import { stockFile } from '../../node/carrefour/stockFile.logic'
import type { Access } from '../../node/ports'
import { anIoContext } from '../../node/testing/vtex'
import { skuId } from '../../node/testing/factories'
import { Clients, clients } from '../../node/compose'
import { listings, storeData } from '../demo/data'
import { demoSkus } from '../demo/skus'
import { LIVE_ROUTES } from '../live/routes'
import { settingsOf } from '../live/testing/merchant'
import {
  type Arrived,
  type RealWorld,
  ACCOUNT,
  APP_KEY,
  APP_TOKEN,
  SHOP,
  startRealWorld,
} from '../live/testing/realWorld'
import { type PlatformAlone, startPlatformAlone } from './platform-alone'

let world: RealWorld
let platform: PlatformAlone

const skus = demoSkus()

beforeAll(async () => {
  const offers = listings(skus, Date.now()).map(one => ({ ...one, shopId: SHOP.shopId }))
  // What Carrefour limits is not what is tried here.
  world = await startRealWorld({ storeData: storeData(skus), listings: offers, limits: false })
  platform = await startPlatformAlone([ACCOUNT], 0, {
    write: true,
    settings: settingsOf({
      storeUrl: world.store.url,
      carrefourUrl: world.carrefour.url,
      ca: world.ca,
    }),
  })
  process.env.http_proxy = platform.url
})
afterAll(async () => {
  delete process.env.http_proxy
  await platform.stop()
  await world.stop()
})
afterEach(() => {
  platform.live?.gate.close()
  world.store.instead = undefined
  world.carrefour.instead = undefined
})

const contextOf = () =>
  anIoContext({
    account: ACCOUNT,
    authToken: platform.tokenOf(ACCOUNT),
    sessionToken: 'session-of-a-person',
    segmentToken: 'segment-of-a-person',
  })
const all = () => new Clients(clients.options, contextOf())

function access(shopId = String(SHOP.shopId)): Access {
  const shopKey = ShopKey.parse(world.carrefour.shopKey)
  if (shopKey === null) throw new Error('no key')
  return { url: world.carrefour.url, shopKey, shopId }
}

const live = () => {
  if (platform.live === null) throw new Error('not live')
  return platform.live
}

const arrived = (): readonly Arrived[] => [...world.store.arrived, ...world.carrefour.arrived]
const forget = (): void => {
  world.store.arrived.length = 0
  world.carrefour.arrived.length = 0
}

/** By the vendors' documentation alone, not by our table: everything but these may change something. */
const onlyReads = ({ method, url }: Arrived): boolean =>
  method === 'GET' ||
  method === 'HEAD' ||
  (method === 'POST' && url.split('?', 1)[0] === '/api/checkout/pub/orderForms/simulation')

describe('reading', () => {
  it('given the app’s own clients, expect real data from both hosts', async () => {
    const { store, carrefour } = all()
    expect(await store.sku(skuId(10001))).toMatchObject({ ok: true, value: { skuId: '10001' } })
    expect(await store.simulate([skuId(10001)], '2', 'CRF')).toMatchObject({ ok: true })
    expect(await store.tradePolicies()).toMatchObject({ ok: true })
    expect(await store.warehouseStock(skuId(10001))).toMatchObject({ ok: true })
    expect(await carrefour.account(access())).toMatchObject({
      kind: 'done',
      value: { shopId: String(SHOP.shopId), name: SHOP.name, state: 'OPEN' },
    })
    expect(await carrefour.offerPage(access(), 0)).toMatchObject({ kind: 'done' })
  })

  it('expect the application key there, and nothing of the platform’s', async () => {
    forget()
    const { store, carrefour } = all()
    await store.sku(skuId(10001))
    await carrefour.ping(access())
    const [atStore] = world.store.arrived
    const [atCarrefour] = world.carrefour.arrived
    expect(atStore?.headers).toMatchObject({
      'x-vtex-api-appkey': APP_KEY,
      'x-vtex-api-apptoken': APP_TOKEN,
      host: `localhost:${world.store.port}`,
    })
    expect(atCarrefour?.headers).toMatchObject({ authorization: world.carrefour.shopKey })
    const names = arrived().flatMap(({ headers }) => Object.keys(headers))
    const platforms = names.filter(name =>
      /^x-vtex-(?!api-)|^vtexid|^cookie$|^proxy-|^x-forwarded|^x-colossus|^authorization$/.test(
        name
      )
    )
    expect(platforms).toEqual(['authorization'])
    const sent = JSON.stringify(arrived())
    for (const secret of ['session-of-a-person', 'segment-of-a-person', platform.tokenOf(ACCOUNT)])
      expect(sent).not.toContain(secret)
    expect(JSON.stringify(world.carrefour.arrived)).not.toContain(APP_TOKEN)
    expect(JSON.stringify(world.store.arrived)).not.toContain(world.carrefour.shopKey)
  })

  it('given no credential of this workspace, expect nothing of the real store', async () => {
    forget()
    const path = '/api/catalog_system/pvt/sku/stockkeepingunitbyid/10001'
    const answer = await raw({
      method: 'GET',
      url: `http://${ACCOUNT}.vtexcommercestable.com.br${path}`,
      headers: { 'proxy-authorization': platform.tokenOf(ACCOUNT) },
    })
    expect(answer.status).toBe(401)
    expect(world.store.arrived).toEqual([])
  })
})

describe('a stock file', () => {
  const file = stockFile([
    { skuId: skuId(10001), quantity: 12 },
    { skuId: skuId(10002), quantity: 0 },
  ])

  it('expect an import id, and a report that says of each line that it was not sent', async () => {
    forget()
    const { carrefour } = all()
    const sent = await carrefour.sendStock(access(), file)
    expect(sent).toMatchObject({ kind: 'done', value: expect.stringMatching(/^not-sent-/) })
    const importId = sent.kind === 'done' ? sent.value : ''
    expect(await carrefour.importStatus(access(), importId)).toEqual({
      kind: 'done',
      value: {
        state: 'complete',
        word: 'COMPLETE',
        counts: { hasReport: true, inError: 2, inSuccess: 0 },
        shopId: '4711',
      },
    })
    const report = await carrefour.errorReport(access(), importId, 2)
    const text = report.kind === 'done' ? String(report.value ?? '') : ''
    expect(text.split('\n').filter(line => line.includes('Não enviado'))).toHaveLength(2)
    expect(text).toContain('"10001";"12"')
    expect(world.carrefour.arrived).toEqual([])
    const [listed] = live().withheld.list()
    expect(listed).toMatchObject({ operation: 'STO01', skus: 2, importId, hasFile: true })
    expect(
      live()
        .withheld.file(listed?.id ?? 0)
        ?.toString()
    ).toBe(file)
  })

  it('given another key, expect its import to be unknown', async () => {
    const { carrefour } = all()
    const sent = await carrefour.sendStock(access(), file)
    const importId = sent.kind === 'done' ? sent.value : ''
    const other = ShopKey.parse('another-key-of-another-shop')
    if (other === null) throw new Error('no key')
    expect(await carrefour.importStatus({ ...access(''), shopKey: other }, importId)).toMatchObject(
      { kind: 'notFound' }
    )
  })

  it('given the shop’s name typed, expect the file at Carrefour; closed again, expect none', async () => {
    const { carrefour } = all()
    await carrefour.account(access())
    expect(live().gate.state()).toEqual({
      kind: 'waiting',
      shop: { shopId: String(SHOP.shopId), name: SHOP.name },
    })
    expect(live().gate.open('minha loja')).toBe('otherName')
    expect(live().gate.open(` ${SHOP.name} `)).toBe('open')
    forget()
    const sent = await carrefour.sendStock(access(), file)
    expect(sent).toMatchObject({ kind: 'done', value: expect.not.stringMatching(/^not-sent-/) })
    expect(world.carrefour.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /api/offers/stock/imports?shop_id=${SHOP.shopId}`,
    ])
    live().gate.close()
    const after = await carrefour.sendStock(access(), file)
    expect(after).toMatchObject({ kind: 'done', value: expect.stringMatching(/^not-sent-/) })
  })

  it('given writing open for one shop, expect the file of another shop to stay here', async () => {
    const { carrefour } = all()
    await carrefour.account(access())
    expect(live().gate.open(SHOP.name)).toBe('open')
    forget()
    await carrefour.sendStock(access('4712'), file)
    await carrefour.sendStock(access(''), file)
    expect(world.carrefour.arrived).toEqual([])
  })
})

describe('an affiliate', () => {
  it('expect it answered as documented and listed once, and the real one untouched', async () => {
    forget()
    const { store } = all()
    const affiliate = {
      id: 'CRF',
      name: 'Carrefour',
      tradePolicy: '2',
      followUpEmail: 'a@b.example',
      endpoint: `https://${ACCOUNT}.myvtex.com/_v/carrefour-inventory/notify/secret-secret`,
    }
    expect(await store.saveAffiliate(affiliate)).toMatchObject({ ok: true })
    expect(await store.saveAffiliate(affiliate)).toMatchObject({ ok: true })
    expect(await store.affiliate('CRF')).toMatchObject({ ok: true, value: null })
    expect(await store.removeAffiliate('CRF')).toMatchObject({ ok: true })
    expect(arrived().filter(one => !onlyReads(one))).toEqual([])
    const listed = live()
      .withheld.list()
      .filter(({ host }) => host === 'store')
    expect(listed.find(({ operation }) => operation === 'save affiliate')).toMatchObject({
      times: 2,
    })
    expect(JSON.stringify(live().withheld.list())).not.toContain('secret-secret')
  })
})

/** A call through the proxy: as the app makes it, or one that must be refused. */
function raw({
  method,
  url,
  headers = {},
  body = '',
}: {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}): Promise<{ status: number; text: string }> {
  const { port } = new URL(platform.url)
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path: url, headers, agent: false }, answer => {
      let text = ''
      answer.on('data', (part: Buffer) => (text += part.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The names of all that an object can do, up to the library's base of all clients. */
function methodsOf(client: object): readonly string[] {
  const names = new Set<string>()
  for (let at: unknown = client; at !== null && at !== Object.prototype; at = proto(at))
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (name !== 'constructor' && typeof property.value === 'function') names.add(name)
  return [...names]
}
const proto = (of: unknown): unknown => Object.getPrototypeOf(of)

/** Every client that the runtime gives to the app: its own, and all of the library's. */
function clientNames(): readonly string[] {
  const getters = [Clients.prototype, IOClients.prototype].flatMap(from =>
    Object.entries(Object.getOwnPropertyDescriptors(from)).flatMap(([name, property]) =>
      'get' in property ? [name] : []
    )
  )
  return [...new Set(getters)]
}

const HOSTILE = [
  'CRF',
  '10001',
  '../../api/offers/stock/imports',
  '%2e%2e%2faffiliates%2fCRF',
  'CRF/../CRF',
  'CRF?_method=DELETE',
  'x y\u00e7',
  '',
]

describe('without writing open, for every operation of every client', () => {
  it(
    'expect no call to leave that could change anything',
    async () => {
      forget()
      const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 20 }))
      const anyArgument = fc.oneof(
        text,
        fc.integer(),
        fc.array(text, { maxLength: 3 }),
        fc.record({ id: text, name: text, dataEntity: text, schema: text, endpoint: text })
      )
      const run = fc.sample(fc.array(anyArgument, { minLength: 4, maxLength: 4 }), {
        numRuns: process.env.LONG_TESTS ? 25 : 2,
        seed: 20261126,
      })
      let tried = 0
      for (const name of clientNames()) {
        const client = (all() as unknown as Record<string, object>)[name]
        if (typeof client !== 'object' || client === null) continue
        for (const method of methodsOf(client)) {
          for (const values of run) {
            const args = name === 'carrefour' ? [access(), ...values] : values
            tried += 1
            await quietly(client, method, args)
          }
        }
      }
      expect(tried).toBeGreaterThan(200)
      expect(arrived().filter(one => !onlyReads(one))).toEqual([])
      // It must have been able to fail: reads did arrive, and the known writes were tried.
      expect(
        new Set(arrived().map(({ url }) => url.split('?', 1)[0]?.split('/')[3])).size
      ).toBeGreaterThan(3)
      const withheld = live()
        .withheld.list()
        .map(({ operation }) => operation)
      expect(withheld).toEqual(
        expect.arrayContaining(['STO01', 'save affiliate', 'remove affiliate'])
      )
    },
    process.env.LONG_TESTS ? 600_000 : 60_000
  )

  it('given any method, path and header in the raw, expect the same', async () => {
    forget()
    const credential = { vtexidclientautcookie: platform.tokenOf(ACCOUNT) }
    const hosts = {
      store: `${ACCOUNT}.vtexcommercestable.com.br`,
      carrefour: `localhost:${world.carrefour.port}`,
    }
    const others = [
      `${ACCOUNT}.myvtex.com`,
      `localhost:${world.store.port}`,
      `127.0.0.1:${world.carrefour.port}`,
    ]
    const anyCall = fc.record({
      route: fc.constantFrom(...LIVE_ROUTES),
      elsewhere: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(...others)),
      part: fc.constantFrom(...HOSTILE.map(encodeURI), 'CRF', '10001', '42'),
      suffix: fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        fc.constantFrom('?_method=DELETE', '?X-HTTP-Method-Override=PUT', ';x', '//', '/.', '%00')
      ),
      method: fc.oneof(
        fc.constant(null),
        fc.constantFrom('HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND')
      ),
      header: fc.constantFrom(
        {},
        { 'x-http-method-override': 'DELETE' },
        { 'x-http-method': 'PUT' },
        { 'x-method-override': 'POST' }
      ),
    })
    type AnyCall = typeof anyCall extends fc.Arbitrary<infer Call> ? Call : never
    const plainReads = LIVE_ROUTES.filter(({ method }) => method === 'GET')
    await fc.assert(
      fc.asyncProperty(anyCall, async ({ route, elsewhere, part, suffix, method, header }) => {
        const path = route.template.replace(/\{\w+\}/g, part) + suffix
        await raw({
          method: method ?? route.method,
          url: `http://${elsewhere ?? hosts[route.host]}${path}`,
          headers: { ...credential, ...header, authorization: world.carrefour.shopKey },
          body: (method ?? route.method) === 'GET' ? '' : '{}',
        })
        const bad = arrived().filter(
          one =>
            !onlyReads(one) ||
            Object.keys(one.headers).some(name => name.includes('method')) ||
            /method/i.test(one.url)
        )
        expect(bad).toEqual([])
      }),
      {
        numRuns: process.env.LONG_TESTS ? 2_000 : 150,
        // Chance may pick calls that are all refused; these, plain reads, always come first.
        examples: plainReads.map((route): [AnyCall] => [
          { route, elsewhere: null, part: '10001', suffix: '', method: null, header: {} },
        ]),
      }
    )
    // It must have been able to fail: the plain reads did arrive.
    expect(arrived().length).toBeGreaterThanOrEqual(plainReads.length)
  }, 120_000)
})

/** Whatever an operation answers or throws: only what leaves this machine counts. */
async function quietly(client: object, method: string, args: readonly unknown[]): Promise<void> {
  const operation = (client as Record<string, unknown>)[method]
  if (typeof operation !== 'function') return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise(resolve => (timer = setTimeout(resolve, 3_000)))
  try {
    await Promise.race([late, Reflect.apply(operation, client, args) as unknown])
  } catch {
    // An operation may reject these arguments.
  } finally {
    clearTimeout(timer)
  }
}
