import type { IncomingMessage, ServerResponse } from 'node:http'

import { describe, expect, it } from '@jest/globals'

import { rows } from '../../../node/testing/cases'
import type { RoutePolicy } from '../../build/service-json'
import { createFence } from '../../http/fence'
import { readBody } from '../../http/body'
import { installApp } from '../installed'
import type { ExposedPolicy } from '../policies/exposed'
import { NOT_PLAYED } from '../../http/handler'
import { ask, createBench, serve } from '../testing'

import { createAppRoutes } from './app-routes'

const SECRETS = '/_v/secrets/:name'

const forCaller: RoutePolicy = {
  effect: 'allow',
  actions: ['get'],
  principals: ['vrn:apps:*:{{account}}:*:app/acme.caller@*'],
}

const graphql: ExposedPolicy = {
  name: 'resolve-graphql',
  statements: [
    {
      effect: 'allow',
      actions: ['post', 'get'],
      resources: ['vrn:acme.called:{{region}}:{{account}}:{{workspace}}:/_v/graphql'],
    },
  ],
}

const secrets: ExposedPolicy = {
  name: 'read-secrets',
  statements: [
    { effect: 'allow', actions: ['get'], resources: ['vrn:acme.called:*:*:*:/_v/secrets/*'] },
  ],
}

interface Seen {
  url: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

/** Two apps, of which `acme.called` answers what it was asked. */
async function setup(
  options: { policies?: readonly RoutePolicy[]; held?: readonly string[] } = {}
) {
  const bench = createBench()
  const seen: Seen[] = []
  const echo = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    seen.push({ url: req.url, headers: req.headers, body: (await readBody(req)).toString() })
    res.end('{}')
  }
  const replica = await serve((req, res) => void echo(req, res))
  const told: string[] = []
  const deps = {
    tokens: bench.tokens,
    accounts: ['lojademo', 'outraloja'],
    note: () => undefined,
    fence: createFence(),
    vtexHosts: 'documented' as const,
    tell: (text: string) => void told.push(text),
  }
  const hosted = (name: string, policies: readonly string[]) => ({
    manifest: {
      vendor: 'acme',
      name,
      version: '2.1.0',
      policies: policies.map(policy => ({ name: policy })),
    },
    service: {
      memory: 128,
      timeout: 5,
      routes: {
        secrets: { path: SECRETS, policies: options.policies ?? [] },
        open: { path: '/_v/open', public: true },
      },
      events: {},
    },
    exposed: [graphql, secrets],
    ports: () => [Number(new URL(replica).port)],
  })
  const apps = [
    installApp(hosted('caller', options.held ?? []), deps),
    installApp(hosted('called', []), deps),
  ] as const
  const origin = await serve(
    createAppRoutes({ apps, tokens: bench.tokens, workspaces: ['master'] })
  )
  const tokens = {
    caller: bench.tokens.appToken('lojademo', 'acme.caller@2.1.0'),
    called: bench.tokens.appToken('lojademo', 'acme.called@2.1.0'),
    other: bench.tokens.appToken('outraloja', 'acme.caller@2.1.0'),
    person: bench.tokens.issue('lojademo', 'owner@lojademo.example'),
    nobody: '',
  }
  const call = (
    path: string,
    as: keyof typeof tokens = 'caller',
    { method = 'GET', place = 'acme.called/v2/lojademo/master', headers = {} } = {}
  ) =>
    ask(`${origin}/${place}${path}`, method, {
      headers: { authorization: `bearer ${tokens[as]}`, ...headers },
    })
  return { call, seen, told, tokens }
}

