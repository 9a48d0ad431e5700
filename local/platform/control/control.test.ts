import { expect, it } from '@jest/globals'

import { createCallLog } from '../../http/calls'
import type { SentEvent } from '../events/courier'
import { createFaults } from '../faults/faults'
import { createSettingsTable } from '../apps-settings'
import { ask, createBench, serveApp } from '../testing'

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
      settings: createSettingsTable(createBench().db),
      apps: [
        {
          key: 'acme.app',
          settingsSchema: {
            properties: {
              retries: { type: 'number', default: 3 },
              key: { type: 'string' },
              mail: { properties: { on: { type: 'boolean', default: false } } },
            },
          },
        },
        { key: 'acme.beside' },
      ],
    }).app
  )
  const send = (body: unknown) => ask(`${url}/_local/events`, 'POST', { body })
  const settings = (method: string, query = '', body?: unknown) =>
    ask(`${url}/_local/settings${query}`, method, { body })
  return { sent, send, settings }
}

it('keeps settings as a person saves them, whole, for one place; what the form offers is told, not saved', async () => {
  const { settings } = await setup()
  const place = { app: 'acme.app', account: 'lojademo', workspace: 'master' }
  const defaults = { retries: 3, mail: { on: false } }
  expect((await settings('GET')).body).toEqual({ ...place, settings: {}, defaults })
  await settings('PUT', '', { settings: { key: 'a', retries: 1 } })
  const saved = await settings('PUT', '', { app: 'acme.app@1.2.3', settings: { key: 'b' } })
  expect(saved).toMatchObject({ status: 200, body: { ...place, settings: { key: 'b' } } })
  const other = await settings('GET', '?app=acme.beside&account=outraloja&workspace=dev')
  expect(other.body).toEqual({
    app: 'acme.beside',
    account: 'outraloja',
    workspace: 'dev',
    settings: {},
    defaults: {},
  })
})

it.each([
  ['no settings', {}, 400],
  ['settings that are a list', { settings: [] }, 400],
  ['a list', [], 400],
  ['another app', { app: 'acme.gone', settings: {} }, 404],
  ['an account that is none', { account: 7, settings: {} }, 404],
])('refuses %s as settings, and saves nothing', async (_, body, status) => {
  const { settings } = await setup()
  expect((await settings('PUT', '', body)).status).toBe(status)
  expect((await settings('GET')).body).toMatchObject({ settings: {} })
})

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
