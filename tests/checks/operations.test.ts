import path from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from '@jest/globals'

import { readDocuments } from '../../local/admin/operations'
import { OPERATION_KEYS } from '../../react/ui/keys'
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
const GENERATED = 'react/api/generated.ts'
const generated = read(GENERATED)
const documents = readDocuments(ROOT)
const operations = [...documents].flatMap(([file, { stored }]) =>
  stored === null ? [] : [{ file, text: stored.text }]
)

describe('the operations of the pages', () => {
  it('are there', () => {
    expect(operations.length).toBeGreaterThan(5)
  })

  it('that change something each have words in the history', () => {
    expect(Object.keys(OPERATION_KEYS).sort()).toEqual(
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
    const own = parse(read(one.file)).definitions
    expect(own.filter(({ kind }) => kind === 'OperationDefinition')).toHaveLength(1)
    expect(validate(schema, parse(one.text)).map(String)).toEqual([])
  })

  it.each(operations)('$file is imported by the generated module alone, and used', ({ file }) => {
    const code = files().filter(one => /^react\/.*\.tsx?$/.test(one) && !one.includes('/testing/'))
    const users = code.filter(one => read(one).includes(`/${path.basename(file)}'`))
    expect(users).toEqual([GENERATED])
    const imported = new RegExp(`import (\\w+) from '[^']*/${path.basename(file)}'`).exec(generated)
    const constant = new RegExp(`const (\\w+):[^=]*= \\{\\s*document: ${imported?.[1]},`).exec(
      generated
    )
    const used = new RegExp(`\\b${constant?.[1]}\\b`)
    expect(code.filter(one => one !== GENERATED && used.test(read(one)))).not.toEqual([])
  })
})
