import { expect, it } from '@jest/globals'

import { createInfra, isPlayed } from './infra'
import { ask, createBench, serveApp } from './testing'

async function setup() {
  const { tokens, tokenOf } = createBench()
  const origin = await serveApp(createInfra({ tokens, workspaces: ['master', 'dev'] }).app)
  const headers = { authorization: `bearer ${tokenOf('lojademo')}` }
  return {
    get: async (path: string) => {
      const { status, body } = await ask(origin + path, 'GET', { headers })
      return { status, body }
    },
    strange: async (path: string) => (await ask(origin + path, 'GET')).status,
  }
}

const ADMIN = '/sphinx/v0/lojademo/master/user/EMAIL/isAdmin'

it.each([
  ['owner@lojademo.example', true],
  ['ana@shop.example', false],
])('given %s, expect sphinx to say whether that is an administrator', async (email, body) => {
  const { get } = await setup()
  expect(await get(ADMIN.replace('EMAIL', email))).toEqual({ status: 200, body })
})

it('lists the workspaces of an account, production with all visits', async () => {
  const { get } = await setup()
  const master = { name: 'master', weight: 100, production: true }
  expect(await get('//lojademo')).toEqual({
    status: 200,
    body: [master, { name: 'dev', weight: 0, production: false }],
  })
  expect(await get('/lojademo/master')).toEqual({ status: 200, body: master })
  expect((await get('/lojademo/other')).status).toBe(404)
})

it('answers the apps of the account alone', async () => {
  const { get, strange } = await setup()
  expect((await get('/outraloja')).status).toBe(403)
  expect(await strange('/lojademo')).toBe(401)
  expect(await strange(ADMIN)).toBe(401)
})

it.each([
  ['platform.io.vtex.com', '//lojademo', true],
  ['platform.io.vtex.com', '/lojademo/master?reset=true', true],
  ['platform.io.vtex.com', '/lojademo/master/_promote', false],
  ['infra.io.vtex.com', ADMIN, true],
  ['infra.io.vtex.com', '/sphinx/v0/lojademo/master/policies/validate', false],
])('given %s%s, expect it played: %s', (host, path, played) => {
  expect(isPlayed(host, path)).toBe(played)
})
