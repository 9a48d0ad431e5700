/**
 * Every operation of the pages against the service's own schema, directives and resolvers, executed in this process
 * by apollo-server-core over the platform's stand-in, as each kind of caller.
 */

import './vtexEnvironment'
import { createRequire } from 'node:module'
import { ApolloServerBase } from 'apollo-server-core'
import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type SelectionSetNode,
  buildSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  typeFromAST,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Clients, clients } from '../../node/compose'
import { Allowed, Recorded } from '../../node/guard/graphql'
import { plainErrorOf } from '../../node/guard/errors'
import { resolvers } from '../../node/resolvers'
import { anIoContext } from '../../node/testing/vtex'
import { readDocuments } from '../admin/operations'
import { joinSchema } from '../build/schema'
import { ROOT } from '../workspace'
import { type PlatformAlone, startPlatformAlone } from './platform-alone'

const HOME = 'lojademo'
const OTHER = 'outraloja'

/** How an operation ends for a caller. */
type Outcome = 'allowed' | 'UNAUTHENTICATED' | 'FORBIDDEN'
type Right = 'view' | 'reprocess' | 'configure'

/** Headers and cookie of a caller, and how an operation ends for it, by the right that the operation asks for. */
interface Caller {
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly ends: Readonly<Record<Right, Outcome>>
}

const all = (outcome: Outcome): Caller['ends'] => ({
  view: outcome,
  reprocess: outcome,
  configure: outcome,
})

let platform: PlatformAlone
const user = (name: string, account = HOME) =>
  platform.tokens.issue(account, `${name}@${account}.example`)

/** Whoever may call. License Manager's roles are those of the stand-in (`license-manager/roles.json`). */
const CALLERS: Readonly<Record<string, () => Caller>> = {
  'nobody signed in': () => ({ ends: all('UNAUTHENTICATED') }),
  'a token that VTEX ID does not know': () => ({
    cookie: 'junk',
    ends: all('UNAUTHENTICATED'),
  }),
  'an owner of another account': () => ({
    cookie: user('owner', OTHER),
    ends: all('UNAUTHENTICATED'),
  }),
  'an API key in place of a person': () => ({
    headers: { 'X-VTEX-API-AppKey': 'vtexappkey-lojademo-ABC', 'X-VTEX-API-AppToken': 'secret' },
    ends: all('UNAUTHENTICATED'),
  }),
  "the app's own token": () => ({
    cookie: platform.tokenOf(HOME),
    ends: all('FORBIDDEN'),
  }),
  'a person without a role': () => ({ cookie: user('stranger'), ends: all('FORBIDDEN') }),
  'a viewer': () => ({
    cookie: user('viewer'),
    ends: { ...all('FORBIDDEN'), view: 'allowed' },
  }),
  'an operator, who may reprocess': () => ({
    cookie: user('operator'),
    ends: { ...all('allowed'), configure: 'FORBIDDEN' },
  }),
  'an owner': () => ({ cookie: user('owner'), ends: all('allowed') }),
  'an owner whose token comes as a header': () => ({
    headers: { VtexIdclientAutCookie: user('owner') },
    ends: all('allowed'),
  }),
}

const FORM = {
  active: false,
  shopId: '',
  tradePolicy: '1',
  affiliateId: 'CRF',
  minimumStock: 0,
  sendKits: false,
  notificationEmail: '',
  carrefourUrl: 'https://carrefour.example',
  portalUrl: 'https://carrefour.example',
}

/** All that a page may ask for at once. */
const EVERY_PART = {
  connection: true,
  problems: true,
  jobs: true,
  counts: true,
  processes: true,
  health: true,
  reconcile: true,
}

/** What each field of the schema asks for, and the arguments of a call that fits. A new field is entered here. */
const FIELDS: Readonly<Record<string, readonly [Right, Readonly<Record<string, unknown>>?]>> = {
  carrefourActivity: ['view'],
  carrefourComparison: ['view', { skuId: '1' }],
  carrefourConfiguration: ['view'],
  carrefourConfigurationRules: ['view'],
  carrefourConnection: ['view'],
  carrefourExport: ['view'],
  carrefourHealth: ['view'],
  carrefourHistory: ['view'],
  carrefourPage: ['view', EVERY_PART],
  carrefourPermissions: ['view'],
  carrefourProblems: ['view'],
  carrefourPulse: ['view'],
  carrefourProcess: ['view', { skuId: '1' }],
  carrefourProcessCounts: ['view'],
  carrefourProcesses: ['view'],
  carrefourReconcile: ['view'],
  carrefourReprocessJob: ['view', { id: 'x' }],
  carrefourReprocessJobs: ['view'],
  carrefourReprocessPlan: ['view', { filter: {} }],
  carrefourReprocessReceipt: ['view', { id: 'x' }],
  carrefourSendingFiles: ['view', { id: 'x' }],
  carrefourSendings: ['view'],
  carrefourTradePolicies: ['configure'],
  cancelCarrefourReprocess: ['reprocess', { id: 'x' }],
  decideCarrefourBrake: ['reprocess', { decision: 'KEEP', since: '2026-11-26T12:00:00.000Z' }],
  dismissCarrefourProblem: ['reprocess', { id: 'NOT_CATALOGED', dismissed: true }],
  reprocessCarrefourBlocked: ['reprocess'],
  reprocessCarrefourSkus: ['reprocess', { skuIds: ['1'] }],
  startCarrefourReconcile: ['reprocess'],
  startCarrefourReprocess: ['reprocess', { filter: {}, key: 'k' }],
  disconnectCarrefour: ['configure'],
  forgetCarrefourPerson: ['configure', { person: 'someone@lojademo.example' }],
  renewCarrefourWebhook: ['configure'],
  saveCarrefourConfiguration: ['configure', { input: FORM }],
  switchCarrefourConnection: ['configure', { active: false }],
  testCarrefourAlert: ['configure'],
  testCarrefourShopKey: ['configure'],
}

