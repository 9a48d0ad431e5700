import { beforeEach, describe, expect, it } from '@jest/globals'

import { SchedulerClient, MinuteScheduler } from './scheduler'
import { anIoContext } from '../testing/vtex'
import { throughProxy } from '../testing/httpServer'
import { publicUrlOf } from './platform'

const server = throughProxy()

it('creates one entry that posts the token to the tick route each minute', async () => {
  const context = anIoContext({ workspace: 'ana' })
  await new MinuteScheduler(new SchedulerClient(context), publicUrlOf(context)).ensure(
    'tick-secret'
  )
  const { method, url, headers, body } = server().last
  expect([method, url]).toEqual([
    'PUT',
    expect.stringMatching(/^http:\/\/lojademo\.myvtex\.com\/api\/scheduler\/ana\/.*\?version=4$/),
  ])
  expect(headers.vtexidclientautcookie).toBe('app-token')
  expect(JSON.parse(body)).toMatchObject({
    id: 'carrefour-tick',
    scheduler: { expression: '* * * * *' },
    request: {
      uri: 'https://ana--lojademo.myvtex.com/_v/carrefour-inventory/tick',
      method: 'POST',
      body: { token: 'tick-secret' },
    },
  })
})

it('uses the account’s plain address in the master workspace', () => {
  expect(publicUrlOf({ account: 'lojademo', workspace: 'master' })).toBe(
    'https://lojademo.myvtex.com'
  )
})

describe('repair', () => {
  const PATH = 'http://lojademo.myvtex.com/api/scheduler/master/'
  const context = anIoContext()
  const scheduler = new MinuteScheduler(new SchedulerClient(context), publicUrlOf(context))
  const entry = (uri: string, token: string) => ({
    id: 'carrefour-tick',
    request: { uri, method: 'POST', headers: {}, body: { token } },
  })
  const OURS = 'https://lojademo.myvtex.com/_v/carrefour-inventory/tick'
  const answer = (status: number, body: unknown) => {
    server().reply = {
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  }
  const asked = () => server().seen.map(({ method }) => method)
  beforeEach(() => void (server().seen.length = 0))

  it('reads a correct entry once and writes nothing', async () => {
    answer(200, [{ id: 'another' }, entry(OURS, 'tick-secret')])
    expect(await scheduler.repair('tick-secret')).toBe(false)
    expect(asked()).toEqual(['GET'])
    expect(server().last.url).toMatch(new RegExp(`^${PATH}.*\\?version=4$`))
  })

  it.each([
    ['none', 200, []],
    ['no list (404)', 404, {}],
    ['something else', 200, { jobs: 1 }],
    ['an old token', 200, [entry(OURS, 'old-secret')]],
    ['another address', 200, [entry('https://x.example/tick', 'tick-secret')]],
  ])('creates the entry with %s', async (_, status, body) => {
    answer(status, body)
    const repaired = scheduler.repair('tick-secret').catch(() => 'the write met the same answer')
    await repaired
    expect(asked().slice(0, 2)).toEqual(['GET', 'PUT'])
  })

  it('accepts that the entry is unchanged (304)', async () => {
    answer(304, '')
    await scheduler.ensure('tick-secret')
    expect(asked()).toEqual(['PUT'])
  })

  it('removes the entry by its id; a missing one is no error', async () => {
    answer(404, {})
    await scheduler.remove()
    expect([server().last.method, server().last.url]).toEqual([
      'DELETE',
      expect.stringMatching(new RegExp(`^${PATH}.*/carrefour-tick\\?version=4$`)),
    ])
  })
})
