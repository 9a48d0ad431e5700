import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { buildApp } from '../build'
import { readStubs, type Stub } from '../stubs/stubs'
import { ROOT, startWorkspace, type Workspace } from '../workspace'

/** A made-up app that has a little of everything. */
const FILES: Readonly<Record<string, unknown>> = {
  'manifest.json': {
    vendor: 'acme',
    name: 'any-app-test',
    version: '1.2.3',
    builders: {
      node: '7.x',
      graphql: '1.x',
      react: '3.x',
      admin: '0.x',
      messages: '1.x',
      masterdata: '1.x',
      'vtex.session': '0.x',
      rocket: '9.x',
    },
    policies: [
      { name: 'vbase-read-write' },
      { name: 'colossus-fire-event' },
      { name: 'ADMIN_DS' },
      { name: 'acme.beside-test:resolve-graphql' },
      { name: 'outbound-access', attrs: { host: '*.example.com', path: '/orders/*' } },
    ],
  },
  'node/service.json': {
    memory: 4096,
    timeout: 20,
    routes: {
      echo: { path: '/_v/any/echo/:word', public: true },
      now: { path: '/_v/any/now', public: true },
      ask: { path: '/_v/any/ask/:what', public: true },
      visit: { path: '/_v/any/visit', public: true },
      orders: { path: '/_v/any/orders/:host', public: true },
      transform: { path: '/_v/any/session/transform', public: true },
      fetched: { path: '/_v/any/fetched', public: true },
      all: { path: '/_v/any/*rest', public: true },
    },
    events: { heard: { sender: 'acme.any-app-test', keys: ['said'] } },
  },
  'node/tsconfig.json': { extends: '@acme/not-there', compilerOptions: { module: 'esnext' } },
  'libs/words/index.ts': "export const outside: string = 'of no builder'",
  'vtex.session/configuration.json': {
    any: { input: { authentication: ['storeUserEmail'] }, output: { any: ['greeting'] } },
  },
  'node/greeting.json': { hello: 'ola' },
  'node/plain.js': 'export const twice = word => word + word\n',
  'node/index.ts': `import { AppClient, AppGraphQLClient, ExternalClient, IOClients, Service, method } from '@vtex/api'
import { hello } from './greeting.json'
import { twice } from './plain'
import { outside } from '../libs/words'
const wrong: number = 'a type error'
const bucket = (ctx: any) => ctx.clients.vbase
class Beside extends AppClient {
  constructor(context: any, options: any) { super('acme.beside-test@2.x', context, options) }
  public ask = (path: string) => this.http.get(path)
}
class BesideGraphQL extends AppGraphQLClient {
  constructor(context: any, options: any) { super('acme.beside-test@2.x', context, options) }
  public page = () => this.graphql.query({ query: 'query Page($n: Int!) { page(n: $n) }', variables: { n: 7 } })
}
class Orders extends ExternalClient {
  constructor(context: any, options: any) { super('http://orders', context, options) }
  public of = (host: string) => this.http.get('http://' + host + '/orders/7')
}
class Clients extends IOClients {
  get orders() { return this.getOrSet('orders', Orders) }
  get beside() { return this.getOrSet('beside', Beside) }
  get besideGraphQL() { return this.getOrSet('besideGraphQL', BesideGraphQL) }
}
export default new Service({
  clients: { implementation: Clients, options: {} },
  routes: {
    echo: method({ GET: [async (ctx: any) => { ctx.body = { word: twice(ctx.vtex.route.params.word), hello, wrong, outside } }] }),
    visit: async (ctx: any) => {
      const { sessionToken, storeUserAuthToken } = ctx.vtex
      const session = await ctx.clients.session.getSession(sessionToken, ['authentication.storeUserEmail'])
      ctx.set('Cache-Control', 'no-store')
      ctx.body = {
        namespaces: session.sessionData.namespaces,
        isShopper: Boolean(storeUserAuthToken),
        settings: await ctx.clients.apps.getAppSettings(process.env.VTEX_APP_ID),
      }
    },
    orders: async (ctx: any) => {
      const failed = (error: any) => ({ status: error.response.status, ...error.response.data })
      ctx.body = await ctx.clients.orders.of(ctx.vtex.route.params.host).catch(failed)
    },
    transform: async (ctx: any) => {
      let text = ''
      for await (const part of ctx.req) text += part
      const { storeUserEmail } = JSON.parse(text).authentication
      ctx.body = { any: { greeting: { value: hello + ' ' + storeUserEmail.value } } }
    },
    fetched: async (ctx: any) => {
      const answers = await Promise.all(
        ['https://erp.example.com/orders/8', 'https://erp.example.com/people'].map(at => fetch(at))
      )
      ctx.body = await Promise.all(answers.map(async one => ({ status: one.status, body: await one.json() })))
    },
    now: async (ctx: any) => {
      const slept = new Promise(resolve => setTimeout(resolve, Number(ctx.query.sleep ?? 0)))
      await slept
      ctx.body = { now: Date.now(), iso: new Date().toISOString() }
    },
    ask: async (ctx: any) => {
      const { what } = ctx.vtex.route.params
      try {
        ctx.body = what === 'graphql'
          ? await ctx.clients.besideGraphQL.page()
          : await ctx.clients.beside.ask('/_v/beside/' + what)
      } catch (error) {
        ctx.status = error.response ? error.response.status : 500
        ctx.body = error.response ? error.response.data : String(error)
      }
    },
    all: async (ctx: any) => {
      if (ctx.method === 'POST') await ctx.clients.events.sendEvent('', 'said', { text: 'listen' })
      ctx.body = await bucket(ctx).getJSON('heard', 'last', true)
    },
  },
  events: { heard: async (ctx: any) => { await bucket(ctx).saveJSON('heard', 'last', ctx.body) } },
  graphql: { resolvers: { Query: { book: (_: unknown, { id }: any) => ({ id, name: 'Book ' + id }) } } },
} as any)
`,
  'graphql/schema.graphql':
    'type Query { book(id: ID!): Book @cacheControl(scope: PUBLIC, maxAge: SHORT) }',
  'graphql/types/book.graphql': 'type Book { id: ID! name: String missing: String }',
  'masterdata/notes/schema.json': {
    properties: { text: { type: 'string' } },
    'v-indexed': ['text'],
  },
  'masterdata/broken/schema.json': '{ "properties": ',
  'messages/en.json': { 'any.menu': 'Any page', 'any.title': 'Hello there' },
  'admin/navigation.json': {
    section: 'orders',
    titleId: 'any.menu',
    subSectionItems: [{ labelId: 'any.menu', path: '/admin/any' }],
  },
  'admin/routes.json': {
    'admin.app.any': { component: 'AnyPage', path: '/admin/app/any' },
    'admin.app.gone': { component: 'NoPage', path: '/admin/app/gone' },
    'admin.app.bad': { component: 'BadPage', path: '/admin/app/bad' },
  },
  'react/AnyPage.tsx': `import React from 'react'
import { Button, EXPERIMENTAL_Table } from 'vtex.styleguide'
import { Link } from 'vtex.render-runtime'
import { useCssHandles } from 'vtex.css-handles'
import styles from './any.css'
export default function AnyPage() {
  const show = () => useCssHandles(EXPERIMENTAL_Table)
  return <div className={styles.box}><Button onClick={show}>x</Button><Link to="/admin/app/any">y</Link></div>
}
`,
  'react/any.css': '.box { color: red }',
  'react/BadPage.tsx': "import nothing from './not-there'\nexport default nothing\n",
}

