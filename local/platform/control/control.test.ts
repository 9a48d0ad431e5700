import { expect, it } from '@jest/globals'

import { createCallLog } from '../../http/calls'
import type { SentEvent } from '../events/courier'
import { createFaults } from '../faults/faults'
import { ask, serveApp } from '../testing'

import { createControl } from './index'

async function setup() {
  const sent: SentEvent[] = []
  const nothing = () => undefined
  const url = await serveApp(
    createControl({
      faults: createFaults(),
      calls: createCallLog(),
      mail: { app: undefined as never, list: () => [] },
      courier: {
        send: event => void sent.push(event),
        waiting: () => sent.length,
        start: nothing,
        forget: nothing,
        drain: nothing,
        stop: nothing,
      },
      scheduler: undefined as never,
      accounts: ['lojademo', 'outraloja'],
      workspaces: ['master', 'dev'],
    }).app
  )
  const send = (body: unknown) => ask(`${url}/_local/events`, 'POST', { body })
  return { sent, send }
}

it('sends an event as somebody else would, to the first account in production unless told otherwise', async () => {
  const { sent, send } = await setup()
  expect(await send({ key: 'order-created' })).toMatchObject({ status: 202, body: { waiting: 1 } })
  await send({
    key: 'order-created',
    sender: 'vtex.orders-broadcast',
    subject: 'v1',
    account: 'outraloja',
    workspace: 'dev',
    body: { orderId: 'v1' },
  })
  expect(sent).toEqual([
    {
      account: 'lojademo',
      workspace: 'master',
      key: 'order-created',
      sender: '',
      subject: '',
      body: '{}',
    },
    {
      account: 'outraloja',
      workspace: 'dev',
      key: 'order-created',
      sender: 'vtex.orders-broadcast',
      subject: 'v1',
      body: '{"orderId":"v1"}',
    },
  ])
})

it.each([
  ['no key', {}, 400],
  ['a list', [], 400],
  ['a key that is no text', { key: 7 }, 400],
  ['an empty key', { key: '' }, 400],
  ['another account', { key: 'a', account: 'nobody' }, 404],
  ['another workspace', { key: 'a', workspace: 'nobody' }, 404],
])('refuses %s and sends nothing', async (_, body, status) => {
  const { sent, send } = await setup()
  expect((await send(body)).status).toBe(status)
  expect(sent).toEqual([])
})