describe('a private route of another app', () => {
  it('is called with the context of the call and the token of the app that is called', async () => {
    const { call, seen, tokens } = await setup({ policies: [forCaller] })
    const headers = { 'x-vtex-locale': 'es-AR', 'x-vtex-session': 's1', 'x-vtex-credential': 'no' }
    expect((await call('/_v/secrets/a?b=1', 'caller', { headers })).status).toBe(200)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.url).toBe('/lojademo/master/_v/secrets/a?b=1')
    expect(seen[0]?.headers).toMatchObject({
      'x-vtex-account': 'lojademo',
      'x-vtex-workspace': 'master',
      'x-vtex-locale': 'es-AR',
      'x-vtex-session': 's1',
      'x-vtex-credential': tokens.called,
    })
    expect(JSON.stringify(seen[0]?.headers)).not.toContain(tokens.caller)
  })

  it.each(
    rows([
      ['the app that its policies name', 'caller', 'GET', 200],
      ['that app with another method', 'caller', 'DELETE', 403],
      ['that app of another account', 'other', 'GET', 403],
      ['the app that it belongs to', 'called', 'GET', 403],
      ['a person', 'person', 'GET', 403],
      ['nobody', 'nobody', 'GET', 401],
    ])
  )('answers %s as the policies say', async (_, as, method, status) => {
    const { call, seen } = await setup({ policies: [forCaller] })
    expect((await call('/_v/secrets/a', as, { method })).status).toBe(status)
    expect(seen).toHaveLength(status === 200 ? 1 : 0)
  })

  it('without policies answers nobody', async () => {
    const { call } = await setup()
    expect((await call('/_v/secrets/a')).status).toBe(403)
  })

  it('is closed by a denial that names the caller, whatever else permits it', async () => {
    const denied = { ...forCaller, effect: 'deny' as const }
    const held = ['acme.called:read-secrets']
    expect((await (await setup({ held })).call('/_v/secrets/a')).status).toBe(200)
    for (const policies of [[forCaller, denied], [denied]]) {
      const { call } = await setup({ policies, held })
      expect((await call('/_v/secrets/a')).status).toBe(403)
    }
  })

  it('is closed to other accounts, even if its policies name their apps', async () => {
    const anywhere = { ...forCaller, principals: ['vrn:apps:*:*:*:app/acme.caller@*'] }
    const { call } = await setup({ policies: [anywhere] })
    expect((await call('/_v/secrets/a', 'caller')).status).toBe(200)
    expect((await call('/_v/secrets/a', 'other')).status).toBe(403)
  })
})

describe('GraphQL of another app', () => {
  it('answers whoever holds the policy that the app exposes', async () => {
    const { call, seen } = await setup({ held: ['acme.called:resolve-graphql'] })
    expect((await call('/_v/graphql?_bodyHash=1')).status).toBe(200)
    expect(seen[0]?.url).toBe('/lojademo/master/_v/graphql?_bodyHash=1')
  })

  it('refuses others, and says which line of manifest.json is missing', async () => {
    const { call, told } = await setup({ held: ['acme.another:resolve-graphql'] })
    expect((await call('/_v/graphql')).status).toBe(403)
    expect(told).toEqual([
      'manifest.json lacks a policy; add to "policies": {"name":"acme.called:resolve-graphql"}',
    ])
  })
})

it.each(
  rows([
    ['an app that does not run', '/x', 'acme.gone/v1/lojademo/master', 'acme.gone is not in this'],
    ['another major version', '/x', 'acme.called/v3/lojademo/master', 'version 2.1.0, not 3.x'],
    ['another workspace', '/x', 'acme.called/v2/lojademo/dev', 'dev--lojademo does not have'],
    ['a public route', '/_v/open', 'acme.called/v2/lojademo/master', 'no private route'],
  ])
)('%s is not found, and it is said why', async (_, path, place, words) => {
  const { call } = await setup({ policies: [forCaller] })
  const answer = await call(path, 'caller', { place })
  expect(answer).toMatchObject({ status: 404, body: { code: 'NotFound' } })
  expect(JSON.stringify(answer.body)).toContain(words)
  expect(answer.headers.has(NOT_PLAYED)).toBe(words.includes('is not in this'))
})
