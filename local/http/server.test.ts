import { createServer, request } from 'node:http'

import { expect, it } from '@jest/globals'

import { createFaults } from '../platform/faults/faults'
import { withFaults } from '../platform/faults/with-faults'
import { createPolicies } from '../platform/policies/policies'
import { ask, atEnd, serve } from '../platform/testing'

import type { AnswerFromFile } from '../stubs'

import { createCallLog } from './calls'
import { sendJson } from './handler'
import { close, listen } from './listen'
import { createWorkspaceServer } from './server'

const policies = createPolicies({
  vendor: 'acme',
  name: 'app',
  version: '1.0.0',
  policies: [
    { name: 'outbound-access', attrs: { host: '{{account}}.shop.example', path: '/api/*' } },
    { name: 'outbound-access', attrs: { host: 'erp.example.com', path: '/orders/*' } },
  ],
})

async function setup(stubs?: AnswerFromFile) {
  const calls = createCallLog()
  const notPlayed: unknown[] = []
  const faults = createFaults()
  let written = 0
  const shop = withFaults(faults, 'shop', (req, res) => {
    written += 1
    sendJson(res, 200, { url: req.url, host: req.headers.host })
  })
  const server = createWorkspaceServer({
    calls,
    stubs,
    notPlayed: (call, status) => void notPlayed.push({ ...call, status }),
    policiesOf: () => policies,
    callerAccount: () => 'lojademo',
    origin: (req, res) => sendJson(res, 200, { origin: req.url }),
    resolve: host =>
      host.endsWith('shop.example') ? { part: 'shop', handle: shop, outbound: true } : undefined,
  })
  const port = await listen(server, 0)
  atEnd(() => close(server))
  const origin = `http://127.0.0.1:${port}`

  /** A request as a client with http_proxy makes it. */
  const proxied = (url: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path: url, agent: false, headers })
      outgoing.on('response', answer => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }))
      })
      outgoing.on('error', reject)
      outgoing.end()
    })
  return { origin, port, proxied, notPlayed, calls, faults, written: () => written }
}

it('routes a proxied request by its host, and remembers it without its query', async () => {
  const { proxied, calls } = await setup()
  const answer = await proxied('http://lojademo.shop.example/api/x?key=secret')
  expect(answer.body).toEqual({ url: '/api/x?key=secret', host: 'lojademo.shop.example' })
  expect(calls.list('lojademo.shop.example')).toEqual([
    expect.objectContaining({ part: 'shop', method: 'GET', path: '/api/x', status: 200 }),
  ])
  expect(JSON.stringify(calls.list())).not.toContain('secret')
})

it('refuses what no outbound-access policy covers, and hosts nobody stands in for', async () => {
  const { proxied } = await setup()
  expect(await proxied('http://lojademo.shop.example/other')).toMatchObject({
    status: 403,
    body: { code: 'OutboundAccessDenied' },
  })
  expect((await proxied('http://outraloja.shop.example/api/x')).status).toBe(403)
  expect(await proxied('http://www.example.com/')).toMatchObject({ status: 403 })
  expect(await proxied('http://erp.example.com/orders/7')).toMatchObject({
    status: 502,
    body: { code: 'UnknownHost' },
  })
})

it('says which calls nothing here plays, a refused one not among them', async () => {
  const { proxied, notPlayed, calls } = await setup()
  await proxied('http://erp.example.com/orders/7?key=secret')
  await proxied('http://www.example.com/')
  await proxied('http://lojademo.shop.example/api/x')
  expect(notPlayed).toEqual([
    { method: 'GET', host: 'erp.example.com', path: '/orders/7', status: 502 },
  ])
  expect(calls.list('erp.example.com')).toEqual([
    expect.objectContaining({ path: '/orders/7', status: 502 }),
  ])
})

it('answers from a file in place of every stand-in, and refuses what no policy covers all the same', async () => {
  const { proxied, notPlayed, written } = await setup(
    ({ host, path }) =>
      (_req, res) =>
        sendJson(res, 200, { stub: host + path })
  )
  expect(await proxied('http://erp.example.com/orders/7')).toMatchObject({
    body: { stub: 'erp.example.com/orders/7' },
  })
  expect(await proxied('http://lojademo.shop.example/api/x')).toMatchObject({
    body: { stub: 'lojademo.shop.example/api/x' },
  })
  expect((await proxied('http://erp.example.com/invoices')).status).toBe(403)
  expect([notPlayed, written()]).toEqual([[], 0])
})

it('passes requests to servers on this machine on, whatever the policies', async () => {
  const { proxied } = await setup()
  const real = await serve((req, res) => sendJson(res, 201, { real: req.url }))
  expect(await proxied(`${real}/x?y=1`)).toEqual({ status: 201, body: { real: '/x?y=1' } })
  const server = createServer()
  const dead = await listen(server, 0)
  await close(server)
  expect((await proxied(`http://localhost:${dead}/x`)).status).toBe(502)
})

it('answers its own address itself, and emulated hosts by their Host header', async () => {
  const { origin, port } = await setup()
  expect((await ask(`${origin}/admin`, 'GET')).body).toEqual({ origin: '/admin' })
  const asShop = await new Promise<number>(resolve => {
    const headers = { host: 'lojademo.shop.example' }
    const path = '/not/covered/by/a/policy'
    request({ host: '127.0.0.1', port, path, headers, agent: false }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    }).end()
  })
  expect(asShop).toBe(200)
})

it('makes trouble on demand', async () => {
  const { proxied, faults, written, calls } = await setup()
  const url = 'http://lojademo.shop.example/api/x'
  faults.replace([
    { part: 'shop', kind: 'status', status: 429, times: 1, headers: { 'Retry-After': '7' } },
    { part: 'shop', kind: 'reset', times: 1 },
    { part: 'shop', kind: 'lost-answer', match: 'GET /api', times: 1 },
    { part: 'other', kind: 'reset' },
  ])
  expect((await proxied(url)).status).toBe(429)
  await expect(proxied(url)).rejects.toThrow()
  expect(written()).toBe(0)
  await expect(proxied(url)).rejects.toThrow()
  expect(written()).toBe(1)
  expect((await proxied(url)).status).toBe(200)
  expect(calls.list().map(({ status }) => status)).toEqual([429, 0, 0, 200])
})
