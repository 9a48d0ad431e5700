import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { describe, expect, it } from '@jest/globals'

import { sendJson } from '../http/handler'
import { close, listen } from '../http/listen'
import { ROOT } from '../workspace'

import { createAuthority } from './testing/certificates'
import { atEnd, liveOf } from './testing/liveOf'
import { APP_KEY, APP_TOKEN } from './testing/realWorld'
import { type RealHost, serveTls } from './testing/serveTls'
import { type ProblemCode, problemOfError, sentenceOf } from './problems'
import { LIVE_ROUTES } from './routes'

const authority = createAuthority()
const DAY_MS = 24 * 60 * 60 * 1000
const POLICIES = '/api/catalog_system/pvt/saleschannel/list'

/** A host that gives one answer to everything. */
async function hostThat(
  answer: (path: string) => { status: number; body?: object; headers?: Record<string, string> },
  certificate = authority.certify()
): Promise<RealHost> {
  const host = await serveTls((req, res) => {
    const { status, body = {}, headers = {} } = answer((req.url ?? '').split('?', 1)[0] ?? '')
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
    sendJson(res, status, body)
  }, certificate)
  atEnd(() => host.stop())
  return host
}

const well = () => hostThat(() => ({ status: 200, body: [] }))

/** What is found wrong with a store at an address, Carrefour being well. */
async function checkedStore(storeUrl: string, ca: string | null = authority.cert) {
  const carrefour = await well()
  const { live, store } = await liveOf({ storeUrl, carrefourUrl: carrefour.url, ca })
  await live.check()
  return { live, store, notices: live.notices.list() }
}

/** What is found wrong with what is at Carrefour's address, the store being well. */
async function checkedCarrefour({ url }: RealHost) {
  const store = await well()
  const { live } = await liveOf({ storeUrl: store.url, carrefourUrl: url, ca: authority.cert })
  await live.check()
  return live.notices.list()
}

