import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { startWorkspace, type Workspace } from '../workspace'

const KEY = 'a-shop-key-that-nobody-may-see'

const SAVE = `mutation Save($input: CarrefourConfigurationInput!, $shopKey: String) {
  saveCarrefourConfiguration(input: $input, shopKey: $shopKey) { __typename }
}`

const INPUT = {
  active: true,
  shopId: '2001',
  tradePolicy: '2',
  affiliateId: 'CRF',
  minimumStock: 0,
  sendKits: true,
  notificationEmail: '',
  carrefourUrl: 'http://127.0.0.1:9',
  portalUrl: '',
  version: null,
}

const dataDir = mkdtempSync(join(tmpdir(), 'secrets-'))
let workspace: Workspace

beforeAll(async () => {
  workspace = await startWorkspace({ port: 0, dataDir, replicas: 1, demo: false, quiet: true })
}, 120_000)
afterAll(async () => {
  await workspace.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function signIn(user: string): Promise<string> {
  const answer = await post('/_local/vtexid/login', { user })
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
  fetch(workspace.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })

async function ask(user: string, query: string, variables: unknown): Promise<string> {
  const cookie = user === '' ? '' : await signIn(user)
  const answer = await post('/_v/private/graphql/v1', { query, variables }, cookie)
  return answer.text()
}

const log = (): string => readFileSync(join(dataDir, 'service.log'), 'utf8')

describe('a ShopKey that was typed', () => {
  it.each([
    ['somebody who is not signed in', '', INPUT, 'VtexIdclientAutCookie'],
    ['somebody who may not', 'viewer@lojademo.example', INPUT, 'not authorized'],
    [
      'the owner, with a wrong form',
      'owner@lojademo.example',
      INPUT,
      'CarrefourInvalidConfiguration',
    ],
    [
      'the owner, with a value of the wrong type',
      'owner@lojademo.example',
      { ...INPUT, minimumStock: 'many' },
      'Expected type Int at minimumStock',
    ],
  ])(
    'given %s, expect it neither in the answer nor in the log',
    async (_, user, input, outcome) => {
      const answer = await ask(user, SAVE, { input, shopKey: KEY })
      expect(answer).toContain(outcome)
      expect(answer).not.toContain(KEY)
      expect(log()).not.toContain(KEY)
    }
  )

  it('given a field is missing, expect its name, and the form neither in the answer nor in the log', async () => {
    const { active: _, ...input } = INPUT
    const answer = await ask('owner@lojademo.example', SAVE, { input, shopKey: KEY })
    expect(answer).toContain('Field active of type Boolean! is missing')
    expect(answer).not.toContain(KEY)
    expect(log()).not.toContain(KEY)
  })
})

describe('public routes', () => {
  it('given a wrong secret in the path, expect 404 and the path in no log', async () => {
    const answer = await post('/_v/carrefour-inventory/notify/wrong-secret-in-the-path', {
      IdSku: '1',
    })
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { code: 'NOT_FOUND', message: 'Not found.' },
    ])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(log()).not.toContain('wrong-secret-in-the-path')
  })

  it('given a tick without the token, expect 404', async () => {
    expect((await post('/_v/carrefour-inventory/tick', {})).status).toBe(404)
  })

  it('given more calls than service.json allows a replica, expect 429 from the runtime', async () => {
    const statuses = new Set<number>()
    for (let calls = 0; calls < 400 && !statuses.has(429); calls += 1)
      statuses.add((await post('/_v/carrefour-inventory/tick', {})).status)
    expect([...statuses]).toEqual([404, 429])
  })
})
