import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { countProcesses, healthOf } from './matches'
import { viewProcesses } from './list'
import { type ProcessFilter, EVERY_PROCESS } from './filter.logic'
import { DAY, MINUTE } from '../shared/time'
import { viewConnection, viewPulse } from '../connection/view'
import { problemsInLedger, viewProblems, dismissProblem } from './problems'
import { type Problem, NO_UNITS } from './problems.logic'
import type { Ports } from '../ports'
import { aProcess, skuId, aJob, someChoices } from '../testing/factories'
import { Crash, crashing } from '../testing/deaths'
import { NO_SUMMARY, opened, withoutCopy } from './summary.logic'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { type Shop, aShop, minutes, notify } from '../testing/workday'
import { shownOf } from '../connection/configuration.logic'
import { saveConfiguration } from '../connection/save'
import { addJob } from '../jobs/jobList.logic'
import { FakeFiles, FakeHttpContext } from '../testing/vtex'
import { aStoredAccount } from '../testing/storedAccount'
import { mendCopies } from './copied'
import { forPages } from '../guard/resolver'
import { readFileSync } from 'fs'
import path from 'path'
import { type DocumentNode, execute, isObjectType, parse } from 'graphql'
import type { HttpContext } from '../compose'
import { openIncident } from '../engine/transitions.logic'
import { startJob, viewJobs } from '../jobs/start'
import { resolvers } from '../resolvers'
import type { Cause } from '../shared/causes'
import { readSchema } from '../testing/schema'
import type { ListSort } from './pages'
import { recountWhenDue } from './upkeep'

/** The ports of somebody for whom the ledger was never counted: every view asks the ledger. */
const withoutSummary = (ports: Ports): Ports => ({
  ...ports,
  summary: { read: async () => NO_SUMMARY, update: async () => null },
})

const FILTERS: readonly Partial<ProcessFilter>[] = [
  {},
  { status: 'ERROR' },
  { status: 'PENDING' },
  { causes: ['NOT_CATALOGED', 'OFFER_LINE_REJECTED'] },
  { actor: 'MERCHANT' },
  { actor: 'NOBODY', status: 'WARNING' },
]

/** Counts by every filter, and the totals: from the summary must be what the ledger says. */
async function expectCounts({ ports }: Shop): Promise<void> {
  const counted = withoutSummary(ports)
  for (const one of FILTERS) {
    const filter = { ...EVERY_PROCESS, ...one }
    expect(await countProcesses(ports, filter)).toEqual(await countProcesses(counted, filter))
  }
  const { success, warning, error, blocked } = await viewConnection(ports)
  // Rows that have left the last day are seen at the next count.
  const health = await healthOf(ports)
  const from = { ...counted, clock: { ...counted.clock, now: () => health.since + DAY } }
  expect(health).toEqual(await healthOf(from))
  expect({ success, warning, error, blocked }).toMatchObject(pick(await viewConnection(counted)))
  // What the card says is what the list says of the same rows, and the tabs of outcomes are all rows.
  expect(await listSays(ports, null)).toEqual({ success, warning, error })
  const { since, ...day } = health
  expect(await listSays(ports, since)).toEqual(day)
  const window = { sort: 'newest', page: 1, pageSize: 1 } as const
  const { total } = await viewProcesses(ports, EVERY_PROCESS, window)
  expect((success ?? 0) + (warning ?? 0) + (error ?? 0)).toBe(total)
}

/** The numbers of the list's tabs for rows processed since a moment. */
async function listSays(ports: Ports, since: number | null) {
  const counts = await countProcesses(ports, { ...EVERY_PROCESS, since })
  const of = (wanted: string) => counts?.statuses.find(({ status }) => status === wanted)?.count
  return { success: of('SUCCESS'), warning: of('WARNING'), error: of('ERROR') }
}

const pick = ({
  success,
  warning,
  error,
  blocked,
}: Awaited<ReturnType<typeof viewConnection>>) => ({
  success,
  warning,
  error,
  blocked,
})

/** At rest nothing is left to count, and everything is what the ledger says. */
async function expectAtRest(shop: Shop): Promise<void> {
  const { ports } = shop
  // A file in doubt is followed for a while: its rows may be written once more.
  for (let part = 0; part < 12; part += 1) {
    await minutes(shop, 20)
    if ((await ports.summary.read()).recountFrom === null) break
  }
  expect(await ports.summary.read()).toMatchObject({ open: null, recountFrom: null })
  await expectCounts(shop)
  await expectProblems(shop)
}

