import { readFileSync } from 'fs'
import path from 'path'
import { type DocumentNode, execute, isObjectType, parse } from 'graphql'
import { describe, expect, it } from '@jest/globals'
import type { HttpContext } from '../compose'
import { saveConfiguration } from '../connection/save'
import { viewConnection, viewPulse } from '../connection/view'
import { WORK_BUDGET, runEngine } from '../engine/engine'
import { openIncident } from '../engine/transitions.logic'
import { startJob, viewJobs } from '../jobs/start'
import { dismissProblem, viewProblems } from './problems'
import { resolvers } from '../resolvers'
import { type Problem, NO_UNITS } from './problems.logic'
import type { Cause } from '../shared/causes'
import { MINUTE } from '../shared/time'
import { skuId, someChoices } from '../testing/factories'
import { FakeHttpContext } from '../testing/vtex'
import { readSchema } from '../testing/schema'
import { aStoredAccount } from '../testing/storedAccount'
import { countProcesses, healthOf } from './matches'
import { type ProcessFilter, EVERY_PROCESS } from './filter.logic'
import type { ListSort } from './pages'
import { viewProcesses } from './list'
import type { Ports } from '../ports'
import { mendCopies } from './copied'
import { forPages } from '../guard/resolver'
import { recountWhenDue } from './upkeep'

const DOCUMENTS = path.join(__dirname, '../../react/graphql')

/** A document of the pages with what it imports, as it is sent. */
function documentOf(file: string): DocumentNode {
  const files = new Set<string>()
  const add = (name: string): string => {
    if (files.has(name)) return ''
    files.add(name)
    const text = readFileSync(path.join(DOCUMENTS, name), 'utf8')
    const imports = [...text.matchAll(/^#import '\.\/(.+)'$/gm)].map(([, one = '']) => add(one))
    return [...imports, text].join('\n')
  }
  return parse(add(file))
}

/** The service's schema with its resolvers. */
function service() {
  const schema = readSchema()
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name)
    if (!isObjectType(type)) continue
    for (const [field, resolve] of Object.entries(fields)) {
      const known = type.getFields()[field]
      if (known) known.resolve = resolve as never
    }
  }
  return schema
}

const SCHEMA = service()

type Account = ReturnType<typeof aStoredAccount>

/** A request of a page to a replica: what it answers, and the calls of the platform that it made. */
async function ask(account: Account, file: string, variables: Record<string, unknown> = {}) {
  const context = new FakeHttpContext('')
  const { files, documents, apps } = account
  Object.assign(context.clients as object, {
    vbase: files,
    exactVbase: files,
    masterdata: documents,
    exactMasterdata: documents,
    apps,
  })
  const before = { files: files.calls, documents: documents.calls, settings: apps.reads }
  const answer = await execute({
    schema: SCHEMA,
    document: documentOf(file),
    variableValues: variables,
    contextValue: context.asContext() satisfies HttpContext,
  })
  return {
    data: (answer.data ?? {}) as Record<string, Record<string, unknown>>,
    errors: answer.errors,
    calls: {
      files: files.calls - before.files,
      documents: documents.calls - before.documents,
      settings: apps.reads - before.settings,
    },
  }
}

/** What the Inventory page asks for when it is opened. */
const OPENING = {
  connection: true,
  problems: true,
  jobs: true,
  counts: true,
  processes: true,
  health: false,
  reconcile: false,
}

const sumOf = ({ files, documents, settings }: Awaited<ReturnType<typeof ask>>['calls']) =>
  files + documents + settings

/** An account whose ledger has been counted, at the real clock's time: the service uses that. */
async function anAccount() {
  const account = aStoredAccount()
  const { ports } = account
  ports.clock.pass(Date.now() - ports.clock.now() - 20 * MINUTE)
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(ports, form, 'dona@lojademo.example')
  for (let id = 1; id <= 3; id += 1) {
    ports.store.sell(skuId(id), 5)
    await ports.queue.enqueue({ skuId: skuId(id), priority: 'changed' }, ports.clock.now())
  }
  ports.carrefour.catalogue('1', '3')
  ports.carrefour.rejections.set('3', 'Oferta bloqueada')
  await work(account, 20)
  // The Master Data of these tests does not search, so what was counted is replaced.
  await ports.summary.update(counted => ({
    ...counted,
    success: 1,
    causes: { NOT_CATALOGED: 1, OFFER_LINE_REJECTED: 1 },
    problems: [aProblem('NOT_CATALOGED', '2'), aProblem('OFFER_LINE_REJECTED', '3')],
  }))
  return account
}

const aProblem = (cause: Cause, sku: string): Problem => ({
  id: cause,
  cause,
  fingerprint: null,
  count: 1,
  since: 0,
  lastDay: 0,
  units: NO_UNITS,
  sample: { skuId: skuId(Number(sku)), message: null },
  nextCheckAt: null,
})

/** Runs the engine each minute until now. */
async function work({ ports }: Account, times: number) {
  for (let run = 0; run < times; run += 1) {
    await runEngine(ports, WORK_BUDGET)
    ports.clock.pass(MINUTE)
  }
}

