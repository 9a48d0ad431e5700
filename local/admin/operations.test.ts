import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { execute, type FetchResult, Observable, type Operation } from 'apollo-link'
import { buildSchema, parse, validate } from 'graphql'
import { disableFragmentWarnings } from 'graphql-tag'
import { afterEach, describe, expect, it } from '@jest/globals'

import { ROOT } from '../workspace'

import { operationsOf, readDocuments } from './operations'
import { persistedLink } from './shell/page/persistedLink'

// Each case is a separate app, so that fragment names may repeat.
disableFragmentWarnings()

const schema = buildSchema('type Row { id: ID, name: String } type Query { row: Row, rows: [Row] }')
const FIELDS = 'fragment fields on Row { id }'

const made: string[] = []
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true })
})

/** An app of these files below react/. */
function anApp(
  files: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {}
) {
  const root = mkdtempSync(path.join(tmpdir(), 'operations-'))
  made.push(root)
  const manifest = JSON.stringify({ vendor: 'acme', name: 'app', version: '1.0.0' })
  const all = { 'manifest.json': manifest, ...more }
  for (const [file, text] of Object.entries(files)) Object.assign(all, { [`react/${file}`]: text })
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  const read = () => readDocuments(root)
  const one = (file: string) => read().get(`react/${file}`)
  const textOf = (file: string) => one(file)?.stored?.text ?? ''
  return { read, one, textOf, problemsOf: (file: string) => validate(schema, parse(textOf(file))) }
}

/** What a page sends for a document. */
function sent(query: Parameters<typeof execute>[1]['query']): Operation {
  const seen: Operation[] = []
  const end = (operation: Operation): Observable<FetchResult> => {
    seen.push(operation)
    return Observable.of({ data: {} })
  }
  execute(persistedLink.concat(end), { query }).subscribe(() => undefined)
  const [operation] = seen
  if (operation === undefined) throw new Error('nothing was sent')
  return operation
}

describe('a file of the pages', () => {
  it('in graphql/, beside the schema, is stored as one of react/ is', () => {
    const { read } = anApp(
      {},
      {
        'graphql/rows.graphql': '{ rows { id } }',
        'graphql/schema.graphql': 'type Query { a: Int }',
      }
    )
    expect(read().get('graphql/rows.graphql')?.stored?.text).toContain('rows')
    expect(read().has('graphql/schema.graphql')).toBe(false)
  })

  it('with an #import is stored with what it imports, also through another file', () => {
    const app = anApp({
      'a.graphql': "#import './parts/b.graphql'\nquery a { rows { ...two } }",
      'parts/b.graphql': "#import '../fields.graphql'\nfragment two on Row { name ...fields }",
      'fields.graphql': FIELDS,
    })
    expect(app.problemsOf('a.graphql')).toEqual([])
    expect(app.textOf('a.graphql')).toContain('fragment fields on Row')
    expect(app.one('fields.graphql')?.stored).toBeNull()
  })

  it.each([
    ['no #import', ''],
    [
      'an #import after the first definition',
      "query first { row { id } }\n#import './f.graphql'\n",
    ],
    ['an #import in other letters', "#Import './f.graphql'\n"],
  ])('with %s lacks the fragment of another file', (_, head) => {
    const text = `${head}query a { rows { ...fields } }`
    const one = head.startsWith('query')
      ? `query a { rows { ...fields } }\n#import './f.graphql'`
      : text
    const app = anApp({ 'a.graphql': one, 'f.graphql': FIELDS })
    expect(app.problemsOf('a.graphql').map(({ message }) => message)).toEqual([
      'Unknown fragment "fields".',
    ])
  })

  it('holds a fragment once that two ways lead to', () => {
    const app = anApp({
      'a.graphql':
        "#import './b.graphql'\n#import './f.graphql'\nquery a { rows { ...b ...fields } }",
      'b.graphql': "#import './f.graphql'\nfragment b on Row { ...fields }",
      'f.graphql': FIELDS,
    })
    expect(app.problemsOf('a.graphql')).toEqual([])
  })

  it('asks for the types that the cache of the pages needs', () => {
    const { textOf } = anApp({ 'a.graphql': '{ rows { id } }' })
    expect(textOf('a.graphql')).toMatch(/id\s+__typename/)
  })

  it.each([
    [
      'imports a missing file',
      /a.graphql imports react\/f.graphql, which is not uploaded/,
      "#import './f.graphql'\n{ rows { id } }",
      {},
    ],
    [
      'imports from a package',
      /a.graphql imports x\/f.graphql: only/,
      "#import 'x/f.graphql'\n{ rows { id } }",
      {},
    ],
    ['imports itself', /a.graphql imports itself/, "#import './a.graphql'\n{ rows { id } }", {}],
    [
      'imports what is not uploaded',
      /imports react\/hidden\/f.graphql, which is not uploaded/,
      "#import './hidden/f.graphql'\n{ rows { ...fields } }",
      { 'react/hidden/f.graphql': FIELDS, '.vtexignore': 'react/hidden\n' },
    ],
    [
      'imports from outside',
      /imports f.graphql, which is not uploaded/,
      "#import '../f.graphql'\n{ rows { ...fields } }",
      { 'f.graphql': FIELDS },
    ],
    [
      'has two operations',
      /a.graphql has several operations/,
      'query a { rows { id } } query b { rows { id } }',
      {},
    ],
    ['is no GraphQL', /Syntax Error/, 'query {', {}],
    ['is only a comment', /Syntax Error/, '# later\n', {}],
  ])('that %s is refused', (_, said, text, more) => {
    expect(() => anApp({ 'a.graphql': text }, more).read()).toThrow(said)
  })

  it('has another hash after each change of it or of what it imports, and the same otherwise', () => {
    const hashOf = (own: string, fields: string) =>
      anApp({ 'a.graphql': `#import './f.graphql'\n${own}`, 'f.graphql': fields }).one('a.graphql')
        ?.stored?.hash
    const own = 'query a { rows { ...fields } }'
    const first = hashOf(own, FIELDS)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(hashOf(own, FIELDS)).toBe(first)
    const others = [
      hashOf('query b { rows { ...fields } }', FIELDS),
      hashOf('query a { rows { name ...fields } }', FIELDS),
      hashOf(own, 'fragment fields on Row { id name }'),
    ]
    expect(new Set([first, ...others]).size).toBe(4)
  })
})

describe('a page', () => {
  it('sends the hash under which the text is stored and its app, and no text', () => {
    const app = anApp({
      'a.graphql': "#import './f.graphql'\nquery a { rows { ...fields } }",
      'f.graphql': FIELDS,
    })
    const one = app.one('a.graphql')
    if (!one?.stored) throw new Error('nothing is stored')
    const operation = sent(one.document)
    expect(operation.extensions).toEqual({
      persistedQuery: { version: 1, sha256Hash: one.stored.hash, sender: 'acme.app@1.0.0' },
    })
    expect(operation.getContext().http).toMatchObject({ includeQuery: false })
    expect(operationsOf(app.read())).toEqual({ [one.stored.hash]: one.stored.text })
  })

  it('cannot send an operation that is in no file', () => {
    expect(() => sent(parse('query a { rows { id } }'))).toThrow(/no hash/)
  })
})

it('the pages of this app have a hash for each operation, and no two the same', () => {
  const documents = [...readDocuments(ROOT).values()].filter(one => one.stored !== null)
  expect(documents.length).toBeGreaterThan(20)
  expect(Object.keys(operationsOf(readDocuments(ROOT)))).toHaveLength(documents.length)
})
