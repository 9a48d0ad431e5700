import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import { describe, expect, it } from '@jest/globals'

import { createProviderRoutes } from '../../../platform/router/payment-provider'
import { ask, atEnd, serve } from '../../../platform/testing'
import type { ServiceJson } from '../../service-json'

import { playProviderPackage, readProvider, withProviderRoutes } from './index'

const MANIFEST = {
  vendor: 'acme',
  name: 'card',
  version: '1.0.0',
  builders: { node: '7.x', paymentProvider: '1.x' },
}
const CONFIGURATION = {
  name: 'Acme Card',
  paymentMethods: [{ name: 'Visa', allowsSplit: 'disabled' }, { name: 'Pix' }],
  useAntifraud: true,
}

function folderWith(configuration: unknown): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'provider-'))
  atEnd(() => rmSync(dir, { recursive: true }))
  mkdirSync(path.join(dir, 'paymentProvider'))
  const text = typeof configuration === 'string' ? configuration : JSON.stringify(configuration)
  writeFileSync(path.join(dir, 'paymentProvider/configuration.json'), text)
  return dir
}

const service = (routes: ServiceJson['routes'] = {}): ServiceJson => ({
  memory: 256,
  timeout: 10,
  routes,
  events: {},
})

describe('the builder paymentProvider', () => {
  it('declares the routes of the protocol beside the app’s own, which win', () => {
    const own = { createPayment: { path: '/mine', public: true }, health: { path: '/health' } }
    const { routes } = withProviderRoutes(service(own), MANIFEST)
    expect(routes).toEqual({
      ...own,
      cancelPayment: { path: '/_v/api/card/payments/:paymentId/cancellations', public: true },
      settlePayment: { path: '/_v/api/card/payments/:paymentId/settlements', public: true },
      refundPayment: { path: '/_v/api/card/payments/:paymentId/refunds', public: true },
      inboundPayment: {
        path: '/_v/api/card/payments/:paymentId/inbound-request/:action',
        public: true,
      },
    })
    expect(withProviderRoutes(service(), { ...MANIFEST, builders: {} }).routes).toEqual({})
  })

  it('answers manifest and payment methods from the configuration, with the defaults of the options', async () => {
    const { configuration, told } = readProvider(folderWith(CONFIGURATION), MANIFEST, {})
    if (configuration === undefined) throw new Error('There is no configuration')
    expect(told).toEqual([])
    const routes = createProviderRoutes(configuration, ['lojademo'])
    const origin = await serve((req, res) =>
      routes.handle(String(req.headers['x-account'] ?? 'lojademo'), req, res)
    )
    expect(routes.knows('/_v/api/card/payments')).toBe(false)
    expect((await ask(`${origin}/_v/api/card/manifest?x=1`, 'GET')).body).toMatchObject({
      ...CONFIGURATION,
      usesSecureProxy: true,
      useAntifraud: true,
      customFields: [],
    })
    const methods = `${origin}/_v/api/card/payment-methods`
    expect((await ask(methods, 'GET')).body).toEqual({ paymentMethods: ['Visa', 'Pix'] })
    expect((await ask(methods, 'POST')).status).toBe(405)
    const headers = { 'x-account': 'outraloja' }
    expect((await ask(methods, 'GET', { headers })).status).toBe(404)
  })

  it('leaves a manifest that service.json puts elsewhere to the gateway, at that path', () => {
    const route = {
      path: '/_v/mine/manifest',
      public: true,
      handler: 'vtex.payment-gateway@1.x/providerManifest',
    }
    const { configuration } = readProvider(folderWith(CONFIGURATION), MANIFEST, { manifest: route })
    expect(configuration?.manifestPath).toBe('/_v/mine/manifest')
    expect(withProviderRoutes(service({ manifest: route }), MANIFEST).routes).not.toHaveProperty(
      'manifest'
    )
  })

  it.each([
    ['no JSON', '{', 'JSON object'],
    ['a list', [], 'JSON object'],
    ['no name', { paymentMethods: [] }, 'name'],
    ['methods that have none', { name: 'a', paymentMethods: ['Visa'] }, 'paymentMethods'],
  ])('given %s, expect it told', (_, content, words) => {
    expect(readProvider(folderWith(content), MANIFEST, {}).told.join()).toContain(words)
  })

  it('given no configuration, expect it told', () => {
    expect(readProvider(tmpdir(), MANIFEST, {}).told.join()).toContain('configuration.json')
  })
})

describe('the package of VTEX', () => {
  it('is played where the registry does not have it, and left alone elsewhere', () => {
    const folder = folderWith({})
    const left =
      'node/package.json: @vtex/payment-provider is left out: the registry does not have it'
    const entry = path.join(folder, 'node_modules/@vtex/payment-provider/index.js')
    expect(playProviderPackage(folder, ['other'])).toEqual(['other'])
    expect(existsSync(entry)).toBe(false)
    expect(playProviderPackage(folder, ['other', left])).toEqual([
      'other',
      expect.stringContaining('stand-in'),
    ])
    expect(existsSync(entry)).toBe(true)
  })

  /** As far as the connector is concerned; the rest is @vtex/api's. */
  interface Played {
    PaymentProvider: new (context: unknown) => { isTestSuite: boolean }
    PaymentProviderService: new (config: object) => {
      config: { routes: Record<string, (ctx: unknown, next: () => Promise<void>) => Promise<void>> }
    }
    Authorizations: Record<string, (request: object, data?: object) => object>
    Refunds: Record<string, (request: object, data?: object) => object>
  }
  const played = createRequire(__filename)('./package.cjs') as Played

  const call = async (route: string, params: object, body: object) => {
    class Connector extends played.PaymentProvider {
      authorize = (request: object) =>
        played.Authorizations[this.isTestSuite ? 'approve' : 'pending']?.(request, { tid: 't' })
      refund = (request: object) => played.Refunds.deny?.(request)
    }
    const { routes } = new played.PaymentProviderService({ connector: Connector }).config
    const ctx = {
      method: 'POST',
      req: Readable.from([JSON.stringify(body)]),
      request: { header: { 'x-vtex-api-is-testsuite': 'true' } },
      vtex: { route: { params } },
      status: 200,
      body: undefined as unknown,
    }
    await routes[route]?.(ctx, () => Promise.resolve())
    return { status: ctx.status, body: ctx.body }
  }

  it('gives each route of the protocol to the connector, with the payment of the path', async () => {
    expect(await call('createPayment', {}, { paymentId: 'p1' })).toMatchObject({
      status: 200,
      body: { paymentId: 'p1', status: 'approved', tid: 't', delayToCancel: 21_600 },
    })
    expect(
      await call('refundPayment', { paymentId: 'p1' }, { requestId: 'r', value: 5 })
    ).toMatchObject({ body: { paymentId: 'p1', requestId: 'r', value: 5, refundId: null } })
    expect((await call('settlePayment', { paymentId: 'p1' }, {})).status).toBe(501)
  })
})