/** One operation: a stored one of the pages, or the least one for a field that no page asks for. */
interface Operation {
  readonly name: string
  readonly text: string
  readonly field: string
}

const SDL = joinSchema(ROOT)

/** The types that arguments have. */
const TYPES = buildSchema(
  `enum IOAuthScope { PUBLIC PRIVATE }
   directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION
   ${SDL}`
)
const OPERATIONS = operationsOf()

/** The runtime's own: it adds `@auth`. */
const { makeSchema } = createRequire(require.resolve('@vtex/api'))(
  '@vtex/api/lib/service/worker/runtime/graphql/schema'
) as { readonly makeSchema: (options: object) => { readonly schema: GraphQLSchema } }

let schema: GraphQLSchema
let server: ApolloServerBase

beforeAll(async () => {
  platform = await startPlatformAlone([HOME, OTHER])
  process.env.http_proxy = platform.url
  const schemaDirectives = { allowed: Allowed, recorded: Recorded }
  ;({ schema } = makeSchema({ schema: SDL, resolvers, schemaDirectives }))
  server = new ApolloServerBase({
    schema,
    formatError,
    context: (context: unknown) => context as object,
  })
})
afterAll(async () => {
  delete process.env.http_proxy
  await platform.stop()
})

const silent = (): void => undefined

/** The runtime's context of one request, with the service's real clients. */
function contextOf({ cookie, headers = {} }: Caller): object {
  const logger = { info: silent, warn: silent, error: silent } as never
  const vtex = anIoContext({ account: HOME, authToken: platform.tokenOf(HOME), logger })
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    vtex,
    clients: new Clients(clients.options, vtex),
    cookies: { get: (name: string) => (name === 'VtexIdclientAutCookie' ? cookie : undefined) },
    get: (name: string) => lower.get(name.toLowerCase()) ?? '',
    method: 'POST',
    is: () => 'application/json',
  }
}

/** The errors as the service answers them, and for an unexpected one what failed. */
function formatError(error: GraphQLError) {
  const { message, code, reason } = plainErrorOf(error)
  return { message, extensions: { code: reason === null ? code : `${code} (${reason})` } }
}

async function execute(query: string, variables: object, caller: Caller) {
  const { data, errors = [] } = await server.executeOperation(
    { query, variables },
    contextOf(caller)
  )
  return { data: data ?? null, failures: errors.map(({ extensions }) => String(extensions?.code)) }
}

it('every field of the schema is in the table, and nothing else', () => {
  const roots = [schema.getQueryType(), schema.getMutationType()]
  const fields = roots.flatMap(type => Object.keys(type?.getFields() ?? {}))
  expect(Object.keys(FIELDS).sort()).toEqual(fields.sort())
})

it('every operation of the pages is tried, and so is every field that no page asks for', () => {
  const stored = [...readDocuments(ROOT).values()].filter(({ stored: one }) => one !== null)
  expect(OPERATIONS.length).toBeGreaterThanOrEqual(stored.length)
  expect([...new Set(OPERATIONS.map(({ field }) => field))].sort()).toEqual(
    Object.keys(FIELDS).sort()
  )
})

describe.each(Object.keys(CALLERS))('given %s', name => {
  it.each(OPERATIONS)('$name', async ({ text, field }) => {
    const caller = CALLERS[name]?.() ?? { ends: all('UNAUTHENTICATED') }
    const [right, variables = {}] = FIELDS[field] ?? ['view']
    const { data, failures } = await execute(text, variables, caller)
    const outcome = caller.ends[right]
    expect(failures).toEqual(outcome === 'allowed' ? [] : [outcome])
    if (outcome === 'allowed') expect(missingIn(data, text)).toEqual([])
  })
})

describe('given an owner with values that fit their types and nothing else', () => {
  it.each(OPERATIONS)(
    '$name',
    async ({ text }) => {
      const owner: Caller = { cookie: user('owner'), ends: all('allowed') }
      for (const variables of hostile(text)) {
        const { failures } = await execute(text, variables, owner)
        const others = failures.filter(code => !REFUSALS.includes(code))
        if (others.length > 0)
          throw new Error(`${others.join()}: ${JSON.stringify(variables).slice(0, 300)}`)
      }
      // Each try of the page's one operation asks for all that a page shows.
    },
    120_000
  )
})

