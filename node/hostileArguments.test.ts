import { execute, isObjectType, isUnionType, parse } from 'graphql'
import { describe, expect, it } from '@jest/globals'

// Must come before the resolvers.
import { request, hostileVariables } from './testing/hostileArguments'
import { plainErrorOf } from './guard/errors'
import { EVERY_CAUSE } from './ledger/filter.logic'
import { aProcess, skuId, someChoices } from './testing/factories'
import { FakeCurrentUser } from './testing/fakes'
import { type RootField, readSchema, rootFieldsOf, wholeOf } from './testing/schema'
import { aStoredAccount } from './testing/storedAccount'
import { saveConfiguration } from './connection/save'
import { startJob } from './jobs/start'
import { runEngine, WORK_BUDGET } from './engine/engine'
import { resolvers } from './resolvers'

const schema = readSchema()
for (const [name, parts] of Object.entries<Readonly<Record<string, unknown>>>(resolvers)) {
  const type = schema.getType(name)
  if (isUnionType(type)) Object.assign(type, { resolveType: parts.__resolveType })
  if (!isObjectType(type)) continue
  for (const [field, resolve] of Object.entries(parts))
    Object.assign(type.getFields()[field] ?? {}, { resolve })
}
const FIELDS = rootFieldsOf(schema)

const OWNER = 'dona@lojademo.example'

async function aFullAccount() {
  const account = aStoredAccount({ person: OWNER })
  const { ports } = account
  const form = { ...someChoices(), version: null, shopKey: 'shop-key-of-the-demo-2001' }
  expect(await saveConfiguration(ports, form, OWNER)).toMatchObject({ kind: 'saved' })
  for (const [index, cause] of EVERY_CAUSE.entries())
    await ports.ledger.put(aProcess({ skuId: skuId(index + 1), status: 'ERROR', cause }))
  ports.store.sell(skuId(1), 7)
  await startJob(ports, { filter: { skuIds: ['1'] }, key: 'a', person: OWNER })
  await runEngine(ports, WORK_BUDGET)
  return account
}

/** Data that another version, or somebody else, may have left where the stores read. */
async function anOddAccount() {
  const account = await aFullAccount()
  const { documents, files } = account
  const odd = [
    {},
    { id: 'x', skuId: '007' },
    { id: '5', skuId: '5', status: 'NEW', cause: 'NEW', quantity: 'NaN', attempts: 'x' },
    { id: '6', skuId: '6', processedAt: 'never', attempts: [null, 1, { at: 'x', cause: {} }] },
    { id: '7', at: 'never', kind: 'NEW', fields: 5, count: 1e300 },
    { id: '8', at: '2026-11-02T12:00:00Z', kind: 'CONFIGURED', fields: [{}], count: -0.5 },
  ]
  for (const entity of documents.entities.values())
    for (const [index, document] of odd.entries()) entity.set(`odd${index}`, document)
  for (const [index, name] of files.names().entries())
    if (!name.includes('configuration')) files.put(name, [5, 'x', [], { a: null }][index % 4])
  return account
}

/** Every STEP-th value in the normal run, different ones per account; all in the long run. */
const STEP = process.env.LONG_TESTS ? 1 : 6

/** Failures of a field that no caller's mistake explains, each with its variables. */
async function internalErrors({ of, field }: RootField, from = 0): Promise<readonly unknown[]> {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`)
  const given = field.args.map(({ name }) => `${name}: $${name}`)
  const inBrackets = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join()})` : '')
  const document = parse(
    `${of} ${inBrackets(declared)} { ${field.name}${inBrackets(given)} ${wholeOf(field.type)} }`
  )
  const found: unknown[] = []
  const chosen = hostileVariables(field.args).filter((_, index) => index % STEP === from % STEP)
  for (const variableValues of chosen) {
    const { errors = [] } = await execute({ schema, document, variableValues, contextValue: {} })
    for (const error of errors) {
      const { code, reason } = plainErrorOf(error)
      if (code === 'INTERNAL_SERVER_ERROR')
        found.push([JSON.stringify(variableValues).slice(0, 300), reason, String(error.stack)])
    }
  }
  return found
}

describe.each([
  ['an empty account', 0, async () => aStoredAccount({ person: OWNER })],
  ['a full account', 2, aFullAccount],
  ['an account with documents of other shapes', 4, anOddAccount],
])('no internal error for %s and hostile arguments', (_, from, make) => {
  it.each(FIELDS.map(root => [root.field.name, root] as const))('%s', async (_name, root) => {
    Object.assign(request, { ports: (await make()).ports, people: new FakeCurrentUser(OWNER) })
    expect((await internalErrors(root, from)).slice(0, 3)).toEqual([])
  })
})

it.each([
  ['carrefourComparison(skuId: "x") { skuId }', 'query'],
  ['carrefourExport(cursor: "x") { cursor }', 'query'],
  ['carrefourProcesses(filter: { since: "yesterday" }) { total }', 'query'],
  ['dismissCarrefourProblem(id: "x") { lastConfirmedAt }', 'mutation'],
  ['forgetCarrefourPerson(person: "x")', 'mutation'],
])('%s on an empty account answers BAD_USER_INPUT in our own words', async (field, of) => {
  Object.assign(request, {
    ports: aStoredAccount({ person: OWNER }).ports,
    people: new FakeCurrentUser(OWNER),
  })
  const { errors = [] } = await execute({
    schema,
    document: parse(`${of} { ${field} }`),
    contextValue: {},
  })
  expect(errors.map(plainErrorOf)).toMatchObject([
    { code: 'BAD_USER_INPUT', message: expect.stringMatching(/^(skuId|cursor|since|id|person): /) },
  ])
})

it('answers UNAUTHENTICATED to nobody where the person matters', async () => {
  request.ports = aStoredAccount({ person: OWNER }).ports
  request.people = new FakeCurrentUser(null)
  for (const root of FIELDS) expect(await internalErrors(root)).toEqual([])
  const { errors = [] } = await execute({
    schema,
    document: parse('{ carrefourExport { cursor } }'),
    contextValue: {},
  })
  expect(errors.map(plainErrorOf)).toMatchObject([{ code: 'UNAUTHENTICATED' }])
})
