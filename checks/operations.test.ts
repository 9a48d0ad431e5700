import path from 'node:path'
import type { DocumentNode } from 'graphql'
import { buildSchema, parse, validate } from 'graphql'
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
    expect(parse(read(file)).definitions).toHaveLength(1)
    expect(validate(schema, documentOf(file)).map(String)).toEqual([])
  })

  it.each(operations)('%s is used by one module', file => {
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

/** What VTEX's builder stores for a file: its own definitions, and those of the files that it imports. */
function documentOf(file: string): DocumentNode {
  const text = read(file)
  const imported = [...text.matchAll(/^#import '(.+)'$/gm)].map(([, name]) =>
    documentOf(path.posix.join(path.posix.dirname(file), name ?? ''))
  )
  const own = parse(text)
  return { ...own, definitions: [own, ...imported].flatMap(({ definitions }) => definitions) }
}