/** The problems with their numbers and what they cost are what the ledger says. */
async function expectProblems({ ports }: Shop): Promise<void> {
  const { problems } = await viewProblems(ports)
  const found = await problemsInLedger(ports)
  const known = ({ id, count, units }: Problem) =>
    `${id} ${count} ${units.oversold} ${units.unoffered}`
  expect(problems.map(known).sort()).toEqual(found.map(known).sort())
}

async function aCountedShop(skus: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= skus; id += 1) shop.sell(id, 5)
  await minutes(shop, 2)
  expect((await shop.ports.summary.read()).countedAt).toBeGreaterThan(0)
  return shop
}

describe('the summary', () => {
  it('follows every row that is written, before the ledger is counted again', async () => {
    const shop = await aCountedShop(6)
    const { carrefour } = shop.ports
    const { countedAt } = await shop.ports.summary.read()
    carrefour.rejections.set('2', 'Oferta bloqueada')
    carrefour.offers.delete('3')
    for (let id = 1; id <= 6; id += 1) await notify(shop, id)
    await minutes(shop, 1)
    await expectCounts(shop)
    carrefour.rejections.clear()
    carrefour.rejections.set('4', 'Outra coisa')
    shop.ports.store.stock.set(skuId(4), 2)
    for (const id of [2, 4]) await notify(shop, id)
    await minutes(shop, 1)
    await expectCounts(shop)
    await expectProblems(shop)
    shop.ports.store.stock.set(skuId(4), 1)
    shop.ports.store.stock.set(skuId(3), 9)
    for (const id of [3, 4]) await notify(shop, id)
    await minutes(shop, 1)
    await expectProblems(shop)
    expect((await shop.ports.summary.read()).countedAt).toBe(countedAt)
    expect((await viewProblems(shop.ports)).problems).toMatchObject([
      {
        cause: 'OFFER_LINE_REJECTED',
        count: 1,
        units: { oversold: 4, unoffered: 0 },
        sample: { skuId: '4' },
      },
      {
        cause: 'NOT_CATALOGED',
        count: 1,
        units: { oversold: 0, unoffered: 9 },
        sample: { skuId: '3' },
      },
    ])
    await expectAtRest(shop)
  })

  it('is counted again after a run that died while it wrote rows', async () => {
    const shop = await aCountedShop(4)
    const { ports } = shop
    ports.carrefour.rejections.set('2', 'Oferta bloqueada')
    for (let id = 1; id <= 4; id += 1) await notify(shop, id)
    let writes = 0
    const dying: Ports = {
      ...ports,
      summary: {
        read: () => ports.summary.read(),
        // Opened, then the process dies with its changes.
        update: change =>
          (writes += 1) > 1 ? Promise.reject(new Crash('dead')) : ports.summary.update(change),
      },
    }
    for (let run = 0; run < 4 && writes < 2; run += 1)
      await runEngine(dying, WORK_BUDGET).catch(() => null)
    expect((await ports.summary.read()).open).not.toBeNull()
    await expectAtRest(shop)
  })

  it('names its moment while a run writes rows, and none at rest', async () => {
    const shop = await aCountedShop(2)
    const { ports } = shop
    expect((await viewConnection(ports)).numbersAt).toBeNull()
    const { at } = await ports.summary.read()
    await ports.summary.update(now => opened(now, 'run-1', ports.clock.now()))
    expect((await viewConnection(ports)).numbersAt).toBe(at)
    await ports.summary.update(now => ({ ...now, open: null }))
    expect((await viewConnection(ports)).numbersAt).toBeNull()
  })

  it('is counted again when somebody else wrote or removed rows', async () => {
    const shop = await aCountedShop(4)
    for (let id = 1; id <= 4; id += 1) await notify(shop, id)
    await minutes(shop, 8)
    await shop.ports.ledger.put(aProcess({ skuId: skuId(900), cause: 'UNKNOWN', status: 'ERROR' }))
    await minutes(shop, 6)
    await expectCounts(shop)
    expect((await viewConnection(shop.ports)).error).toBe(1)
  })

  it('costs no search while nothing changes, but for a count of the last day each hour', async () => {
    const shop = await aCountedShop(4)
    for (let id = 1; id <= 4; id += 1) await notify(shop, id)
    await minutes(shop, 20)
    let counts = 0
    shop.ports.ledger.fault = name => {
      if (name === 'count') counts += 1
      return null
    }
    await minutes(shop, 30)
    expect(counts).toBeLessThanOrEqual(50)
  })

  it('says at rest what the ledger says, whatever happens and wherever a run dies', async () => {
    const move = fc.record({
      kind: fc.constantFrom('notify', 'reject', 'accept', 'vanish', 'work', 'die'),
      id: fc.integer({ min: 1, max: 6 }),
      at: fc.integer({ min: 1, max: 60 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 14 }), async moves => {
        const shop = await aCountedShop(6)
        const { ports } = shop
        for (const { kind, id, at, when } of moves) {
          if (kind === 'notify') await notify(shop, id)
          if (kind === 'reject') ports.carrefour.rejections.set(String(id), `Motivo ${id % 3}`)
          if (kind === 'accept') ports.carrefour.rejections.delete(String(id))
          if (kind === 'vanish') ports.carrefour.offers.delete(String(id))
          if (kind === 'work') await minutes(shop, 1)
          if (kind === 'die') {
            const run = runEngine(crashing(ports, { at, when }), WORK_BUDGET)
            await run.catch((error: unknown) => {
              if (!(error instanceof Crash)) throw error
            })
            ports.clock.pass(60_000)
          }
        }
        await expectAtRest(shop)
      }),
      { numRuns: 30 }
    )
  })
})

