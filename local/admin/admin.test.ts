import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { bundlePages } from '../build/pages'

import { buildAdmin } from './build'
import { createAdmin } from './index'

const root = resolve(import.meta.dirname, '../..')
const bundleDir = mkdtempSync(join(tmpdir(), 'admin-'))
const pagesDir = mkdtempSync(join(tmpdir(), 'pages-'))
const server = createServer()
let base = ''

beforeAll(async () => {
  await bundlePages(root, pagesDir)
  await buildAdmin({ root, uploadedDir: root, pagesDir, outDir: bundleDir })
  const handle = createAdmin({ bundleDir, users: ['ana@loja.example'] }).callback()
  server.on('request', (request, response) => void handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 60_000)

afterAll(() => {
  server.close()
  for (const dir of [bundleDir, pagesDir]) rmSync(dir, { recursive: true, force: true })
})

describe('the Admin frame', () => {
  it('answers every address with the same page, never from a cache', async () => {
    for (const path of [
      '/admin/carrefour-inventory/inventory?status=error',
      '/admin/',
      '/admin/x/y/z',
      '/',
    ]) {
      const response = await fetch(base + path)
      const page = await response.text()
      expect(response.status).toBe(200)
      expect(page).toContain('content="ana@loja.example"')
      expect(response.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('allows only its own scripts and styles, and no frame around it', async () => {
    const response = await fetch(`${base}/admin/`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc=)/)
  })

  it('serves assets compressed and for good', async () => {
    const page = await (await fetch(`${base}/admin/`)).text()
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
