import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { buildApp } from '../build'
import { ROOT } from '../workspace'

import { createAdmin } from './index'

const server = createServer()
let base = ''
let bundleDir = ''

beforeAll(async () => {
  const { adminDir } = await buildApp(ROOT, () => undefined)
  bundleDir = adminDir
  const handle = createAdmin({ bundleDir, users: ['ana@loja.example'] }).callback()
  server.on('request', (request, response) => void handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 240_000)

afterAll(() => void server.close())

const PAGE = '/admin/app/carrefour-inventory/inventory?status=error'

describe('the documents of the Admin', () => {
  it.each([
    ['window', '/admin/carrefour-inventory/inventory?status=error'],
    ['window', '/admin/'],
    ['window', '/admin/x/y/z'],
    ['window', '/admin/apple'],
    ['window', '/'],
    ['page', PAGE],
    ['page', '/admin/app'],
    ['page', '/admin/app/x/y/z'],
    ['states', '/admin/states?state=x'],
  ])('given %s at %s, expect that document, never from a cache', async (name, path) => {
    const response = await fetch(base + path)
    const document = await response.text()
    expect(response.status).toBe(200)
    const [, root] = /<body>\s*<div id="(\w+)">/.exec(document) ?? []
    expect(root).toBe(name === 'window' ? 'admin' : name)
    expect(document.includes('content="ana@loja.example"')).toBe(name === 'window')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  it.each([
    ['/admin/carrefour-inventory/inventory', "'none'"],
    [PAGE, "'self'"],
    ['/admin/states', "'none'"],
  ])(
    'given %s, expect only scripts and styles of its own, and in a frame of %s',
    async (path, by) => {
      const response = await fetch(base + path)
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain(`frame-ancestors ${by}`)
      expect(policy).not.toContain('unsafe')
      expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc=)/)
    }
  )

  it('lets pages of another app take fonts, styles and pictures from elsewhere, and nothing more', async () => {
    const answer = createAdmin({ bundleDir, anyApp: true }).callback()
    const foreign = createServer((request, response) => void answer(request, response))
    foreign.listen(0, '127.0.0.1')
    await once(foreign, 'listening')
    const { port } = foreign.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/admin/app/x`)
    foreign.close()
    const policy = response.headers.get('content-security-policy') ?? ''
    for (const kind of ['font', 'style', 'img'])
      expect(policy).toMatch(new RegExp(`${kind}-src [^;]*https:`))
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
  })

  it('serves assets compressed and for good', async () => {
    const page = await (await fetch(base + PAGE)).text()
    const assets = [...page.matchAll(/(?:src|href)="(\/admin\/_assets\/[^"]+)"/g)].map(match =>
      String(match[1])
    )
    expect(assets.length).toBeGreaterThan(1)
    for (const asset of assets) {
      const response = await fetch(base + asset, { headers: { 'accept-encoding': 'br' } })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-encoding')).toBe('br')
      expect(response.headers.get('cache-control')).toContain('immutable')
      expect(response.headers.get('content-type')).toMatch(/javascript|css/)
    }
  })

  it.each(['/admin/_assets/none.js', '/admin/_assets/..%2f..%2findex.html'])(
    'has no %s',
    async path => {
      expect((await fetch(base + path)).status).toBeGreaterThanOrEqual(400)
    }
  )

  it('takes no other method', async () => {
    expect((await fetch(`${base}/admin/`, { method: 'POST' })).status).toBe(405)
  })
})
