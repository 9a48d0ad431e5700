import { describe, expect, it } from '@jest/globals'

import { type Handler, handlerOf, sendJson } from '../http/handler'

import { createAppsSettings, createSettingsTable } from './apps-settings'
import { createFaults } from './faults/faults'
import { parseFault } from './faults/fault'
import { withFaults } from './faults/with-faults'
import { CARREFOUR_HOST, createResolveHost } from './hosts'
import { createLicenseManager } from './license-manager'
import { isKnownResource, readRoles } from './license-manager/roles'
import { createPolicies } from './policies/policies'
import { ask, createBench, serve, serveApp } from './testing'
import { createVBase } from './vbase'
import { createVtexApis, withPolicies } from './vtex-apis'

const app = { vendor: 'acme', name: 'app', version: '1.0.0' }
const identity = { ...app, key: 'acme.app', id: 'acme.app@1.0.0' }

describe('an API that asks for a License Manager policy', () => {
  const calls: [method: string, path: string, policy: string][] = [
    ['POST', '/api/mail-service/pvt/sendmail', 'send-message'],
    ['POST', '/api/template-render/pvt/templates', 'template-criar'],
    ['GET', '/api/template-render/pvt/templates/hello', 'template-criar'],
    ['GET', '/api/logistics/pvt/inventory/skus/1', 'LogisticsViewer'],
    ['PUT', '/api/logistics/pvt/inventory/skus/1/warehouses/1', 'LogisticsFullAccess'],
  ]

  async function setup(policies: readonly string[]) {
    const bench = createBench()
    const told: string[] = []
    const declared = createPolicies(
      { ...app, policies: policies.map(name => ({ name })) },
      { tell: text => void told.push(text) }
    )
    const url = await serve(
      withPolicies((_req, res) => sendJson(res, 200, {}), { ...bench, policiesOf: () => declared })
    )
    const call = (method: string, path: string, token: string) =>
      ask(url + path, method, { headers: { vtexidclientautcookie: token } })
    return { ...bench, told, call }
  }

  it.each(calls)(
    '%s %s: the app without %s is refused, and told once which line to add',
    async (method, path, policy) => {
      const { call, tokenOf, told } = await setup([])
      const token = tokenOf('lojademo')
      expect(await call(method, path, token)).toMatchObject({
        status: 403,
        body: { code: 'Forbidden' },
      })
      await call(method, path, token)
      expect(told).toEqual([
        `manifest.json lacks a policy; add to "policies": {"name":"${policy}"}`,
      ])
    }
  )

  it.each(calls)('%s %s: the app with %s is let in', async (method, path, policy) => {
    const { call, tokenOf, told } = await setup([policy])
    expect((await call(method, path, tokenOf('lojademo'))).status).toBe(200)
    expect(told).toEqual([])
  })

  it('a person is not judged by the policies of the app', async () => {
    const { call, tokens } = await setup([])
    const token = tokens.issue('lojademo', 'owner@lojademo.example')
    expect((await call('POST', '/api/template-render/pvt/templates', token)).status).toBe(200)
  })
})

