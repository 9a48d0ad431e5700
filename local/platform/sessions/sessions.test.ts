import { describe, expect, it } from '@jest/globals'

import { type Answer, ask, createBench, serveApp } from '../testing'
import { createVtexId } from '../vtexid'
import { createSession } from '../vtexid/session'

import { createSessionManager } from './index'
import { segmentIn } from './namespaces'
import { createSessions } from './sessions'
import type { Transform } from './transforms'

const DAY_MS = 24 * 60 * 60 * 1000
const ANA = 'ana@shoppers.example'

async function setup() {
  const bench = createBench()
  const sessions = createSessions(bench.db, bench.clock)
  const manager = (account: string) =>
    serveApp(createSessionManager({ ...bench, sessions, account }))
  const api = `${await manager('lojademo')}/api`
  const other = `${await manager('outraloja')}/api`
  const signIn = await serveApp(
    createSession({ ...bench, sessions, accounts: ['lojademo', 'outraloja'] }).app
  )
  const login = (body: object) => ask(`${signIn}/_local/vtexid/login`, 'POST', { body })
  return { ...bench, api, other, login }
}

/** The cookies that an answer sets, as a browser sends them back. */
const cookiesOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map(one => one.split(';', 1)[0])
    .join('; ')

const withCookie = (cookie: string) => ({ headers: { cookie } })

describe('a session', () => {
  it('is made by POST, named by its cookie, and says of its public items what was written', async () => {
    const { api } = await setup()
    const made = await ask(`${api}/sessions?utm_source=mail&an=lojademo`, 'POST', {
      body: { public: { country: { value: 'BRA' } }, profile: { email: { value: 'x@y.z' } } },
    })
    expect(made).toMatchObject({
      status: 201,
      body: { sessionToken: expect.any(String), segmentToken: expect.any(String) },
    })
    const { body } = await ask(
      `${api}/sessions?items=public.*,profile.*,store.channel`,
      'GET',
      withCookie(cookiesOf(made))
    )
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      namespaces: {
        public: { country: { value: 'BRA' }, utm_source: { value: 'mail' } },
        profile: { isAuthenticated: { value: 'False' } },
        store: { channel: { value: '1' } },
      },
    })
  })

  it('is changed by PATCH and by a second POST; null takes an item away', async () => {
    const { api } = await setup()
    const made = await ask(`${api}/sessions`, 'POST', {
      body: { public: { country: { value: 'BRA' }, sc: { value: '2' } } },
    })
    const cookie = cookiesOf(made)
    const patched = await ask(`${api}/sessions?items=*`, 'PATCH', {
      headers: { cookie },
      body: { public: { country: { value: null }, postalCode: { value: '01310' } } },
    })
    expect(patched).toMatchObject({ status: 200, body: { id: expect.any(String) } })
    const { namespaces } = patched.body as { namespaces: Record<string, unknown> }
    expect(namespaces.public).toEqual({ sc: { value: '2' }, postalCode: { value: '01310' } })
    expect(namespaces.store).toMatchObject({ channel: { value: '2' } })
    const again = await ask(`${api}/sessions`, 'POST', { headers: { cookie }, body: null })
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({
      sessionToken: (made.body as { sessionToken: string }).sessionToken,
    })
  })

  it('does not grow without end, whatever is written one after the other', async () => {
    const { api } = await setup()
    const cookie = cookiesOf(await ask(`${api}/sessions`, 'POST', { body: {} }))
    const write = async (name: string) => {
      const body = { public: { [name]: { value: 'x'.repeat(40_000) } } }
      return (await ask(`${api}/sessions`, 'PATCH', { headers: { cookie }, body })).status
    }
    expect([await write('one'), await write('two')]).toEqual([200, 400])
    const left = await ask(`${api}/sessions?items=public.two`, 'GET', withCookie(cookie))
    expect(left.body).toMatchObject({ namespaces: {} })
  })

  it('is unknown without its cookie, in another account, and after eight days', async () => {
    const { api, other, clock } = await setup()
    const cookie = cookiesOf(await ask(`${api}/sessions`, 'POST', { body: {} }))
    const status = async (at: string, given: string) =>
      (await ask(`${at}/sessions?items=*`, 'GET', withCookie(given))).status
    expect(await status(api, cookie)).toBe(200)
    expect(await status(api, 'vtex_session=undefined')).toBe(401)
    expect(await status(other, cookie)).toBe(401)
    clock.advance(8 * DAY_MS)
    expect(await status(api, cookie)).toBe(401)
  })

  it('is asked for by items; without them the call is refused', async () => {
    const { api } = await setup()
    const cookie = cookiesOf(await ask(`${api}/sessions`, 'POST', { body: {} }))
    expect((await ask(`${api}/sessions`, 'GET', withCookie(cookie))).status).toBe(400)
    expect((await ask(`${api}/sessions`, 'DELETE', withCookie(cookie))).status).toBe(405)
  })
})

