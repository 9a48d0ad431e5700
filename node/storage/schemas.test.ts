import { describe, expect, it } from '@jest/globals'

import { SCHEMAS } from './schemas'

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
