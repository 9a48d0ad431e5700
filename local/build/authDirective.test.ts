import { describe, expect, it } from '@jest/globals'

import { ROOT } from '../root'
import { readManifest } from '../config'

import { refusedByGraphqlBuilder } from './authDirective'
import { joinSchema } from './schema'

const refused = (schema: string, graphql = '2.x') =>
  refusedByGraphqlBuilder({ builders: { graphql } }, schema)

describe('graphql builder 2.x', () => {
  it.each([
    ['a query without @auth', 'type Query { a: Int }', 'Query.a has no @auth'],
    ['a mutation without @auth', 'type Mutation { a: Int }', 'Mutation.a has no @auth'],
    [
      'a query of an extension',
      'type Query { a: Int @auth(scope: PUBLIC) } extend type Query { b: Int }',
      'Query.b has no @auth',
    ],
    ['no scope', 'type Query { a: Int @auth }', 'Query.a has @auth without scope'],
    [
      'the arguments of 1.x',
      'type Query { a: Int @auth(productCode: "64", resourceCode: "x") }',
      'Query.a has @auth without scope',
    ],
    ['another scope', 'type Query { a: Int @auth(scope: SECRET) }', 'Query.a has @auth without'],
    [
      'a private one for nobody',
      'type Query { a: Int @auth(scope: PRIVATE) }',
      'Query.a has @auth(scope: PRIVATE) without productCode and resourceCode',
    ],
    [
      'a private one of a product alone',
      'type Query { a: Int @auth(scope: PRIVATE, productCode: "64") }',
      'Query.a has @auth(scope: PRIVATE) without resourceCode',
    ],
    [
      'an empty resource',
      'type Query { a: Int @auth(scope: PRIVATE, productCode: "64", resourceCode: "") }',
      'without resourceCode',
    ],
  ])('refuses %s', (_, schema, said) => {
    expect(refused(schema)).toEqual([expect.stringContaining(said)])
    expect(refused(schema, '3.x')).toHaveLength(1)
    expect(refused(schema, '1.x')).toEqual([])
  })

  it('takes what says who may ask, and asks nothing of other types or of no schema', () => {
    const fields = `a: Int @auth(scope: PUBLIC)
      b: Int @cacheControl(maxAge: 1) @auth(scope: PRIVATE, productCode: "64", resourceCode: "x")`
    expect(refused(`type Query { ${fields} } type Row { a: Int } input More { a: Int }`)).toEqual(
      []
    )
    expect(refused('')).toEqual([])
  })

  it('takes this app, and would not without one of its directives', () => {
    const [manifest, schema] = [readManifest(ROOT), joinSchema(ROOT)]
    expect(refusedByGraphqlBuilder(manifest, schema)).toEqual([])
    const open = schema.replace(/@auth\([^)]*\)/, '')
    expect(refusedByGraphqlBuilder(manifest, open)).toHaveLength(1)
  })
})