/** A second one, which lets the first do some things and not others. */
const BESIDE: Readonly<Record<string, unknown>> = {
  'manifest.json': {
    vendor: 'acme',
    name: 'beside-test',
    version: '2.0.1',
    builders: { node: '7.x', graphql: '1.x' },
    policies: [{ name: 'vbase-read-write' }],
  },
  'policies.json': [
    {
      name: 'resolve-graphql',
      statements: [
        {
          effect: 'allow',
          actions: ['post', 'get'],
          resources: ['vrn:acme.beside-test:{{region}}:{{account}}:{{workspace}}:/_v/graphql'],
        },
      ],
    },
  ],
  'node/service.json': {
    memory: 256,
    timeout: 10,
    routes: {
      secret: {
        path: '/_v/beside/secret',
        policies: [
          {
            effect: 'allow',
            actions: ['get'],
            principals: ['vrn:apps:*:{{account}}:*:app/acme.any-app-test@*'],
          },
        ],
      },
      closed: { path: '/_v/beside/closed' },
      heard: { path: '/_v/beside/heard', public: true },
    },
    events: { heard: { sender: 'acme.any-app-test', keys: ['said'] } },
  },
  'node/index.js': `import { Service } from '@vtex/api'
export default new Service({
  routes: {
    secret: async ctx => { ctx.body = { app: process.env.VTEX_APP_ID, account: ctx.vtex.account } },
    closed: async ctx => { ctx.body = 'never' },
    heard: async ctx => { ctx.body = await ctx.clients.vbase.getJSON('heard', 'last', true) },
  },
  events: { heard: async ctx => { await ctx.clients.vbase.saveJSON('heard', 'last', { besides: ctx.body }) } },
  graphql: { resolvers: { Query: { page: (_, { n }) => 'page ' + n } } },
})
`,
  'graphql/schema.graphql': 'type Query { page(n: Int!): String }',
}

