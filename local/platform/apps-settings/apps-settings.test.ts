import { expect, it } from '@jest/globals'

import { createPolicies } from '../policies/policies'
import { ask, createBench, serveApp } from '../testing'

import { createAppsSettings, createSettingsTable } from './index'

const app = {
  vendor: 'acme',
  name: 'app',
  version: '1.0.0',
  key: 'acme.app',
  id: 'acme.app@1.0.0',
}

async function setup() {
  const bench = createBench()
  const origin = await serveApp(
    createAppsSettings({ ...bench, settings: createSettingsTable(bench.db), apps: [app] }).app
  )
  const call = (method: string, account: string, appId = 'acme.app@1.0.0', body?: unknown) =>
    ask(`${origin}/apps/v0/${account}/master/apps/${appId}/settings`, method, {
      headers: { authorization: `bearer ${bench.tokenOf(account)}` },
      body,
    })
  return { ...bench, call }
}

it('answers an empty object before anything was saved', async () => {
  const { call } = await setup()
  expect((await call('GET', 'lojademo')).body).toEqual({})
})

it('replaces the whole object', async () => {
  const { call } = await setup()
  expect((await call('PUT', 'lojademo', undefined, { a: 1, b: 2 })).status).toBe(204)
  await call('PUT', 'lojademo', undefined, { b: 3 })
  expect((await call('GET', 'lojademo', 'acme.app')).body).toEqual({ b: 3 })
})

it('keeps accounts apart and knows no other app', async () => {
  const { call } = await setup()
  await call('PUT', 'lojademo', undefined, { a: 1 })
  expect((await call('GET', 'outraloja')).body).toEqual({})
  expect((await call('GET', 'lojademo', 'acme.other')).status).toBe(404)
})

it('needs the policy to write', async () => {
  const bench = createBench()
  const policies = createPolicies({ vendor: 'acme', name: 'app', version: '1.0.0' })
  const origin = await serveApp(
    createAppsSettings({
      ...bench,
      settings: createSettingsTable(bench.db),
      apps: [app],
      policiesOf: () => policies,
    }).app
  )
  const answer = await ask(`${origin}/apps/v0/lojademo/master/apps/acme.app/settings`, 'PUT', {
    headers: { authorization: `bearer ${bench.tokenOf('lojademo')}` },
    body: {},
  })
  expect(answer.status).toBe(403)
  expect(JSON.stringify(answer.body)).toContain('update-app-settings')
})