describe('License Manager policies', () => {
  it('open the documented paths without an outbound policy, and nothing else', () => {
    const policies = createPolicies({ ...app, policies: [{ name: 'Sku.aspx' }] })
    const host = 'lojademo.vtexcommercestable.com.br'
    const allows = (path: string) => policies.allowsOutbound('lojademo', host, path)
    expect(allows('/api/catalog_system/pvt/sku/stockkeepingunitbyid/1')).toBe(true)
    expect(allows('/api/catalog_system/pvt/brand/list')).toBe(false)
    expect(policies.allowsOutbound('outraloja', host, '/api/catalog_system/pvt/sku/x')).toBe(false)
  })

  it('a looser reading lets calls of VTEX’s own hosts through, and no others', () => {
    const policies = createPolicies(app, { vtexHosts: 'documented' })
    const allows = (host: string) => policies.allowsOutbound('lojademo', host, '/api/oms/pvt/x')
    expect(allows('lojademo.vtexcommercestable.com.br')).toBe(true)
    expect(allows('portal.vtexcommercestable.com.br')).toBe(true)
    expect(allows('evil-vtex.com')).toBe(false)
    expect(allows('vtex.com.evil.example')).toBe(false)
  })

  it('roles are data; License Manager answers 404 for a resource that nobody has', async () => {
    const bench = createBench()
    const url = await serveApp(createLicenseManager(bench).app)
    const granted = (resource: string) =>
      ask(
        `${url}/api/license-manager/pvt/accounts/lojademo/products/64/logins/owner@lojademo.example/resources/${resource}/granted`,
        'GET',
        { headers: { authorization: bench.tokenOf('lojademo') } }
      )
    expect(await granted('read_account_config')).toMatchObject({ status: 200, body: true })
    expect((await granted('made_up')).status).toBe(404)
    expect(isKnownResource({ productCode: '65', resourceCode: 'read_account_config' })).toBe(false)
    expect(() => readRoles([{ name: 'x', permissions: [{ productCode: 64 }] }])).toThrow('Role x')
    expect(() => readRoles([])).toThrow('at least one')
  })
})

describe('services that serve apps alone', () => {
  it('VBase and app settings refuse a person, whatever the person may do', async () => {
    const bench = createBench()
    const vbase = await serveApp(createVBase(bench).app)
    const settings = await serveApp(
      createAppsSettings({ ...bench, settings: createSettingsTable(bench.db), apps: [identity] })
        .app
    )
    const person = bench.tokens.issue('lojademo', 'owner@lojademo.example')
    const get = (url: string, token: string) =>
      ask(url, 'GET', { headers: { authorization: `bearer ${token}` } })
    const file = `${vbase}/vbase/v2/lojademo/master/buckets/acme.app/b/files`
    const object = `${settings}/apps/v0/lojademo/master/apps/acme.app/settings`
    for (const url of [file, object]) {
      expect((await get(url, person)).status).toBe(403)
      expect((await get(url, bench.tokenOf('outraloja'))).status).toBe(403)
      expect((await get(url, bench.tokenOf('lojademo'))).status).toBe(200)
    }
  })
})

describe('a host of VTEX', () => {
  it('answers 404 for a path that nothing has; a host that is not VTEX’s is unknown', async () => {
    const nobody = handlerOf((await import('../http/part')).createPartApp())
    const resolve = createResolveHost(
      {
        vbase: nobody,
        appsSettings: nobody,
        events: nobody,
        masterData: nobody,
        vtexId: nobody,
        infra: nobody,
        carrefour: nobody,
        mail: nobody,
        appRoutes: nobody,
        api: () => undefined,
        site: () => undefined,
      },
      createFaults()
    )
    for (const host of ['lojademo.myvtex.com', 'outra.vtexcommercestable.com.br']) {
      const found = resolve(host, '/nothing/here')
      const url = await serve((req, res) => found?.handle(req, res))
      expect(await ask(`${url}/nothing/here?x=1`, 'GET')).toMatchObject({
        status: 404,
        body: { code: 'NotFound' },
      })
    }
    expect(resolve('www.example.com', '/')).toBeUndefined()
    const api = (path: string) => resolve('api.vtex.com', path)?.part
    expect(api('/api/dataentities/CL/search')).toBe('masterdata')
    expect(api('/lojademo/pricing/prices/1')).toBe('nothing')
    expect(resolve(CARREFOUR_HOST, '/')).toBeDefined()
  })
})

