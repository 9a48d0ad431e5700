import path from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from '@jest/globals'

import { readDocuments } from '../../local/admin/operations'
import { OPERATIONS } from '../../react/texts/keys'
import { files, read, ROOT } from './repository'

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
const documents = readDocuments(ROOT)
const operations = [...documents].flatMap(([file, { stored }]) =>
  stored === null ? [] : [{ file, text: stored.text }]
)

describe('the operations of the pages', () => {
  it('are there', () => {
    expect(operations.length).toBeGreaterThan(5)
  })

  it('that change something each have words in the history', () => {
    expect([...OPERATIONS].sort()).toEqual(
      Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()
    )
  })

  it('are in every file that has no fragments only, and each file is uploaded', () => {
    const written = files().filter(file => /^react\/.*\.graphql$/.test(file))
    expect([...documents.keys()].sort()).toEqual(written.sort())
    const others = written.filter(file => !operations.some(one => one.file === file))
    expect(others.filter(file => !file.endsWith('Fields.graphql'))).toEqual([])
  })

  it.each(operations)('$file is one operation whose stored text the schema can answer', one => {
    expect(parse(read(one.file)).definitions).toHaveLength(1)
    expect(validate(schema, parse(one.text)).map(String)).toEqual([])
  })

  it.each(operations)('$file is used by one module', ({ file }) => {
    const name = path.basename(file)
    const users = files().filter(
      one =>
        /^react\/.*\.tsx?$/.test(one) &&
        !one.includes('/testing/') &&
        one !== 'react/api/generated.ts' &&
        read(one).includes(`/${name}'`)
    )
    expect(users).toHaveLength(1)
  })
})