describe('who is in a session', () => {
  const namesIn = async (api: string, cookie: string) => {
    const { body } = await ask(
      `${api}/sessions?items=authentication.*,profile.*`,
      'GET',
      withCookie(cookie)
    )
    return (body as { namespaces: unknown }).namespaces
  }

  it('the shopper who signs in, for as long as the sign-in lasts', async () => {
    const { api, login, clock } = await setup()
    const cookie = cookiesOf(await login({ shopper: ANA }))
    expect(await namesIn(api, cookie)).toMatchObject({
      authentication: {
        storeUserEmail: { value: ANA },
        storeUserId: { value: expect.any(String) },
      },
      profile: { isAuthenticated: { value: 'True' }, email: { value: ANA } },
    })
    clock.advance(DAY_MS)
    expect(await namesIn(api, cookie)).toEqual({ profile: { isAuthenticated: { value: 'False' } } })
  })

  it('the user of the Admin, without being a shopper', async () => {
    const { api, login } = await setup()
    const cookie = cookiesOf(await login({ user: 'owner@lojademo.example' }))
    expect(await namesIn(api, cookie)).toMatchObject({
      authentication: { adminUserEmail: { value: 'owner@lojademo.example' } },
      profile: { isAuthenticated: { value: 'False' } },
    })
  })

  it('nobody whose cookie is another account’s, or was handed to the wrong place', async () => {
    const { api, login } = await setup()
    const shopper = cookiesOf(await login({ shopper: ANA, account: 'outraloja' }))
    const token = /VtexIdclientAutCookie_outraloja=([^;]+)/.exec(shopper)?.[1] ?? ''
    const cookie = `VtexIdclientAutCookie=${token}; VtexIdclientAutCookie_lojademo=${token}`
    const made = await ask(`${api}/sessions`, 'POST', { headers: { cookie }, body: {} })
    expect(await namesIn(api, cookiesOf(made))).toEqual({
      profile: { isAuthenticated: { value: 'False' } },
    })
  })

  it.each([
    [{ shopper: 'nobody' }],
    [{ shopper: 7 }],
    [{ shopper: ANA, account: 'elsewhere' }],
    [{ shopper: 'a@b; c=d' }],
  ])('%j is refused', async body => {
    const { login } = await setup()
    expect((await login(body)).status).toBe(400)
  })
})

describe('what apps work out of a session', () => {
  const transform: Transform = {
    name: 'prices',
    input: ['authentication.storeUserEmail', 'public.country'],
    output: ['prices.table', 'public.sc'],
  }

  async function withPrices() {
    const bench = createBench()
    const sessions = createSessions(bench.db, bench.clock)
    const calls: unknown[] = []
    const call = (_: Transform, body: unknown) => {
      calls.push(body)
      return Promise.resolve({ prices: { table: { value: 'gold' } }, public: { sc: '2' } })
    }
    const app = createSessionManager({
      ...bench,
      ...{ sessions, account: 'lojademo', transforms: [transform], call },
    })
    const api = `${await serveApp(app)}/api`
    const signIn = await serveApp(createSession({ ...bench, sessions, accounts: ['lojademo'] }).app)
    const login = async (cookie: string) =>
      cookiesOf(
        await ask(`${signIn}/_local/vtexid/login`, 'POST', {
          headers: { cookie },
          body: { shopper: ANA },
        })
      )
    const read = async (cookie: string) =>
      (await ask(`${api}/sessions?items=prices.*,public.*`, 'GET', withCookie(cookie))).body
    return { api, calls, login, read }
  }

  it('is asked for when a session that they read of is written, and stays in it', async () => {
    const { api, calls, read } = await withPrices()
    const body = { public: { country: { value: 'BRA' } } }
    const made = await ask(`${api}/sessions`, 'POST', { body })
    expect(segmentIn((made.body as { segmentToken: string }).segmentToken)?.channel).toBe('2')
    const cookie = cookiesOf(made)
    expect(await read(cookie)).toMatchObject({
      namespaces: {
        prices: { table: { value: 'gold' } },
        public: { country: { value: 'BRA' }, sc: { value: '2' } },
      },
    })
    await ask(`${api}/sessions`, 'PATCH', { headers: { cookie }, body: { public: { other: 1 } } })
    expect(calls).toEqual([{ public: { country: { value: 'BRA' } } }])
    expect(await read(cookie)).toMatchObject({ namespaces: { prices: { table: {} } } })
  })

  it('follows a sign-in', async () => {
    const { api, calls, login, read } = await withPrices()
    const cookie = cookiesOf(await ask(`${api}/sessions`, 'POST', { body: {} }))
    expect(calls).toEqual([])
    await read(await login(cookie))
    expect(calls).toEqual([{ authentication: { storeUserEmail: { value: ANA } } }])
  })
})

describe('a segment', () => {
  it('is what its token says, and the account’s own without one', async () => {
    const { api } = await setup()
    const made = await ask(`${api}/sessions`, 'POST', { body: { public: { sc: { value: '3' } } } })
    const { segmentToken } = made.body as { segmentToken: string }
    expect((await ask(`${api}/segments/${segmentToken}`, 'GET')).body).toMatchObject({
      channel: '3',
      cultureInfo: 'pt-BR',
    })
    const fresh = await ask(`${api}/segments?cultureInfo=es-AR&session_path=admin`, 'GET')
    expect(fresh.body).toMatchObject({ channel: '1', cultureInfo: 'es-AR', regionId: null })
    expect(cookiesOf(fresh)).toContain('vtex_segment=')
    expect((await ask(`${api}/segments/nonsense`, 'GET')).status).toBe(400)
  })
})

it('a shopper’s token is one of the store: VTEX ID knows whose it is, and that it is not the Admin’s', async () => {
  const { tokens, clock } = createBench()
  const origin = await serveApp(createVtexId({ tokens, now: () => clock.now() }).app)
  const token = tokens.issueToShopper('lojademo', ANA)
  const url = `${origin}/api/vtexid/pub/authenticated/user?authToken=${token}`
  expect((await ask(url, 'GET')).body).toMatchObject({
    user: ANA,
    account: 'lojademo',
    audience: 'webstore',
    tokenType: 'user',
  })
})