const folderOf = (name: string): string => path.join(ROOT, '.build/apps', name)
const buildDir = folderOf('acme.any-app-test')
const besideDir = folderOf('acme.beside-test')
const temp = mkdtempSync(path.join(tmpdir(), 'any-app-'))
let workspace: Workspace
let stop: () => Promise<void> = () => Promise.resolve()

/** Writes an app's files, and has its build find this project's packages, which are installed already. */
function makeApp(name: string, files: Readonly<Record<string, unknown>>, into: string): string {
  const dir = path.join(temp, name)
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(path.join(dir, file), text)
  }
  for (const one of ['package.json', 'yarn.lock'])
    cpSync(path.join(ROOT, 'node', one), path.join(dir, 'node', one))
  rmSync(into, { recursive: true, force: true })
  mkdirSync(path.join(into, 'link/uploaded/node'), { recursive: true })
  symlinkSync(
    path.join(ROOT, '.build/link/uploaded/node/node_modules'),
    path.join(into, 'link/uploaded/node/node_modules')
  )
  return dir
}

function stubsIn(raw: unknown): readonly Stub[] {
  const read = readStubs(raw)
  if (read.kind === 'refused') throw new Error(read.problems.join('; '))
  return read.stubs
}

beforeAll(async () => {
  await buildApp(ROOT, () => undefined)
  workspace = await startWorkspace({
    app: makeApp('app', FILES, buildDir),
    stubs: {
      file: path.join(temp, 'stubs.json'),
      stubs: stubsIn([{ match: 'GET erp.example.com/orders/*', body: { order: '{1}' } }]),
    },
    others: [makeApp('beside', BESIDE, besideDir)],
    port: 0,
    dataDir: path.join(temp, 'data'),
    replicas: 1,
    demo: true,
    quiet: true,
  })
  stop = () => workspace.stop()
  // Two apps are built and compiled; on a machine that does other things, too, it takes minutes.
}, 540_000)

afterAll(async () => {
  await stop()
  for (const dir of [buildDir, besideDir, temp]) rmSync(dir, { recursive: true, force: true })
})

const get = (at: string) => fetch(workspace.url + at)

