import { expect, it } from 'vitest'

import { SchedulerClient } from '../clients/scheduler'
import { anIoContext } from '../testing/io'
import { throughProxy } from '../testing/proxy'
import { MinuteScheduler } from './minuteScheduler'
import { publicUrlOf } from './publicUrl'

const server = throughProxy()

it('expect one entry that posts the token to the tick route each minute', async () => {
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
      uri: 'https://ana--lojademo.myvtex.com/_v/carrefour/tick',
      method: 'POST',
      body: { token: 'tick-secret' },
    },
  })
})

it('given the master workspace, expect the account’s plain address', () => {
  expect(publicUrlOf({ account: 'lojademo', workspace: 'master' })).toBe(
    'https://lojademo.myvtex.com'
  )
})