/** The codes of refusals that are the caller's to mend. */
const REFUSALS = ['BAD_USER_INPUT', 'OPERATION_TOO_LARGE', 'TOO_MANY_FIELDS']

function operationsOf(): readonly Operation[] {
  const stored = [...readDocuments(ROOT)].flatMap(([file, one]) =>
    one.stored === null
      ? []
      : [{ name: file, text: one.stored.text, field: fieldOf(one.stored.text) }]
  )
  const asked = new Set(stored.map(({ field }) => field))
  const unasked = Object.keys(FIELDS).filter(field => !asked.has(field))
  return [...stored, ...unasked.map(field => ({ name: field, text: leastOf(field), field }))]
}

function definitionOf(text: string) {
  const [operation] = parse(text).definitions
  if (operation?.kind !== 'OperationDefinition') throw new Error('The operation stands first')
  return operation
}

function fieldOf(text: string): string {
  const [selection] = definitionOf(text).selectionSet.selections
  return selection?.kind === 'Field' ? selection.name.value : ''
}

/** The operation that asks a field for as little as can be. */
function leastOf(name: string): string {
  const field =
    TYPES.getQueryType()?.getFields()[name] ?? TYPES.getMutationType()?.getFields()[name]
  const kind = TYPES.getQueryType()?.getFields()[name] ? 'query' : 'mutation'
  const given = field?.args.filter(({ type }) => isNonNullType(type)) ?? []
  const declared = given.map(one => `$${one.name}: ${String(one.type)}`).join(', ')
  const passed = given.map(one => `${one.name}: $${one.name}`).join(', ')
  const inner = /^(ID|String|Int|Boolean)!?$/.test(String(field?.type)) ? '' : '{ __typename }'
  return `${kind} ${declared ? `(${declared})` : ''} { ${name} ${passed ? `(${passed})` : ''} ${inner} }`
}

/** What the operation asked for and the answer lacks, members of unions apart. */
function missingIn(data: unknown, text: string): readonly string[] {
  const lacks = (set: SelectionSetNode | undefined, value: unknown, at: string): string[] => {
    if (Array.isArray(value)) return value.flatMap(one => lacks(set, one, at))
    if (typeof value !== 'object' || value === null || !set) return []
    return set.selections.flatMap(one => {
      if (one.kind !== 'Field') return []
      const key = one.alias?.value ?? one.name.value
      const found = (value as Readonly<Record<string, unknown>>)[key]
      return found === undefined ? [`${at}.${key}`] : lacks(one.selectionSet, found, `${at}.${key}`)
    })
  }
  return data === null ? ['data'] : lacks(definitionOf(text).selectionSet, data, '')
}

const LONG = 'x'.repeat(2_100)
const FEW = ['', 'x', '\ud800', LONG]
const TEXTS = process.env.LONG_TESTS
  ? [...FEW, ' ', '0', '-1', '1e9', '../../x', '%00', '\u0000', '"\\', '日本', '9'.repeat(30)]
  : FEW
const NUMBERS = [-2_147_483_648, -1, 0, 2_147_483_647]

/** Values of a type that its name allows and its meaning does not. */
function valuesOf(type: GraphQLInputType): readonly unknown[] {
  if (isNonNullType(type)) return valuesOf(type.ofType as GraphQLInputType)
  if (isListType(type)) {
    const inner = valuesOf(type.ofType as GraphQLInputType)
    return [[], inner, ...inner.map(one => [one])]
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    const least = Object.fromEntries(
      fields.flatMap(one => (isNonNullType(one.type) ? [[one.name, valuesOf(one.type)[0]]] : []))
    )
    return fields.flatMap(one => valuesOf(one.type).map(value => ({ ...least, [one.name]: value })))
  }
  if (String(type) === 'Int') return NUMBERS
  if (String(type) === 'Boolean') return [true, false]
  if (String(type) === 'String' || String(type) === 'ID') return TEXTS
  return TYPES.getType(String(type))?.astNode?.kind === 'EnumTypeDefinition'
    ? [enumValueOf(String(type))]
    : []
}

function enumValueOf(name: string): string | undefined {
  const node = TYPES.getType(name)?.astNode
  return node?.kind === 'EnumTypeDefinition' ? node.values?.[0]?.name.value : undefined
}

/** Variables of an operation, each in turn with every one of these values, the others as they fit. */
function hostile(text: string): readonly Readonly<Record<string, unknown>>[] {
  const [, fit = {}] = FIELDS[fieldOf(text)] ?? ['view']
  return (definitionOf(text).variableDefinitions ?? []).flatMap(({ variable, type }) =>
    valuesOf(typeFromAST(TYPES, type as never) as GraphQLInputType).map(value => ({
      ...fit,
      [variable.name.value]: value,
    }))
  )
}
