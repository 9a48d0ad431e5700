import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import {
  buildSchema,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  typeFromAST,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { readDocuments } from '../admin/operations'
import { joinSchema } from '../build/schema'
import { ROOT, startWorkspace, type Workspace } from '../workspace'

const dataDir = mkdtempSync(path.join(tmpdir(), 'persisted-'))
let workspace: Workspace
let cookie = ''

beforeAll(async () => {
  workspace = await startWorkspace({ port: 0, dataDir, replicas: 1, demo: false, quiet: true })
  const { tokens } = workspace.parts.platform
  cookie = `VtexIdclientAutCookie=${tokens.issue('lojademo', 'owner@lojademo.example')}`
}, 180_000)

afterAll(async () => {
  await workspace.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** What VTEX adds to every schema. */
const schema = buildSchema(
  `enum IOAuthScope { PUBLIC PRIVATE }
   directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION
   ${joinSchema(ROOT)}`
)

const operations = [...readDocuments(ROOT)].flatMap(([file, { stored }]) =>
  stored === null ? [] : [{ file, ...stored }]
)

/** The least that a type takes; undefined for what may be left out. */
function least(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return undefined
  const inner = type.ofType as GraphQLInputType
  if (isListType(inner)) return []
  if (isEnumType(inner)) return inner.getValues()[0]?.name
  if (isInputObjectType(inner))
    return Object.fromEntries(
      Object.values(inner.getFields()).map(field => [field.name, least(field.type)])
    )
  return { Int: 1, Boolean: false }[String(inner)] ?? 'x'
}

function variablesOf(text: string): Record<string, unknown> {
  const [operation] = parse(text).definitions
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation')
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      least(typeFromAST(schema, type as never) as GraphQLInputType),
    ])
  )
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly path?: unknown; readonly message: string }[]
}

/** Asks as an owner's page does. */
async function ask(body: object): Promise<{ status: number; body: Answer }> {
  const answer = await fetch(`${workspace.url}/_v/private/graphql/v1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: workspace.url },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Answer }
}

const byHash = (sha256Hash: string) => {
  const sender = workspace.parts.platform.app.id
  return { extensions: { persistedQuery: { version: 1, sha256Hash, sender } } }
}

describe('the gateway of a running workspace', () => {
  it.each(operations)('knows $file by its hash, and the service executes it', async one => {
    const variables = variablesOf(one.text)
    const { status, body } = await ask({ ...byHash(one.hash), variables })
    // What cannot be executed is refused as a whole; a failure of a field names its path.
    const refused = (body.errors ?? []).filter(({ path: of }) => of === undefined)
    expect([status, refused]).toEqual([200, []])
    expect(body).toHaveProperty('data')
  })

  it('does not know another hash, nor take a text from a page', async () => {
    const unknown = await ask(byHash('0'.repeat(64)))
    expect(unknown.body.errors?.[0]?.message).toBe('PersistedQueryNotFound')
    expect((await ask({ query: '{ carrefourPermissions { view } }' })).status).toBe(400)
  })

  it('serves pages that hold every hash, and no list of the operations', async () => {
    const folder = path.join(ROOT, '.build/admin/_assets')
    const scripts = readdirSync(folder)
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n')
    expect(operations.filter(({ hash }) => !scripts.includes(hash))).toEqual([])
    const answer = await fetch(`${workspace.url}/admin/operations.json`)
    expect(answer.headers.get('content-type')).toContain('text/html')
  })
})
