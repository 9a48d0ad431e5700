import { describe, expect, it } from '@jest/globals'

import { handlerOf } from '../../http/handler'
import { createLicenseManager } from '../license-manager'
import { ask, createBench, serve, serveApp } from '../testing'

import { authenticate, authenticateApp, isAuthorized, tokenOf } from './credentials'
import { createVtexId } from './index'
import { createSession } from './session'
import { createTokens, KEY_TOKEN, userIdOf } from './tokens'

const DAY_MS = 24 * 60 * 60 * 1000

async function setup() {
  const bench = createBench()
  const origin = await serveApp(createVtexId({ ...bench, now: () => bench.clock.now() }).app)
  const chrome = await serveApp(
    createSession({ ...bench, accounts: ['lojademo', 'outraloja'] }).app
  )
  const whoIs = (token: string) =>
    ask(`${origin}/api/vtexid/pub/authenticated/user?authToken=${token}`, 'GET')
  return { ...bench, origin, chrome, whoIs }
}

describe('authenticated user', () => {
  it('is told for 24 hours, then null', async () => {
    const { tokens, clock, whoIs } = await setup()
    const token = tokens.issue('lojademo', 'owner@lojademo.example')
    expect((await whoIs(token)).body).toMatchObject({
      user: 'owner@lojademo.example',
      account: 'lojademo',
    })
    clock.advance(DAY_MS)
    expect(await whoIs(token)).toMatchObject({ status: 200, body: null })
  })

  it('is null for an unknown token', async () => {
    const { whoIs } = await setup()
    expect(await whoIs('nonsense')).toMatchObject({ status: 200, body: null })
  })
})

describe('a token', () => {
  const claimsOf = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >

  it('is a JWT that says who, where and until when', async () => {
    const { tokens, tokenOf, clock } = await setup()
    const now = clock.now() / 1000
    expect(claimsOf(tokens.issue('lojademo', 'owner@lojademo.example'))).toMatchObject({
      sub: 'owner@lojademo.example',
      account: 'lojademo',
      aud: 'admin',
      iat: now,
      exp: now + 24 * 60 * 60,
    })
    expect(claimsOf(tokenOf('lojademo'))).toMatchObject({
      sub: expect.stringMatching(/^vrn:apps:.*:app\/acme\.app@1\.0\.0$/),
      account: 'lojademo',
    })
  })

  it('that somebody made or changed stands for nobody', async () => {
    const { tokens } = await setup()
    const token = tokens.issue('lojademo', 'viewer@lojademo.example')
    const [head, , signature] = token.split('.')
    const claims = { ...claimsOf(token), sub: 'owner@lojademo.example' }
    const forged = `${head ?? ''}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature ?? ''}`
    expect(tokens.identify(forged)).toBeUndefined()
    expect(tokens.identify(token)?.user).toBe('viewer@lojademo.example')
  })

  it('is validated with the id of its user', async () => {
    const { tokens, origin } = await setup()
    const validate = (token: string) =>
      ask(`${origin}/api/vtexid/credential/validate`, 'POST', { body: { token } })
    const one = await validate(tokens.issue('lojademo', 'owner@lojademo.example'))
    expect(one.body).toMatchObject({
      authStatus: 'Success',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      user: 'owner@lojademo.example',
      account: 'lojademo',
    })
    const again = await validate(tokens.issue('lojademo', 'owner@lojademo.example'))
    expect((again.body as { id: string }).id).toBe((one.body as { id: string }).id)
    expect((await validate('nonsense')).status).toBe(401)
  })
})

describe('signing in', () => {
  it('sets a cookie that names the session, until signing out', async () => {
    const { chrome } = await setup()
    const url = (path: string) => `${chrome}/_local/vtexid${path}`
    const login = await ask(url('/login'), 'POST', { body: { user: 'viewer@outraloja.example' } })
    const set = login.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/^VtexIdclientAutCookie=[^;]+;.*httponly/i)
    const headers = { cookie: set.split(';', 1)[0] ?? '' }
    const session = await ask(url('/session'), 'GET', { headers })
    expect(session.body).toEqual({
      account: 'outraloja',
      user: 'viewer@outraloja.example',
      users: ['owner@outraloja.example', 'operator@outraloja.example', 'viewer@outraloja.example'],
    })
    await ask(url('/logout'), 'POST', { headers })
    expect((await ask(url('/session'), 'GET', { headers })).body).toBeNull()
  })

  it('refuses strangers and forms of other sites', async () => {
    const { chrome } = await setup()
    const login = `${chrome}/_local/vtexid/login`
    expect((await ask(login, 'POST', { body: { user: 'boss@lojademo.example' } })).status).toBe(400)
    const headers = { 'content-type': 'text/plain' }
    expect((await ask(login, 'POST', { headers, body: {} })).status).toBe(415)
  })
})

describe('granted', () => {
  it.each([
    ['owner', '66', 'workspace-read-write', true],
    ['operator', '64', 'save_account_config', true],
    ['operator', '66', 'workspace-read-write', false],
    ['viewer', '64', 'read_account_config', true],
    ['viewer', '64', 'save_account_config', false],
    ['stranger', '64', 'read_account_config', false],
  ])('%s, product %s, resource %s: %s', async (name, product, resource, granted) => {
    const bench = createBench()
    const origin = await serveApp(createLicenseManager(bench).app)
    const path = `/api/license-manager/pvt/accounts/lojademo/products/${product}/logins/${name}@lojademo.example/resources/${resource}/granted`
    const authorization = bench.tokenOf('lojademo')
    expect((await ask(origin + path, 'GET', { headers: { authorization } })).body).toBe(granted)
    expect((await ask(origin + path, 'GET')).status).toBe(401)
  })
})

