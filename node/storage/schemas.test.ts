import { createHash } from 'crypto'

import { describe, expect, it } from '@jest/globals'

import { olderSchemas, SCHEMA_NAMES, SCHEMAS } from './schemas'

describe.each(Object.entries(SCHEMAS))('the schema of a %s', (_, schema) => {
  it('expect one plain type a field: the indexer takes it from there', () => {
    for (const field of Object.values(schema.properties))
      expect((field as { type: unknown }).type).toEqual(expect.any(String))
  })

  it('expect it to name every field that it indexes, asks for or answers', () => {
    const named = [...schema['v-indexed'], ...schema['v-default-fields'], ...schema.required]
    expect(named.filter(field => !(field in schema.properties))).toEqual([])
  })
})

/**
 * What each schema was when it was published first. Master Data indexes every document anew when a schema is saved with
 * another content, and searches see a part meanwhile. So never change a line here: put a new name before the others in
 * `SCHEMA_NAMES`, and its content below them.
 */
const PUBLISHED = {
  v1: '91bc80f632394254',
} as const

describe('the names of the schemas', () => {
  it('expect another name for another content', () => {
    const [newest] = SCHEMA_NAMES
    const now = createHash('sha256').update(JSON.stringify(SCHEMAS)).digest('hex').slice(0, 16)
    expect(PUBLISHED[newest as keyof typeof PUBLISHED]).toBe(now)
    expect([...SCHEMA_NAMES].sort()).toEqual(Object.keys(PUBLISHED).sort())
  })

  it('expect those that a schema replaced, the latest first, in production and in development', () => {
    const names = ['v3', 'v2', 'v1']
    expect(olderSchemas('v3', names)).toEqual(['v2', 'v1'])
    expect(olderSchemas('v2-development', names)).toEqual(['v1-development'])
    expect(olderSchemas('v1', names)).toEqual([])
    expect(olderSchemas('another', names)).toEqual([])
  })
})
