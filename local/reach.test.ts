import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, expect, it } from '@jest/globals'

import { pagesLeftOut, reachOf } from './reach'

const MANIFEST = { vendor: 'acme', name: 'app', version: '2.1.0' }

const made: string[] = []
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
})

function anApp(files: Readonly<Record<string, unknown>>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'reach-'))
  made.push(dir)
  const all = { 'manifest.json': MANIFEST, ...files }
  for (const [file, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(
      path.join(dir, file),
      typeof content === 'string' ? content : JSON.stringify(content)
    )
  }
  return dir
}

const service = {
  ...{ memory: 128, timeout: 10 },
  routes: {
    open: { path: '/_v/open', public: true },
    closed: { path: '/_v/closed' },
  },
  events: { onOrder: { topics: ['created'], sender: 'acme.orders' }, any: { keys: ['said'] } },
}

it('given graphql/ without its builder, expect no GraphQL: VTEX does not read the folder', () => {
  const uploadedDir = anApp({ 'graphql/schema.graphql': 'type Query { row: Int }' })
  expect(JSON.stringify(reachOf({ service, uploadedDir }))).not.toContain('GraphQL')
})

it('given an app, expect its GraphQL, its routes for apps and the events that it hears', () => {
  const uploadedDir = anApp({
    'manifest.json': { ...MANIFEST, builders: { graphql: '2.x' } },
    'graphql/schema.graphql': 'type Query { row: Int }',
  })
  expect(reachOf({ service, uploadedDir })).toEqual([
    ['GraphQL', 'POST /_v/private/graphql/v1 of acme.app'],
    ['Route for apps', 'http://app.io.vtex.com/acme.app/v2/ACCOUNT/WORKSPACE/_v/closed'],
    ['Hears', 'created of acme.orders (onOrder)'],
    ['Hears', 'said of any app (any)'],
  ])
})

it('given an app with pages that is not the first, expect it said how to see them', () => {
  const routes = { 'admin.app.a': { component: 'A', path: '/admin/app/a' } }
  expect(pagesLeftOut({ uploadedDir: anApp({}) })).toEqual([])
  const [line] = pagesLeftOut({ uploadedDir: anApp({ 'admin/routes.json': routes }) })
  expect(line).toContain('acme.app: its 1 pages are not shown')
})