describe('the token of a shopper', () => {
  it('opens no API that asks for a credential, though VTEX ID knows it', async () => {
    const bench = createBench()
    const token = bench.tokens.issueToShopper('lojademo', 'owner@lojademo.example')
    const headers = { vtexidclientautcookie: token }
    expect(() => authenticate(bench.tokens, headers, 'lojademo')).toThrow('shopper')
    expect(() => authenticateApp(bench.tokens, headers, 'lojademo')).toThrow('shopper')
    expect(isAuthorized(bench.tokens, headers, 'lojademo')).toBe(false)
    const owner = bench.tokens.issue('lojademo', 'owner@lojademo.example')
    expect(isAuthorized(bench.tokens, { vtexidclientautcookie: owner }, 'lojademo')).toBe(true)
    expect(isAuthorized(bench.tokens, { vtexidclientautcookie: owner }, 'outraloja')).toBe(false)
    const origin = await serveApp(createLicenseManager(bench).app)
    const path = '/api/license-manager/pvt/users/owner@lojademo.example'
    expect((await ask(origin + path, 'GET', { headers })).status).toBe(403)
  })
})

describe('what published apps ask of License Manager', () => {
  async function setup(everyResource: boolean) {
    const bench = createBench()
    const origin = await serveApp(createLicenseManager({ ...bench, everyResource }).app)
    const headers = { authorization: bench.tokenOf('lojademo') }
    const get = (path: string) =>
      ask(`${origin}/api/license-manager/pvt/${path}`, 'GET', { headers })
    const id = userIdOf('owner@lojademo.example')
    return { get, id }
  }

  it('whether somebody may enter the Admin, by e-mail or by the id that VTEX ID gives', async () => {
    const { get, id } = await setup(false)
    const entering = async (user: string) =>
      (await get(`accounts/lojademo/logins/${user}/granted`)).body
    expect(await entering(id)).toBe(true)
    expect(await entering('viewer@lojademo.example')).toBe(true)
    expect(await entering('stranger@lojademo.example')).toBe(false)
    expect(await entering('vtexappkey-lojademo-OWNER')).toBe(true)
    expect(await entering('vtexappkey-outraloja-OWNER')).toBe(false)
  })

  it('does not know a resource that no role holds; for other apps the first role holds it', async () => {
    const path = (user: string) =>
      `accounts/lojademo/products/97/logins/${user}@lojademo.example/resources/some_view/granted`
    expect((await (await setup(false)).get(path('owner'))).status).toBe(404)
    const { get } = await setup(true)
    expect((await get(path('owner'))).body).toBe(true)
    expect((await get(path('viewer'))).body).toBe(false)
  })

  it('a user and the account, of the account that the host names', async () => {
    const bench = createBench()
    const { app } = createLicenseManager(bench)
    const at = async (account: string) => {
      const origin = await serve((req, res) => {
        req.headers.host = `${account}.vtexcommercestable.com.br`
        return handlerOf(app)(req, res)
      })
      const headers = { authorization: bench.tokenOf('lojademo') }
      return (path: string) => ask(`${origin}/api/license-manager/${path}`, 'GET', { headers })
    }
    const get = await at('lojademo')
    expect((await get('pvt/users/owner@lojademo.example')).body).toEqual({
      UserId: userIdOf('owner@lojademo.example'),
      Name: 'owner',
      Email: 'owner@lojademo.example',
    })
    expect((await get('pvt/users/stranger@lojademo.example')).status).toBe(404)
    expect((await get('account')).body).toMatchObject({ accountName: 'lojademo', isActive: true })
    expect((await (await at('outraloja'))('account')).status).toBe(403)
  })
})

describe('the key of an application', () => {
  const key = 'vtexappkey-lojademo-OPERATOR'
  const withKeys = async (keys: boolean) => {
    const bench = createBench()
    const tokens = createTokens(bench.db, bench.clock, { keys })
    const origin = await serveApp(createVtexId({ tokens, now: () => bench.clock.now() }).app)
    const login = (appkey: unknown, apptoken: unknown) =>
      ask(`${origin}/api/vtexid/apptoken/login`, 'POST', { body: { appkey, apptoken } })
    return { tokens, login }
  }

  it('opens what a person’s token opens, and can be changed for one', async () => {
    const { tokens, login } = await withKeys(true)
    const pair = tokenOf({ 'x-vtex-api-appkey': key, 'x-vtex-api-apptoken': KEY_TOKEN })
    const operator = { kind: 'user', account: 'lojademo', user: key }
    expect(tokens.identify(pair)).toEqual(operator)
    const { body } = await login(key, KEY_TOKEN)
    expect(body).toMatchObject({ authStatus: 'Success' })
    expect(tokens.identify((body as { token: string }).token)).toMatchObject(operator)
  })

  it.each([
    [key, 'wrong'],
    ['vtexappkey-lojademo-NOBODY', KEY_TOKEN],
    [7, null],
  ])('%j with token %j is refused', async (appkey, apptoken) => {
    const { login } = await withKeys(true)
    expect(await login(appkey, apptoken)).toMatchObject({
      status: 401,
      body: { authStatus: 'WrongCredentials' },
    })
  })

  it('is refused in the workspace of this project’s app, which may have a public address', async () => {
    const { login, tokens } = await withKeys(false)
    expect((await login(key, KEY_TOKEN)).status).toBe(401)
    expect(tokens.identify(`${key}:${KEY_TOKEN}`)).toBeUndefined()
  })
})