describe('the two addresses of an account', () => {
  it('both lead to its public routes; VTEX’s APIs come first, and the stable one is production', async () => {
    const nobody = handlerOf((await import('../http/part')).createPartApp())
    const asked: string[] = []
    const resolve = createResolveHost(
      {
        vbase: nobody,
        appsSettings: nobody,
        events: nobody,
        masterData: nobody,
        vtexId: nobody,
        infra: nobody,
        mail: nobody,
        appRoutes: nobody,
        api: () => ({ part: 'store', handle: nobody }),
        site(account, path, workspace) {
          asked.push(`${workspace}--${account} ${path}`)
          return path === '/_v/app/route' ? { part: 'router', handle: nobody } : undefined
        },
      },
      createFaults()
    )
    const part = (host: string, path: string) => resolve(host, path)?.part
    const stable = 'lojademo.vtexcommercestable.com.br'
    expect(part('dev--lojademo.myvtex.com', '/_v/app/route')).toBe('router')
    expect(part(stable, '/_v/app/route')).toBe('router')
    expect(part(stable, '/_v/other')).toBe('nothing')
    expect(part(stable, '/api/catalog')).toBe('store')
    expect(asked).toEqual([
      'dev--lojademo /_v/app/route',
      'master--lojademo /_v/app/route',
      'master--lojademo /_v/other',
    ])
  })
})

describe('a fault', () => {
  it('may be any status from 300; 304 has no body', async () => {
    const faults = createFaults()
    const url = await serve(withFaults(faults, 'part', (_req, res) => sendJson(res, 200, {})))
    faults.replace(
      [304, 302, 503].map(status => parseFault({ part: 'part', kind: 'status', status, times: 1 }))
    )
    const statuses: number[] = []
    for (let times = 0; times < 4; times += 1) statuses.push((await ask(url, 'GET')).status)
    expect(statuses).toEqual([304, 302, 503, 200])
    expect(() => parseFault({ part: 'part', kind: 'status', status: 204 })).toThrow('300 to 599')
  })
})

describe("the account's tenant", () => {
  const portal = 'portal.vtexcommercestable.com.br'

  async function tenant(path: string, host = portal) {
    const api = createVtexApis({ ...refusing, store: account => known(account) })
    const parts = { ...refusing, api, site: () => undefined }
    const resolve = createResolveHost(
      { ...parts, vbase: none, appsSettings: none, events: none },
      createFaults()
    )
    const found = resolve(host, path)
    if (found === undefined) throw new Error('no such host')
    return ask((await serve(found.handle)) + path, 'GET')
  }
  const none: Handler = (_req, res) => sendJson(res, 401, {})
  const refusing = {
    licenseManager: none,
    masterData: none,
    mail: none,
    appRoutes: none,
    scheduler: none,
    vtexId: none,
    infra: none,
    sessions: () => none,
  }
  const known = (account: string) => (account === 'lojademo' ? none : undefined)

  it.each(['?q=lojademo', '?an=lojademo&q=lojademo'])(
    'asked as the runtime does with %s, expect languages, currency and addresses, without a token',
    async query => {
      expect(await tenant(`/api/tenant/tenants${query}`)).toMatchObject({
        status: 200,
        body: {
          slug: 'lojademo',
          defaultLocale: 'pt-BR',
          defaultCurrency: 'BRL',
          bindings: [{ targetProduct: 'vtex-admin' }, { targetProduct: 'vtex-storefront' }],
        },
      })
    }
  )

  it.each(['/api/tenant/tenants?q=outraloja', '/api/tenant/tenants', '/api/tenant/x?q=lojademo'])(
    '%s: expect 404',
    async path => {
      expect((await tenant(path)).status).toBe(404)
    }
  )

  it("asked of VTEX's edge for an account's robots.txt, expect a text, and nothing else there", async () => {
    const edge = 'janus-edge.vtex.com.br'
    expect(await tenant('/robots.txt?an=lojademo', edge)).toMatchObject({ status: 200 })
    expect((await tenant('/robots.txt', edge)).status).toBe(404)
    expect((await tenant('/sitemap.xml?an=lojademo', edge)).status).toBe(404)
  })
})
