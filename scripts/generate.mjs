import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { codegen } from '@graphql-codegen/core'
import * as operations from '@graphql-codegen/typescript-operations'
import * as resolvers from '@graphql-codegen/typescript-resolvers'
import * as types from '@graphql-codegen/typescript'
import { parse } from 'graphql'
import * as prettier from 'prettier'
import { globSync } from 'tinyglobby'
import * as documentsPlugin from './generate/documents.mjs'
import { causeEnum, causeTable } from './generate/causes.mjs'
import { configurationFragment, newForm } from './generate/form.mjs'
import { messageFiles } from './generate/messages.mjs'

/**
 * Types of the GraphQL contract, from graphql/ and the operations in react/graphql/; messages/ in order, and what is made
 * of it:
 *
 *   node scripts/generate.mjs           writes the files
 *   node scripts/generate.mjs --check   only says which of them are out of date, and then fails
 */

const ROOT = path.resolve(import.meta.dirname, '..')
const PAGES = 'react/api/generated.ts'
const SERVICE = 'node/generated/schema.ts'

/** What VTEX IO adds to every app's schema. */
const PLATFORM = `
  enum IOAuthScope { PUBLIC PRIVATE }
  directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION
`

const HEAD =
  '/* Made by `npm run generate` from graphql/ and react/graphql/: never edited by hand. */'

const read = file =>
  existsSync(path.join(ROOT, file)) ? readFileSync(path.join(ROOT, file), 'utf8') : ''
const filesOf = pattern => globSync(pattern, { cwd: ROOT }).sort()

/** Made first, since the rest is made of the schema. */
const CAUSE_ENUM = ['graphql/types/Cause.graphql', causeEnum()]

const schema = parse(
  [
    PLATFORM,
    ...filesOf('graphql/**/*.graphql')
      .filter(file => file !== CAUSE_ENUM[0])
      .map(read),
    CAUSE_ENUM[1],
  ].join('\n')
)
const FRAGMENT = ['react/graphql/configurationFields.graphql', configurationFragment(schema)]

const documents = filesOf('react/graphql/*.graphql').map(file => ({
  location: path.posix.relative(path.posix.dirname(PAGES), file),
  document: parse(file === FRAGMENT[0] ? FRAGMENT[1] : read(file)),
}))

const COMMON = {
  immutableTypes: true,
  useTypeImports: true,
  scalars: { ID: 'string' },
  strictScalars: true,
}

/** The pages leave the app's name out: every type of the schema is Carrefour's. */
const named = name => documentsPlugin.pascal(name.replace(/Carrefour/i, ''))

const makePages = () =>
  codegen({
    filename: PAGES,
    schema,
    documents,
    pluginMap: { operations, documents: documentsPlugin },
    plugins: [{ operations: {} }, { documents: {} }],
    config: {
      ...COMMON,
      // Objects that name the values, since a page lists them; `enum` would not take a plain text.
      enumType: 'const',
      namingConvention: { typeNames: named, enumValues: 'keep' },
      // A fragment's type bears its name: `Process`. What an operation answers and takes: `ProcessesData`, `ProcessesVariables`.
      omitOperationSuffix: true,
      operationResultSuffix: 'Data',
      arrayInputCoercion: false,
      // An answer's type names the fragments that it is made of.
      inlineFragmentTypes: 'combine',
    },
  })

const makeService = () =>
  codegen({
    filename: SERVICE,
    schema,
    documents: [],
    pluginMap: { types, resolvers },
    plugins: [{ types: {} }, { resolvers: {} }],
    config: {
      ...COMMON,
      enumType: 'string-literal',
      enumsAsTypes: true,
      contextType: '../compose#HttpContext',
      avoidOptionals: { field: true },
      maybeValue: 'T | null',
      inputMaybeValue: 'T | null | undefined',
      noSchemaStitching: true,
    },
  })

const check = process.argv.includes('--check')
const made = [...messageFiles(), CAUSE_ENUM, FRAGMENT]
for (const [file, make] of [
  [PAGES, makePages],
  [SERVICE, makeService],
  ['react/api/causes.ts', causeTable],
  ['react/api/form.ts', () => newForm(schema)],
]) {
  const options = await prettier.resolveConfig(path.join(ROOT, file))
  const text = await prettier.format(`${HEAD}\n${await make()}`, { ...options, filepath: file })
  made.push([file, text])
}
const stale = made.filter(([file, text]) => text !== read(file))
if (!check) for (const [file, text] of stale) writeFileSync(path.join(ROOT, file), text)
else if (stale.length > 0) {
  const names = stale.map(([file]) => file).join(', ')
  console.error(`Out of date: ${names}. Run \`npm run generate\` and commit the result.`)
  process.exit(1)
}