const PERSON = 'dona@lojademo.example'

async function anAccount() {
  const account = aStoredAccount()
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(account.ports, form, PERSON)
  account.ports.clock.pass(2 * MINUTE)
  await mendCopies(account.ports)
  return account
}

/** What a page sees, and what is in the files. */
const seen = async (ports: Ports) => {
  const page = forPages(ports)
  return [await page.jobs.read(), await page.dismissals.read(), await page.configurations.shown()]
}
const written = async ({ jobs, dismissals, configurations }: Ports) => {
  const saved = await configurations.read()
  return [await jobs.read(), await dismissals.read(), saved && shownOf(saved)]
}

const addOne = (ports: Ports, id: string) =>
  ports.jobs.update(book => {
    const added = addJob(book, aJob({ id, key: id }))
    return added.ok ? added.value : null
  })

const putAside = (ports: Ports, id: string) =>
  ports.dismissals.update(before => [
    ...before,
    { id, by: PERSON, at: 1, until: { kind: 'OVER' }, reason: 'r' },
  ])

it('the summary follows what others write in the ledger also after a clock was ahead for a while', async () => {
  const shop = await aCountedShop(3)
  shop.ports.clock.pass(DAY)
  for (let id = 1; id <= 3; id += 1) await notify(shop, id)
  await minutes(shop, 6)
  shop.ports.clock.pass(-DAY)
  await minutes(shop, 6)
  await shop.ports.ledger.put(aProcess({ skuId: skuId(77), status: 'SUCCESS' }))
  await minutes(shop, 12)
  await expectCounts(shop)
})

