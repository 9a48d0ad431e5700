import { createHash } from 'crypto'

import { describe, expect, it } from '@jest/globals'

import { olderSchemas, SCHEMA_NAMES, SCHEMAS } from './schemas'

describe.each(Object.entries(SCHEMAS))('the schema of a %s', (_, schema) => {
  it('has one plain type per field, which the indexer uses', () => {
    for (const field of Object.values(schema.properties))
      expect((field as { type: unknown }).type).toEqual(expect.any(String))
  })

  it('names every field that it indexes, searches or returns', () => {
    const named = [...schema['v-indexed'], ...schema['v-default-fields'], ...schema.required]
    expect(named.filter(field => !(field in schema.properties))).toEqual([])
  })
})

/**
 * Each schema as first published. Master Data reindexes every document when a schema is saved with another content, and
 * searches miss some of them meanwhile. So never change a line here: add a new name before the others in
 * `SCHEMA_NAMES`, and its content below them.
 */
const PUBLISHED = {
  v2: '13c414e48f4d5a00',
  v1: '91bc80f632394254',
} as const

describe('the names of the schemas', () => {
  it('differ for different contents', () => {
    const [newest] = SCHEMA_NAMES
    const now = createHash('sha256').update(JSON.stringify(SCHEMAS)).digest('hex').slice(0, 16)
    expect(PUBLISHED[newest as keyof typeof PUBLISHED]).toBe(now)
    expect([...SCHEMA_NAMES].sort()).toEqual(Object.keys(PUBLISHED).sort())
  })

  it('list those a schema replaced, latest first, in production and development', () => {
    const names = ['v3', 'v2', 'v1']
    expect(olderSchemas('v3', names)).toEqual(['v2', 'v1'])
    expect(olderSchemas('v2-development', names)).toEqual(['v1-development'])
    expect(olderSchemas('v1', names)).toEqual([])
    expect(olderSchemas('another', names)).toEqual([])
  })
})
