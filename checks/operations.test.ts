import path from 'node:path'
import type { DefinitionNode, DocumentNode } from 'graphql'
import { buildSchema, parse, print, validate } from 'graphql'
import { describe, expect, it } from '@jest/globals'

import { OPERATIONS } from '../react/texts/keys'
import { files, read } from './repository'

/** What VTEX IO adds to every app's schema. */
const DIRECTIVES = `
  enum IOAuthScope { PUBLIC PRIVATE }
  directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION
`

const schema = buildSchema(
  DIRECTIVES +
    files()
      .filter(file => /^graphql\/.*\.graphql$/.test(file))
      .map(read)
      .join('\n')
)
const documents = files().filter(file => /^react\/.*\.graphql$/.test(file))
const isFragments = (file: string) => /Fields\.graphql$/.test(file)
const operations = documents.filter(file => !isFragments(file))
const fragments = documents.filter(isFragments).flatMap(file => parse(read(file)).definitions)

describe('the operations of the pages', () => {
  it('are there', () => {
    expect(operations.length).toBeGreaterThan(5)
  })

  it('that change something each have words in the history', () => {
    expect([...OPERATIONS].sort()).toEqual(
      Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()
    )
  })

  it.each(operations)('%s is one operation that the schema can answer', file => {
    const document = parse(read(file))
    expect(document.definitions).toHaveLength(1)
    expect(validate(schema, withFragments(document)).map(String)).toEqual([])
  })

  it.each(documents)('%s is used by one module', file => {
    const name = path.basename(file)
    const users = files().filter(
      one =>
        /^react\/.*\.tsx?$/.test(one) &&
        !one.includes('/testing/') &&
        read(one).includes(`/${name}'`)
    )
    expect(users).toHaveLength(1)
  })
})

/** As `withConnectionFields` and `withJobFields` make it: with the fragments that it names, and those that they name. */
function withFragments(document: DocumentNode): DocumentNode {
  const named = [...print(document).matchAll(/\.\.\.(\w+Fields)/g)].map(match => match[1])
  const known = document.definitions.map(nameOf)
  const missing = fragments.filter(
    one => named.includes(nameOf(one)) && !known.includes(nameOf(one))
  )
  return missing.length === 0
    ? document
    : withFragments({ ...document, definitions: [...document.definitions, ...missing] })
}

const nameOf = (definition: DefinitionNode) =>
  definition.kind === 'FragmentDefinition' ? definition.name.value : ''