describe('opening the Inventory page', () => {
  it('costs four calls of the platform at rest, on a replica that has nothing in memory', async () => {
    const account = await anAccount()
    const { data, errors, calls } = await ask(account, 'page.graphql', OPENING)
    expect(errors).toBeUndefined()
    expect(calls).toEqual({ files: 3, documents: 1, settings: 0 })
    expect(data.carrefourPage).toMatchObject({
      connection: { configuration: { active: true }, success: 1, error: 1, numbersAt: null },
      problems: { problems: [{}, {}] },
      processes: { total: 3 },
    })
  })

  it('costs no more with a running job, an incident and a dismissed problem', async () => {
    const account = await anAccount()
    const { ports } = account
    ports.carrefour.importTime = 10 * MINUTE
    await startJob(ports, { filter: {}, key: 'k', person: 'dona@lojademo.example' })
    await runEngine(ports, WORK_BUDGET)
    await runEngine(ports, WORK_BUDGET)
    await dismissProblem(ports, {
      id: 'OFFER_LINE_REJECTED',
      aside: { until: 'OVER', day: null, skus: null, reason: 'sazonal' },
      by: 'dona@lojademo.example',
    })
    const seen = { cause: 'RATE_LIMITED', message: '429', nextTryAt: null, keyVersion: 1 } as const
    await ports.connectionState.update(state => openIncident(state, seen, ports.clock.now()))
    const { data, calls } = await ask(account, 'page.graphql', OPENING)
    expect(sumOf(calls)).toBeLessThanOrEqual(4)
    expect(data.carrefourPage).toMatchObject({
      connection: { incident: { cause: 'RATE_LIMITED' }, pending: 3 },
      jobs: [{ state: 'RUNNING', phase: { kind: 'AT_CARREFOUR' } }],
      problems: {
        problems: expect.arrayContaining([expect.objectContaining({ dismissed: true })]),
      },
    })
    expect(JSON.stringify(data.carrefourPage?.processes)).toContain('PENDING')
  })
})

describe('an idle page', () => {
  it('costs one read in 14 seconds on each replica, however many tabs ask', async () => {
    const account = await anAccount()
    const calls = { files: 0, documents: 0, settings: 0 }
    for (let tab = 0; tab < 20; tab += 1) {
      const { data, calls: own } = await ask(account, 'pulse.graphql')
      expect(data.carrefourPulse?.mark).toMatch(/^[0-9a-f]{16}$/)
      calls.files += own.files
      calls.documents += own.documents
      calls.settings += own.settings
    }
    expect(calls).toEqual({ files: 1, documents: 0, settings: 0 })
  })

  it('is told of what the engine and people change', async () => {
    const { ports } = await anAccount()
    const mark = async () => (await viewPulse(ports)).mark
    const marks = [await mark()]
    const note = async () => marks.push(await mark())
    await ports.connectionState.update(state => state)
    expect(await mark()).toBe(marks[0])
    await ports.queue.enqueue({ skuId: skuId(1), priority: 'changed' }, ports.clock.now())
    ports.carrefour.importTime = 10 * MINUTE
    await runEngine(ports, WORK_BUDGET)
    await note()
    const seen = { cause: 'RATE_LIMITED', message: '429', nextTryAt: null, keyVersion: 1 } as const
    await ports.connectionState.update(state => openIncident(state, seen, ports.clock.now()))
    await note()
    await ports.connectionState.update(state => ({ ...state, numbersAt: ports.clock.now() }))
    await note()
    // The engine is not called any more: nobody writes, and the page is told all the same.
    ports.clock.pass(6 * MINUTE)
    await note()
    expect(new Set(marks).size).toBe(marks.length)
  })
})

describe('calls of each query', () => {
  /** An account at rest, on the service's own stores, whose ledger has been counted. */
  async function atRest() {
    const account = aStoredAccount()
    const { ports } = account
    const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
    await saveConfiguration(ports, form, 'dona@lojademo.example')
    ports.clock.pass(MINUTE)
    await recountWhenDue(ports)
    await mendCopies(ports)
    return account
  }

  const list =
    (filter: Partial<ProcessFilter> = {}, sort: ListSort = 'newest') =>
    (ports: Ports) =>
      viewProcesses(ports, { ...EVERY_PROCESS, ...filter }, { sort, page: 1, pageSize: 25 })

  /** What each operation of the Inventory page may cost: searches of Master Data, and calls of VBase. */
  const BUDGETS: readonly [string, (ports: Ports) => Promise<unknown>, number, number][] = [
    ['carrefourProcesses', list(), 1, 3],
    ['carrefourProcesses by status', list({ status: 'ERROR' }), 1, 3],
    ['carrefourProcesses by words', list({ search: 'geladeira inox' }), 1, 3],
    ['carrefourProcesses by words, worst first', list({ search: 'geladeira' }, 'statusUp'), 1, 3],
    ['carrefourProcessCounts', ports => countProcesses(ports, EVERY_PROCESS), 0, 1],
    [
      'carrefourProcessCounts of a cause',
      ports => countProcesses(ports, { ...EVERY_PROCESS, causes: ['NOT_CATALOGED'] }),
      0,
      1,
    ],
    [
      'carrefourProcessCounts during a search',
      ports => countProcesses(ports, { ...EVERY_PROCESS, search: 'geladeira' }),
      0,
      0,
    ],
    ['carrefourProblems', viewProblems, 0, 2],
    ['carrefourConnection', viewConnection, 0, 3],
    ['carrefourHealth', healthOf, 0, 1],
    ['carrefourReprocessJobs', viewJobs, 0, 1],
  ]

  describe('a page at rest', () => {
    it.each(BUDGETS)('%s costs few calls of the platform', async (_, ask, searches, files) => {
      const account = await atRest()
      const before = { searches: account.documents.calls, files: account.files.calls }
      await ask(forPages(account.ports))
      expect({
        searches: account.documents.calls - before.searches,
        files: account.files.calls - before.files,
      }).toEqual({ searches, files })
    })
  })
})
