import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { SCHEMA_NAMES } from '../../node/vtex/schemas'
import { startWorkspace, type Workspace } from '../workspace'

const dataDir = mkdtempSync(join(tmpdir(), 'workspaces-'))
let workspace: Workspace

beforeAll(async () => {
  workspace = await startWorkspace({
    port: 0,
    dataDir,
    replicas: 1,
    demo: false,
    quiet: true,
    workspaces: ['master', 'dev'],
  })
}, 120_000)
afterAll(async () => {
  await workspace.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** One POST with JSON, addressed to any host. */
function post(host: string, path: string, body: object): Promise<{ status: number; text: string }> {
  const cookie = `VtexIdclientAutCookie=${workspace.parts.platform.tokens.issue(
    'lojademo',
    'owner@lojademo.example'
  )}`
  return new Promise((resolve, reject) => {
    const headers = { host, cookie, 'content-type': 'application/json' }
    const sent = request({ port: workspace.port, method: 'POST', path, headers }, answer => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

const production = async (host: string): Promise<unknown> => {
  const query = '{ carrefourConnection { production } }'
  const { text } = await post(host, '/_v/private/graphql/v1', { query })
  return (JSON.parse(text) as { data: { carrefourConnection: { production: unknown } } }).data
    .carrefourConnection.production
}

/** Waits until something is true, at most twenty seconds. */
async function eventually(condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen within twenty seconds')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

describe('workspaces', () => {
  it.each([
    ['localhost', true],
    ['lojademo.myvtex.com', true],
    ['dev--lojademo.localhost', false],
    ['dev--lojademo.myvtex.com', false],
  ])(
    'given the address %s, expect the service to be told whether it is production',
    async (host, is) => {
      expect(await production(host)).toBe(is)
    }
  )

  it('given a workspace that nobody made, expect 404', async () => {
    for (const host of ['other--lojademo.localhost', 'other--lojademo.myvtex.com']) {
      const answer = await post(host, '/_v/private/graphql/v1', { query: '{ __typename }' })
      expect(answer.status).toBe(404)
    }
  })

  it('given the app is installed in both, expect a partition of VBase each and one entity of Master Data', async () => {
    const { calls } = workspace.parts.platform
    const entries = () => calls.list().filter(({ path }) => path.includes('/api/scheduler/'))
    await eventually(() => entries().length > 1)
    const paths = calls.list().map(({ path }) => path)
    const of = (pattern: RegExp) =>
      [...new Set(paths.flatMap(path => pattern.exec(path)?.[1] ?? []))].sort()
    expect(of(/^\/api\/scheduler\/([^/]+)\//)).toEqual(['dev', 'master'])
    expect(of(/^\/vbase\/v2\/lojademo\/([^/]+)\//)).toEqual(['dev', 'master'])
    const [latest] = SCHEMA_NAMES
    expect(of(/^\/api\/dataentities\/[^/]*_process\/schemas\/(.*)$/)).toEqual([
      latest,
      `${latest}-development`,
    ])
    expect(of(/^\/api\/dataentities\/([^/]*_process)\//)).toHaveLength(1)
  })
})
