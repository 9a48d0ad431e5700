import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { describe, expect, it } from '@jest/globals'

import { atEnd } from '../platform/testing'
import { ROOT } from '../root'

import { disagreements, loadServiceParts, type ServiceParts } from './serviceParts'

const SCHEMA = `
  directive @allowed(to: Right) on FIELD_DEFINITION
  scalar Time
  enum Right { READ }
  type Row { id: ID! at: Time }
  type Query { rows: [Row] @auth(scope: PRIVATE) @allowed(to: READ) }
  extend type Query { row: Row @deprecated }
`
const DECLARED = { routes: ['notify'], events: ['work'] }

const parts = (changed: Partial<ServiceParts> = {}): ServiceParts => ({
  routes: ['notify'],
  events: ['work'],
  resolvers: { Query: ['rows', 'row'], Row: ['at'], Time: null },
  directives: ['allowed'],
  platformDirectives: ['auth', 'cacheControl'],
  problem: null,
  outside: [],
  ...changed,
})

const found = (changed: Partial<ServiceParts>, schema = SCHEMA) =>
  disagreements(parts(changed), DECLARED, schema)

describe('a service beside its service.json and schema', () => {
  it('given one that agrees, expect nothing said', () => {
    expect(found({})).toEqual([])
  })

  it('given an app without a schema, expect nothing said, and resolvers that it has all the same named', () => {
    expect(found({ resolvers: {}, directives: [] }, '')).toEqual([])
    expect(found({ resolvers: { Query: ['rows'] }, directives: [] }, '')).toEqual([
      'there are resolvers of Query, which the schema lacks',
    ])
  })

  it.each<[string, Partial<ServiceParts>, string]>([
    [
      'a route without a handler',
      { routes: [] },
      'the route notify of service.json has no handler in the service',
    ],
    [
      'an event without a handler',
      { events: [] },
      'the event work of service.json has no handler in the service',
    ],
    [
      'a handler of a route nobody declared',
      { routes: ['notify', 'tick'] },
      'the service handles the route tick, which service.json does not declare',
    ],
    [
      'a handler of an event nobody declared',
      { events: ['work', 'minute'] },
      'the service handles the event minute, which service.json does not declare',
    ],
    [
      'a field without a resolver, one of an extension',
      { resolvers: { Query: ['rows'] } },
      'Query.row of the schema has no resolver',
    ],
    [
      'a resolver of no field',
      { resolvers: { Query: ['rows', 'row', 'column'] } },
      'there is a resolver of Query.column, which the schema lacks',
    ],
    [
      'resolvers of no type',
      { resolvers: { Query: ['rows', 'row'], Column: ['id'] } },
      'there are resolvers of Column, which the schema lacks',
    ],
    [
      'a file from elsewhere',
      { outside: ['/elsewhere/koa.js'] },
      'the service loads a file that is not uploaded: /elsewhere/koa.js',
    ],
    [
      'packages from elsewhere, however many files',
      {
        outside: ['a', 'b', '@c/d', 'e', 'f', 'g', 'h'].flatMap(name => [
          `/elsewhere/node_modules/x/node_modules/${name}/index.js`,
          `/elsewhere/node_modules/${name}/lib/other.js`,
        ]),
      },
      'the service loads packages that node/package.json does not name: a, b, @c/d, e, f and 2 more',
    ],
    [
      'the runtime from elsewhere, with the packages that it needs',
      {
        outside: ['@vtex/api', 'fs-extra'].map(name => `/elsewhere/node_modules/${name}/index.js`),
      },
      'node/package.json does not name @vtex/api: the one that was found is not the app\'s choice. Name it in "dependencies"',
    ],
    [
      'what the runtime refuses',
      { problem: 'no such thing' },
      'the runtime refuses the service: no such thing',
    ],
  ])('given %s, expect it named', (_, changed, said) => {
    expect(found(changed)).toEqual([said])
  })

  it('given a directive that stands in the schema without code, expect it named once, declared or not', () => {
    const said = '@allowed stands in the schema, and no code implements it'
    expect(found({ directives: [] })).toEqual([said])
    const undeclared = SCHEMA.replace(/directive.*\n/, '')
    expect(found({ directives: [] }, undeclared)).toEqual([said])
    expect(found({}, SCHEMA.replace('@allowed(to: READ)', '@alowed(to: READ)'))).toEqual([
      '@alowed stands in the schema, and no code implements it',
    ])
  })

  it('given a directive that is declared or implemented alone, expect it named', () => {
    expect(found({}, `${SCHEMA} directive @more on FIELD_DEFINITION`)).toEqual([
      '@more is declared in the schema, and no code implements it',
    ])
    expect(found({ directives: ['allowed', 'more'] })).toEqual([
      'the service implements @more, which the schema does not declare',
    ])
  })
})

it.each(['module.exports = 1', 'exports.default = { routes: {} }'])(
  'given a service that is `%s`, expect it said what it must export',
  async code => {
    const appDir = mkdtempSync(path.join(tmpdir(), 'service-'))
    atEnd(() => rmSync(appDir, { recursive: true, force: true }))
    const folder = path.join(appDir, 'service/src/node')
    mkdirSync(folder, { recursive: true })
    const packages = path.join(ROOT, 'node_modules')
    symlinkSync(packages, path.join(folder, 'node_modules'))
    writeFileSync(path.join(folder, 'index.js'), code)
    writeFileSync(path.join(appDir, 'service/service.json'), '{}')
    writeFileSync(path.join(appDir, 'manifest.json'), '{"vendor":"a","name":"b","version":"1.0.0"}')
    await expect(loadServiceParts(appDir, packages)).rejects.toThrow('exports no Service')
  }
)