describe('what is wrong with a real host, said with what to do', () => {
  it('given both hosts well, expect nothing', async () => {
    const store = await well()
    expect((await checkedStore(store.url)).notices).toEqual([])
  })

  it('given a wrong key, expect where keys are made', async () => {
    const store = await hostThat(() => ({ status: 401 }))
    const { notices } = await checkedStore(store.url)
    // All the calls of the check are refused: that is one problem.
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      code: 'KEY_REFUSED',
      sentence: {
        pt: expect.stringContaining('Chaves de API'),
        es: expect.stringContaining('Claves de API'),
        en: expect.stringContaining('"appKey"'),
      },
    })
  })

  it.each([
    ['/api/catalog_system/pvt/saleschannel/list', 'Catalog: View Product'],
    ['/api/logistics/pvt/configuration/docks', 'Logistics: Logistics viewer'],
    ['/api/fulfillment/pvt/affiliates', 'Checkout: Save Order Configuration'],
  ])('given a right that is missing at %s, expect the resource %s', async (path, resource) => {
    const store = await hostThat(asked => ({ status: asked === path ? 403 : 200, body: [] }))
    const { notices } = await checkedStore(store.url)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({ code: 'RIGHT_MISSING', call: `GET ${path}` })
    for (const language of ['pt', 'es', 'en'] as const)
      expect(notices[0]?.sentence[language]).toContain(`"${resource}"`)
  })

  it.each([
    ['404', { status: 404 }],
    ['a redirect', { status: 302, headers: { Location: 'https://vtex.com/404' } }],
  ])(
    'given an account that does not exist (%s), expect where its name is found',
    async (_, answer) => {
      const store = await hostThat(() => answer)
      const { notices } = await checkedStore(store.url)
      expect(notices[0]).toMatchObject({
        code: 'WRONG_ACCOUNT',
        sentence: { en: expect.stringContaining('.myvtex.com') },
      })
    }
  )

  it('given another service at Carrefour’s address, expect its field', async () => {
    const other = await hostThat(() => ({ status: 404 }))
    expect(await checkedCarrefour(other)).toMatchObject([
      {
        host: 'carrefour',
        code: 'WRONG_ADDRESS',
        sentence: { en: expect.stringContaining('"carrefourUrl"') },
      },
    ])
  })

  it('given a Mirakl that asks for a key even here, expect that to be an answer', async () => {
    const mirakl = await hostThat(() => ({ status: 401 }))
    expect(await checkedCarrefour(mirakl)).toEqual([])
  })

  it.each([
    ['x-vtex-janus-router-backend-app', 'catalog-api-v1.2.3'],
    ['powered', 'vtex'],
  ])(
    'given a VTEX store at Carrefour’s address (%s), expect that no ShopKey may be saved',
    async (header, value) => {
      const shop = await hostThat(() => ({ status: 401, headers: { [header]: value } }))
      expect(await checkedCarrefour(shop)).toMatchObject([
        {
          host: 'carrefour',
          code: 'VTEX_ANSWERS',
          sentence: { en: expect.stringMatching(/not Carrefour’s.*"carrefourUrl".*no ShopKey/) },
        },
      ])
    }
  )

  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toUTCString()

  it.each<[string, Record<string, string>, Record<string, string>, ProblemCode[]]>([
    ['behind', { date: minutesAgo(6) }, { date: minutesAgo(30) }, ['CLOCK_FAST']],
    ['ahead', { date: minutesAgo(-6) }, { date: minutesAgo(-6) }, ['CLOCK_SLOW']],
    ['a little behind', { date: minutesAgo(4) }, { date: minutesAgo(4) }, []],
    ['behind at one host only', { date: minutesAgo(60) }, {}, []],
    ['of a cache', { date: minutesAgo(60), age: '3600' }, { date: minutesAgo(60) }, []],
    ['unreadable', { date: 'today' }, { date: minutesAgo(-60) }, ['CLOCK_SLOW']],
  ])(
    'given hosts whose time is %s, expect the clock of this machine to be told as it is',
    async (_, ofStore, ofCarrefour, codes) => {
      const [store, carrefour] = await Promise.all(
        [ofStore, ofCarrefour].map(headers => hostThat(() => ({ status: 200, body: [], headers })))
      )
      if (store === undefined || carrefour === undefined) throw new Error('no hosts')
      const { live } = await liveOf({
        storeUrl: store.url,
        carrefourUrl: carrefour.url,
        ca: authority.cert,
      })
      await live.check()
      expect(live.notices.list().map(({ code }) => code)).toEqual(codes)
    }
  )

  it('given a clock that was set right, expect the next check to say no more of it', async () => {
    let date = minutesAgo(60)
    const host = await hostThat(() => ({ status: 200, body: [], headers: { date } }))
    const { live } = await liveOf({
      storeUrl: host.url,
      carrefourUrl: host.url,
      ca: authority.cert,
    })
    await live.check()
    expect(live.notices.list()).toHaveLength(1)
    date = minutesAgo(0)
    await live.check()
    expect(live.notices.list()).toEqual([])
  })

  const certificates: readonly [
    string,
    ProblemCode,
    () => Promise<{ url: string; ca: string | null }>,
  ][] = [
    [
      'that has expired',
      'CERTIFICATE_EXPIRED',
      async () => {
        const day = (days: number) => new Date(Date.now() + days * DAY_MS)
        const certificate = authority.certify({ notBefore: day(-20), notAfter: day(-10) })
        return {
          url: (await hostThat(() => ({ status: 200 }), certificate)).url,
          ca: authority.cert,
        }
      },
    ],
    [
      'that is not valid yet',
      'CERTIFICATE_NOT_YET_VALID',
      async () => {
        const day = (days: number) => new Date(Date.now() + days * DAY_MS)
        const certificate = authority.certify({ notBefore: day(10), notAfter: day(20) })
        return {
          url: (await hostThat(() => ({ status: 200 }), certificate)).url,
          ca: authority.cert,
        }
      },
    ],
    [
      'of an authority that nobody knows',
      'CERTIFICATE_UNTRUSTED',
      async () => ({ url: (await well()).url, ca: null }),
    ],
    [
      'of another authority of the same name',
      'CERTIFICATE_UNTRUSTED',
      async () => ({ url: (await well()).url, ca: createAuthority().cert }),
    ],
    [
      'of another address',
      'CERTIFICATE_OTHER_NAME',
      async () => {
        const certificate = authority.certify({ names: ['another.example'] })
        return {
          url: (await hostThat(() => ({ status: 200 }), certificate)).url,
          ca: authority.cert,
        }
      },
    ],
  ]
  it.each(certificates)(
    'given a certificate %s, expect %s and no key sent',
    async (_, code, make) => {
      const { url, ca } = await make()
      const { notices, store } = await checkedStore(url, ca)
      expect(notices.find(({ host }) => host === 'store')).toMatchObject({ code })
      const answer = await fetch(store + POLICIES)
      expect(answer.status).toBe(502)
      expect(await answer.json()).toMatchObject({ code })
    }
  )

  it('given certificates switched off in the environment, expect them checked all the same', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    atEnd(() => void delete process.env.NODE_TLS_REJECT_UNAUTHORIZED)
    const { notices } = await checkedStore((await well()).url, null)
    expect(notices.find(({ host }) => host === 'store')).toMatchObject({
      code: 'CERTIFICATE_UNTRUSTED',
    })
  })

  it('given a port where nobody listens, expect address and port', async () => {
    const { notices } = await checkedStore('https://localhost:1')
    expect(notices[0]).toMatchObject({ code: 'NO_SERVER' })
  })

  it('given plain http behind the port, expect that it is no https', async () => {
    const server = createServer((_req, res) => res.end())
    const port = await listen(server, 0)
    atEnd(() => close(server))
    const { notices } = await checkedStore(`https://localhost:${port}`)
    expect(notices[0]).toMatchObject({ code: 'NOT_HTTPS' })
  })

  it('given a name that does not exist, expect the field to correct', async () => {
    const { notices } = await checkedStore('https://no-such-host.invalid')
    expect(['ADDRESS_UNKNOWN', 'NO_NETWORK']).toContain(notices[0]?.code)
  })

  it.each([
    ['EAI_AGAIN', true, 'NO_NETWORK'],
    ['ENETUNREACH', true, 'NO_NETWORK'],
    ['ENOTFOUND', false, 'NO_NETWORK'],
    ['ENOTFOUND', true, 'ADDRESS_UNKNOWN'],
    ['ETIMEDOUT', true, 'NO_ANSWER'],
    ['ECONNRESET', true, 'CUT_OFF'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', true, 'CERTIFICATE_UNTRUSTED'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true, 'CERTIFICATE_UNTRUSTED'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', true, 'NOT_HTTPS'],
  ])('given %s and a network: %s, expect %s', (code, hasNetwork, problem) => {
    expect(problemOfError(Object.assign(new Error(), { code }), hasNetwork)).toBe(problem)
  })

  it('given a host that never answers, expect that to be said when the app has hung up', async () => {
    const host = await serveTls(() => undefined, authority.certify())
    atEnd(() => host.stop())
    const carrefour = await well()
    const { live, store } = await liveOf({
      storeUrl: host.url,
      carrefourUrl: carrefour.url,
      ca: authority.cert,
    })
    const hasNotice = () => live.notices.list().length > 0
    // A busy machine hands the call on late, and then it has been out for less time than its caller waits.
    for (let patience = 3_300; patience < 60_000 && !hasNotice(); patience *= 2)
      await expect(
        fetch(store + POLICIES, { signal: AbortSignal.timeout(patience) })
      ).rejects.toThrow()
    await waitFor(hasNotice)
    expect(live.notices.list()).toMatchObject([{ code: 'NO_ANSWER' }])
  })

  it('given another address of Carrefour in the app’s form, expect both to be named', async () => {
    const host = await well()
    const { live } = await liveOf({
      storeUrl: host.url,
      carrefourUrl: host.url,
      ca: authority.cert,
    })
    const upstream = live.upstreamOf(new URL('http://another.mirakl.net/api/account'))
    expect(upstream?.part).toBe('nothing')
    expect(live.notices.list()).toMatchObject([
      { code: 'OTHER_ADDRESS', sentence: { en: expect.stringContaining(host.url) } },
    ])
    live.upstreamOf(new URL(host.url.replace('https', 'http')))
    expect(live.notices.list()).toEqual([])
  })

  it('given a Carrefour that manifest.json does not name, expect what VTEX would say', async () => {
    const host = await well()
    const { live } = await liveOf({
      storeUrl: host.url,
      carrefourUrl: 'https://carrefour.invalid',
      ca: authority.cert,
    })
    await live.check()
    expect(live.notices.list()).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ code: 'NOT_IN_MANIFEST' })])
    )
  })

  it.each([
    ['https://minhaloja.vtexcommercestable.com.br', '"account"'],
    ['https://shop.example:8443', '"storeUrl"'],
  ])('given a store at %s where nothing answers, expect the field %s', (url, field) => {
    const [route] = LIVE_ROUTES
    if (route === undefined) throw new Error('no route')
    const called = { host: 'store', address: new URL(url), account: 'minhaloja', route } as const
    for (const text of Object.values(sentenceOf('NO_SERVER', called))) expect(text).toContain(field)
  })

  it('given a problem that is over, expect it to be gone', async () => {
    let status = 401
    const host = await hostThat(() => ({ status, body: [] }))
    const { live } = await checkedStore(host.url)
    expect(live.notices.list()).not.toEqual([])
    status = 200
    await live.check()
    expect(live.notices.list()).toEqual([])
  })

  it('expect each sentence in three languages, each another one, all with what to do', () => {
    const [route] = LIVE_ROUTES
    const codes = CODES.flatMap(code =>
      (['store', 'carrefour'] as const).map(host => [code, host] as const)
    )
    for (const [code, host] of codes) {
      if (route === undefined) throw new Error('no route')
      const address = new URL('https://host.example')
      const sentence = sentenceOf(code, { host, address, account: 'minhaloja', route })
      expect(new Set(Object.values(sentence)).size).toBe(3)
      for (const text of Object.values(sentence))
        expect(text.split(/[.;:] /).length).toBeGreaterThan(1)
    }
  })
})