describe('an app that nobody here has seen', () => {
  it('answers its routes, with parameters, the more specific one first', async () => {
    const answer = await get('/_v/any/echo/ab')
    expect(await answer.json()).toEqual({
      word: 'abab',
      hello: 'ola',
      wrong: 'a type error',
      outside: 'of no builder',
    })
  })

  it('sees the shopper whose cookies a caller sends, and the settings that a person has saved', async () => {
    const send = (at: string, method: string, body: object) =>
      fetch(workspace.url + at, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const login = await send('/_local/vtexid/login', 'POST', { shopper: 'ana@shop.example' })
    await send('/_local/settings', 'PUT', { settings: { key: 'a' } })
    const cookie = login.headers.getSetCookie().map(one => one.split(';', 1)[0])
    const answer = await fetch(`${workspace.url}/_v/any/visit`, {
      headers: { cookie: cookie.join('; ') },
    })
    expect(await answer.json()).toEqual({
      namespaces: { authentication: { storeUserEmail: { value: 'ana@shop.example' } } },
      isShopper: true,
      settings: { key: 'a' },
    })
  })

  it('is answered from the file of stubs, or told that nothing plays what it calls', async () => {
    const orders = async (host: string): Promise<unknown> =>
      (await get(`/_v/any/orders/${host}`)).json()
    expect(await orders('erp.example.com')).toEqual({ order: '7' })
    expect(await orders('other.example.com')).toMatchObject({ status: 502, code: 'UnknownHost' })
    expect(await orders('other.example.org')).toMatchObject({ status: 403 })
  })

  it('works out of a session what vtex.session declares', async () => {
    const login = await fetch(`${workspace.url}/_local/vtexid/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ shopper: 'bia@shop.example' }),
    })
    const cookie = login.headers.getSetCookie().map(one => one.split(';', 1)[0])
    const answer = await fetch(`${workspace.url}/api/sessions?items=any.*`, {
      headers: { cookie: cookie.join('; ') },
    })
    expect(await answer.json()).toMatchObject({
      namespaces: { any: { greeting: { value: 'ola bia@shop.example' } } },
    })
  })

  it('is led to the workspace with fetch, too, and asked for its policies', async () => {
    expect(await (await get('/_v/any/fetched')).json()).toMatchObject([
      { status: 200, body: { order: '8' } },
      { status: 403, body: { code: 'OutboundAccessDenied' } },
    ])
  })

  it('sends events and hears them, and keeps files in VBase', async () => {
    await fetch(`${workspace.url}/_v/any/say`, { method: 'POST' })
    let heard: unknown = null
    for (let look = 0; look < 100 && heard === null; look += 1) {
      heard = await (await get('/_v/any/said')).json().catch(() => null)
      if (heard === null) await new Promise(resolve => setTimeout(resolve, 50))
    }
    expect(heard).toEqual({ text: 'listen' })
  })

  it('answers GraphQL of several files, with names for ages of the cache', async () => {
    const answer = await fetch(`${workspace.url}/_v/private/graphql/v1`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ book(id: "7") { id name missing } }' }),
    })
    expect(await answer.json()).toMatchObject({
      data: { book: { id: '7', name: 'Book 7', missing: null } },
    })
  })

  it('has its entities in Master Data, under the name that its builder gives', async () => {
    const { tokens, app } = workspace.parts.platform
    const answer = await fetch(
      `${workspace.url}/api/dataentities/acme_any_app_test_notes/schemas/1.2.3`,
      { headers: { VtexIdclientAutCookie: tokens.appToken('lojademo', app.id) } }
    )
    expect(await answer.json()).toMatchObject({ 'v-indexed': ['text'] })
  })

  it('has its pages in the Admin, and the first of them is where a visitor arrives', async () => {
    expect(workspace.home).toBe('/admin/any')
    expect(workspace.app.pages).toEqual([['Any page', '/admin/any']])
    const page = await (await get('/admin/app/any')).text()
    const scripts = [...page.matchAll(/src="([^"]+)"/g)].map(match => String(match[1]))
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect((await get(script)).status).toBe(200)
  })

  it.each([
    'Builder rocket 9.x',
    'memory is 4096',
    'TypeScript',
    'react/ has no NoPage',
    'The page BadPage cannot be bundled',
    'masterdata/broken/schema.json is left out',
  ])('is told of what is wrong or not played: %s', words => {
    expect(workspace.app.told.join('\n')).toContain(words)
  })

  it('follows the clock of the workspace, and a sleep ends with it, long before its 15 s have passed', async () => {
    const sleeping = get('/_v/any/now?sleep=15000')
    await new Promise(resolve => setTimeout(resolve, 200))
    const days = 3 * 24 * 60 * 60 * 1000
    const began = Date.now()
    const moved = await fetch(`${workspace.url}/_local/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ advanceMs: days }),
    })
    expect(await moved.json()).toMatchObject({ offsetMs: days })
    for (const answer of [await sleeping, await get('/_v/any/now')]) {
      const { now, iso } = (await answer.json()) as { now: number; iso: string }
      expect(now - days).toBeGreaterThanOrEqual(began)
      expect(now - days).toBeLessThanOrEqual(Date.now())
      expect(Date.parse(iso)).toBeGreaterThan(began + days)
    }
    // It takes two seconds at most where nothing else runs.
    expect(Date.now() - began).toBeLessThan(10_000)
  })

  it('has a store beside it, and no Carrefour', async () => {
    expect((await get('/console/store')).status).toBe(200)
    expect(await (await get('/console/store')).text()).not.toContain('/console/carrefour')
    expect((await get('/console/carrefour')).status).toBe(404)
  })
})

describe('an app beside it', () => {
  const ask = async (what: string) => {
    const answer = await get(`/_v/any/ask/${what}`)
    return { status: answer.status, body: (await answer.json()) as unknown }
  }

  it('answers the private route whose policies name the first, as itself', async () => {
    expect(await ask('secret')).toEqual({
      status: 200,
      body: { app: 'acme.beside-test@2.0.1', account: 'lojademo' },
    })
  })

  it('refuses the one whose policies name nobody, and has no others', async () => {
    expect(await ask('closed')).toMatchObject({ status: 403, body: { code: 'Forbidden' } })
    expect(await ask('gone')).toMatchObject({ status: 404, body: { code: 'NotFound' } })
  })

  it('answers GraphQL to an app that holds the policy, and to pages that name it', async () => {
    expect(await ask('graphql')).toMatchObject({ status: 200, body: { data: { page: 'page 7' } } })
    const gateway = (query: string) =>
      fetch(`${workspace.url}/_v/private/graphql/v1`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query }),
      })
    const named = (app: string) => `{ page(n: 3) @context(provider: "${app}") }`
    expect(await (await gateway(named('acme.beside-test@2.x'))).json()).toMatchObject({
      data: { page: 'page 3' },
    })
    expect((await gateway(named('acme.gone'))).status).toBe(404)
  })

  it('hears the events of the first, and keeps files of its own', async () => {
    await fetch(`${workspace.url}/_v/any/say`, { method: 'POST' })
    let heard: unknown = null
    for (let look = 0; look < 100 && heard === null; look += 1) {
      heard = await (await get('/_v/beside/heard')).json().catch(() => null)
      if (heard === null) await new Promise(resolve => setTimeout(resolve, 50))
    }
    expect(heard).toEqual({ besides: { text: 'listen' } })
  })
})