describe('the copies of what pages show', () => {
  it('are of what a person has just written, with one file read', async () => {
    const { ports, files } = await anAccount()
    await addOne(ports, 'job-1')
    await putAside(ports, 'UNKNOWN')
    const [saved] = [await ports.configurations.read()]
    const form = { ...someChoices({ minimumStock: 7 }), version: saved?.version ?? null }
    await saveConfiguration(ports, { ...form, shopKey: null }, PERSON)
    const before = files.calls
    const shown = await seen(ports)
    expect(files.calls - before).toBe(1)
    expect(shown).toEqual(await written(ports))
    expect(JSON.stringify(shown)).toMatch(/job-1.*UNKNOWN.*"minimumStock":7/)
  })

  it('are made again although their writer, who died, had a clock that was ahead', async () => {
    const { ports } = await anAccount()
    ports.clock.pass(DAY)
    await ports.summary.update(now => ({
      ...now,
      copies: withoutCopy(now.copies, 'jobs', 'dead', ports.clock.now()),
    }))
    ports.clock.pass(-DAY)
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('held')
  })

  it('stay when a change changes nothing', async () => {
    const { ports, files } = await anAccount()
    const before = files.calls
    await ports.jobs.update(book => ({ ...book }))
    expect(files.calls - before).toBe(1)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('held')
  })

  it('are made again a minute after their writer died, and never say the old meanwhile', async () => {
    const { ports, files } = await anAccount()
    // The file is written; then the process dies.
    let writes = 0
    files.beforeWrite = () => {
      writes += 1
      if (writes > 2) throw new Error('dead')
    }
    await addOne(ports, 'job-1').catch(() => null)
    files.beforeWrite = null
    expect((await ports.summary.read()).copies.jobs.kind).toBe('dropped')
    expect(await seen(ports)).toEqual(await written(ports))
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('dropped')
    ports.clock.pass(2 * MINUTE)
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('held')
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are made again when a replica of an older version wrote the file', async () => {
    const { ports, files } = await anAccount()
    files.put('pages/dismissals.json', {
      dismissals: [{ id: 'UNKNOWN', by: PERSON, at: 1, until: { kind: 'OVER' }, reason: 'r' }],
    })
    for (let minute = 0; minute < 11; minute += 1) {
      await mendCopies(ports)
      ports.clock.pass(MINUTE)
    }
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are not what another writer has read, when one writes after that and dies', async () => {
    const { ports, files } = await anAccount()
    await putAside(ports, 'STORE_SKU_FAILED')
    const save = files.saveJSON.bind(files)
    let isDead = false
    let go = () => {}
    const gate = new Promise<void>(resolve => (go = resolve))
    let isFirst = true
    const saving = async (...args: Parameters<FakeFiles['saveJSON']>) => {
      const [, path] = args
      if (isDead && path === 'summary.json') throw new Error('dead')
      if (path === 'dismissals.json' && isFirst) {
        isFirst = false
        await gate
      }
      return save(...args)
    }
    Object.assign(files, { saveJSON: saving })
    const dying = putAside(ports, 'UNKNOWN')
    await new Promise(setImmediate)
    await putAside(ports, 'NOT_CATALOGED')
    isDead = true
    go()
    await dying
    isDead = false
    expect(await ports.dismissals.read()).toHaveLength(3)
    expect(await seen(ports)).toEqual(await written(ports))
    ports.clock.pass(MINUTE)
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.dismissals.kind).toBe('held')
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are made by the last of those who write at once', async () => {
    const { ports } = await anAccount()
    await Promise.all([
      putAside(ports, 'UNKNOWN'),
      putAside(ports, 'NOT_CATALOGED'),
      putAside(ports, 'OFFER_LINE_REJECTED'),
    ])
    expect((await ports.summary.read()).copies.dismissals.kind).toBe('held')
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are never older than the files, however two replicas write and wherever one dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 40 }), async (s, death) => {
        const { ports, files } = await anAccount()
        const real = { save: files.saveJSON, read: files.getRawJSON }
        let calls = 0
        const scheduled = (how: 'saveJSON' | 'getRawJSON') =>
          Object.assign(files, {
            [how]: async (...args: never[]) => {
              calls += 1
              // From here on the platform does nothing for one of the two.
              if (calls === death) throw new Error('dead')
              await s.schedule(Promise.resolve(), how)
              const call = (how === 'saveJSON' ? real.save : real.read) as (
                ...given: never[]
              ) => Promise<unknown>
              return call(...args)
            },
          })
        scheduled('saveJSON')
        scheduled('getRawJSON')
        const both = Promise.allSettled([
          addOne(ports, 'job-1'),
          addOne(ports, 'job-2'),
          putAside(ports, 'UNKNOWN'),
        ])
        await s.waitFor(both)
        Object.assign(files, { saveJSON: real.save, getRawJSON: real.read })
        expect(files).toBeInstanceOf(FakeFiles)
        expect(await seen(ports)).toEqual(await written(ports))
      }),
      { numRuns: process.env.LONG_TESTS ? 2_000 : 60 }
    )
  })
})

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
async function aStockedAccount() {
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
    const account = await aStockedAccount()
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
    const account = await aStockedAccount()
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
    const account = await aStockedAccount()
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
    const { ports } = await aStockedAccount()
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