/** Waits for what must come, a little while. */
async function waitFor(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1)
    await new Promise(resolve => setTimeout(resolve, 20))
}

const CODES: readonly ProblemCode[] = [
  'NO_NETWORK',
  'ADDRESS_UNKNOWN',
  'NO_SERVER',
  'NO_ANSWER',
  'CUT_OFF',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_OTHER_NAME',
  'NOT_HTTPS',
  'KEY_REFUSED',
  'RIGHT_MISSING',
  'WRONG_ACCOUNT',
  'WRONG_ADDRESS',
  'OTHER_ADDRESS',
  'VTEX_ANSWERS',
  'CLOCK_FAST',
  'CLOCK_SLOW',
  'NOT_IN_MANIFEST',
  'TOO_MANY_CALLS',
  'SERVER_FAILS',
]

describe('keys', () => {
  it('given a host that repeats them, expect them masked in answer, headers and notice', async () => {
    const host = await hostThat(() => ({
      status: 403,
      body: { message: `key ${APP_KEY} with ${APP_TOKEN} may not` },
      headers: { ETag: `"${APP_TOKEN}"` },
    }))
    const { live, store } = await checkedStore(host.url)
    const answer = await fetch(store + POLICIES)
    const seen = [
      await answer.text(),
      JSON.stringify([...answer.headers]),
      JSON.stringify(live.notices.list()),
    ].join('\n')
    expect(seen).toContain('*****')
    for (const secret of [APP_KEY, APP_TOKEN]) expect(seen).not.toContain(secret)
  })

  it('given NODE_EXTRA_CA_CERTS and no `ca`, expect its authority to be trusted', async () => {
    const host = await well()
    const folder = mkdtempSync(join(tmpdir(), 'ca-'))
    atEnd(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'ca.pem'), authority.cert)
    const script = `
      import('./local/live/forward.ts').then(async module => {
        const { createForward } = module.default ?? module
        for (const ca of [null, ${JSON.stringify(createAuthority().cert)}]) {
          const answer = await createForward(ca)({ url: new URL('${host.url}'), method: 'GET', headers: {},
            body: null, gone: AbortSignal.timeout(5000) })
          answer.body.resume()
          console.log(answer.status)
        }
        process.exit()
      })`
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '-e', script],
      { cwd: ROOT, env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') } }
    )
    expect(stdout.trim().split('\n')).toEqual(['200', '200'])
  }, 240_000)
})
