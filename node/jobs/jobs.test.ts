import { describe, expect, it } from '@jest/globals'
import { type RawFilter, fingerprintOf, MAX_NAMED, readFilter, planJob } from './plan'
import { EVERY_PROCESS } from '../ledger/filter.logic'
import type { LineOutcome } from './job.logic'
import {
  aConfiguration,
  aProcess,
  someFacts,
  someChoices,
  skuId,
  aJob,
  aScope,
} from '../testing/factories'
import {
  type Shop,
  aShopWithFailures,
  idOf,
  jobOf,
  minutes,
  notify,
  OWNER,
  start,
} from '../testing/workday'
import { viewProcess, viewProcesses } from '../ledger/list'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { cancelJob, startJob, viewJobs } from './start'
import { readReceipt } from './readReceipt'
import { saveConfiguration } from '../connection/save'
import { VtexCurrentUser } from '../guard/people'
import { MINUTE } from '../shared/time'
import { CallTimes, SimulatedClock, cloudAt } from '../testing/simulated'
import { aStoredAccount } from '../testing/storedAccount'
import { uuids } from '../vtex/platform'
import { EMPTY_JOB_LIST } from './jobList.logic'
import type { SkuId } from '../shared/sku.logic'
import { jobsContract } from '../testing/contracts/files'
import { FakeClock } from '../testing/fakes'
import { FakeFiles } from '../testing/vtex'
import { VBaseJobs } from './store'
import { KeptFiles } from '../shared/keptFiles'

const codeOf = (raw: RawFilter) => {
  const read = readFilter(raw)
  return read.ok ? null : read.error
}

describe('a filter', () => {
  it('matches everything when empty', () => {
    expect(readFilter({})).toEqual({ ok: true, value: { kind: 'matching', filter: EVERY_PROCESS } })
  })

  it('reads its conditions', () => {
    const raw = {
      status: 'ERROR',
      causes: ['UNKNOWN', 'AUTH_INVALID', 'UNKNOWN'],
      search: ' café ',
    }
    expect(readFilter({ ...raw, since: '2026-11-02T12:00:00Z', fingerprint: 'ab12' })).toEqual({
      ok: true,
      value: {
        kind: 'matching',
        filter: {
          ...EVERY_PROCESS,
          status: 'ERROR',
          causes: ['AUTH_INVALID', 'UNKNOWN'],
          search: 'café',
          since: Date.parse('2026-11-02T12:00:00Z'),
          fingerprint: 'ab12',
        },
      },
    })
  })

  it.each<RawFilter>([
    { status: 'PENDING' },
    { status: 'error' },
    { causes: ['NO_SUCH'] },
    { without: ['NO_SUCH'] },
    { actor: 'NO_SUCH' },
    { search: 'x'.repeat(2_001) },
    { search: '...' },
    { search: 'a b c d e f g h i j k' },
    { fingerprint: 'ab12 OR status=ERROR' },
    { since: 'yesterday' },
    { before: '32/13' },
    { skuIds: ['1'], status: 'ERROR' },
    { skuIds: ['1'], search: 'x' },
  ])('refuses %j', raw => {
    expect(codeOf(raw)?.code).toBe('INVALID_FILTER')
  })

  it('names the ones that are not SKU ids', () => {
    expect(codeOf({ skuIds: ['1', 'x', '2 OR 1'] })).toEqual({
      code: 'SKU_NOT_FOUND',
      skuIds: ['x', '2 OR 1'],
    })
  })

  it('refuses too many SKUs; repeats count once', () => {
    const ids = Array.from({ length: MAX_NAMED + 1 }, (_, id) => String(id))
    expect(codeOf({ skuIds: ids })?.code).toBe('TOO_MANY')
    expect(codeOf({ skuIds: [...ids.slice(1), '1', '1'] })).toBeNull()
  })
})

describe('the fingerprint of a filter', () => {
  const of = (raw: RawFilter) => {
    const read = readFilter(raw)
    return read.ok ? fingerprintOf(read.value) : null
  }

  it('is equal in any order, and differs for different filters', () => {
    expect(of({ causes: ['UNKNOWN', 'STALE'] })).toBe(of({ causes: ['STALE', 'UNKNOWN'] }))
    expect(of({ skuIds: ['1', '2'] })).toBe(of({ skuIds: ['2', '1', '2'] }))
    const different = [
      {},
      { without: ['STALE'] },
      { skuIds: ['1'], without: ['STALE'] },
      { status: 'ERROR' },
      { search: 'a' },
      { since: '2026-01-01' },
    ]
    const names = [...different, { skuIds: ['1'] }, { skuIds: ['1', '2'] }].map(of)
    expect(new Set(names).size).toBe(names.length)
  })
})

const ask = ({ ports }: Shop, key: string, filter: object) =>
  startJob(ports, { filter, key, person: OWNER })

const put = ({ ports }: Shop, id: number, cause: 'NOT_CATALOGED' | 'AUTH_INVALID') =>
  ports.ledger.put(
    aProcess({
      skuId: idOf(id),
      status: cause === 'AUTH_INVALID' ? 'ERROR' : 'WARNING',
      cause,
      facts: someFacts({ name: `Panela ${id}` }),
    })
  )

describe('a plan', () => {
  it('counts exactly, names what will not help, and starts nothing', async () => {
    const shop = await aShopWithFailures(4)
    await put(shop, 11, 'NOT_CATALOGED')
    await put(shop, 12, 'NOT_CATALOGED')
    await put(shop, 13, 'AUTH_INVALID')
    const plan = async (filter: object) => {
      const planned = await planJob(shop.ports, filter)
      return planned.ok ? planned.value : planned.error
    }
    expect(await plan({})).toMatchObject({
      total: 7,
      waiting: 2,
      blocked: 1,
      files: 1,
      closed: null,
    })
    expect(await plan({ status: 'ERROR' })).toMatchObject({ total: 5, waiting: 0, blocked: 1 })
    expect(await plan({ causes: ['NOT_CATALOGED'] })).toMatchObject({ total: 2, waiting: 2 })
    expect(await plan({ search: 'panela' })).toMatchObject({ total: 3, waiting: 2, blocked: 1 })
    expect(await plan({ search: '11' })).toMatchObject({ total: 1, waiting: 1 })
    expect(await plan({ search: '11', status: 'ERROR' })).toMatchObject({ total: 0 })
    expect(await plan({ skuIds: ['1', '13', '99'] })).toMatchObject({
      total: 2,
      blocked: 1,
      missing: ['99'],
    })
    expect(await plan({ status: 'PENDING' })).toEqual({ code: 'INVALID_FILTER', skuIds: [] })
    expect(await viewJobs(shop.ports)).toEqual([])
  })

  it('names causes to leave out and does not count them', async () => {
    const shop = await aShopWithFailures(4)
    await put(shop, 11, 'NOT_CATALOGED')
    await put(shop, 13, 'AUTH_INVALID')
    await shop.ports.ledger.put(aProcess({ skuId: idOf(14) }))
    const plan = async (filter: object) => {
      const planned = await planJob(shop.ports, filter)
      return planned.ok ? planned.value : planned.error
    }
    const without = ['NOT_CATALOGED']
    expect(await plan({ without })).toMatchObject({ total: 6, waiting: 1, blocked: 1 })
    expect(await plan({ without: [...without, 'AUTH_INVALID'] })).toMatchObject({ total: 5 })
    expect(await plan({ causes: without, without })).toMatchObject({ total: 0, waiting: 1 })
    expect(await plan({ actor: 'CARREFOUR', without })).toMatchObject({ total: 0, waiting: 1 })
    expect(await plan({ skuIds: ['1', '11', '14'], without })).toMatchObject({
      total: 2,
      waiting: 1,
    })
    expect(await plan({ without: ['NO_SUCH'] })).toMatchObject({ code: 'INVALID_FILTER' })
  })

  it('says why nothing may be sent', async () => {
    const shop = await aShopWithFailures(1)
    const saved = aConfiguration()
    shop.ports.configurations.saved = { ...saved, choices: { ...saved.choices, active: false } }
    const planned = await planJob(shop.ports, {})
    expect(planned).toMatchObject({ value: { nextSendAt: null, closed: 'CONNECTION_OFF' } })
  })

  it('counts a SKU the search does not know yet', async () => {
    const shop = await aShopWithFailures(1)
    shop.ports.ledger.lag = 60_000
    expect(await planJob(shop.ports, { skuIds: ['1'] })).toMatchObject({ value: { total: 1 } })
  })
})

describe('starting', () => {
  it('returns the same job for the same key, also after it ended', async () => {
    const shop = await aShopWithFailures(3)
    const first = await start(shop, 'key-1')
    expect((await start(shop, ' key-1 ')).id).toBe(first.id)
    await minutes(shop, 2)
    expect(await ask(shop, 'key-1', { status: 'ERROR' })).toMatchObject({
      ok: true,
      value: { id: first.id, state: 'DONE' },
    })
    expect(await viewJobs(shop.ports)).toHaveLength(1)
  })

  it('ends at once when the summary knew of failures that the ledger has no longer', async () => {
    const shop = await aShopWithFailures(2)
    await shop.ports.summary.update(summary => ({
      ...summary,
      countedAt: shop.ports.clock.now(),
      causes: { INVALID_QUANTITY: 5 },
    }))
    const started = await ask(shop, 'k', { causes: ['INVALID_QUANTITY'] })
    expect(started.ok && started.value.expected).toBe(5)
    await minutes(shop, 2)
    expect((await viewJobs(shop.ports))[0]).toMatchObject({
      state: 'DONE',
      settled: { succeeded: 0, failed: 0, waiting: 0, skipped: 0 },
    })
    expect(await ask(shop, 'k2', { causes: ['INVALID_QUANTITY'] })).toMatchObject({ ok: false })
  })

  it('refuses the same key with another filter', async () => {
    const shop = await aShopWithFailures(3)
    await start(shop, 'key-1')
    expect(await ask(shop, 'key-1', { skuIds: ['1'] })).toMatchObject({
      error: { code: 'KEY_REUSED' },
    })
    expect(shop.ports.jobs.files.size).toBe(0)
  })

  it('starts one job for two concurrent calls with one key', async () => {
    const shop = await aShopWithFailures(3)
    const filter = { skuIds: ['1', '2'] }
    const both = await Promise.all([ask(shop, 'key-1', filter), ask(shop, 'key-1', filter)])
    expect(both.map(one => one.ok)).toEqual([true, true])
    expect(await viewJobs(shop.ports)).toHaveLength(1)
    expect(shop.ports.jobs.files.size).toBe(1)
  })

  it.each([
    ['named', { skuIds: ['1', '2', '11'], without: ['NOT_CATALOGED'] }, 2],
    ['matching', { without: ['NOT_CATALOGED', 'AUTH_INVALID'] }, 3],
  ])('leaves causes out of %s SKUs', async (_, filter, total) => {
    const shop = await aShopWithFailures(3)
    await put(shop, 11, 'NOT_CATALOGED')
    const { id, expected } = await start(shop, 'key-1', filter)
    expect(expected).toBe(total)
    await minutes(shop, 3)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', total })
    expect((await shop.ports.ledger.get(idOf(11)))?.attempts.map(({ reason }) => reason)).toEqual([
      'NOTIFICATION',
    ])
  })

  it.each([
    ['an empty key', ' ', { status: 'ERROR' }, 'INVALID_KEY'],
    ['a long key', 'k'.repeat(101), { status: 'ERROR' }, 'INVALID_KEY'],
    ['a filter that nothing matches', 'k', { search: 'geladeira' }, 'NOTHING_TO_DO'],
    ['no names', 'k', { skuIds: [] }, 'NOTHING_TO_DO'],
    ['an unknown SKU', 'k', { skuIds: ['1', '99'] }, 'SKU_NOT_FOUND'],
  ])('refuses %s', async (_, key, filter, code) => {
    const shop = await aShopWithFailures(1)
    expect(await ask(shop, key, filter)).toMatchObject({ ok: false, error: { code } })
    expect(await viewJobs(shop.ports)).toEqual([])
  })

  it('refuses one more than the maximum of unfinished jobs, and leaves nothing of it', async () => {
    const shop = await aShopWithFailures(1)
    for (let id = 1; id <= 10; id += 1) await start(shop, `key-${id}`, { skuIds: ['1'] })
    const files = shop.ports.jobs.files.size
    expect(await ask(shop, 'one-more', { skuIds: ['1'] })).toMatchObject({
      error: { code: 'TOO_MANY_JOBS' },
    })
    expect(shop.ports.jobs.files.size).toBe(files)
  })
})

describe('the list while a job is open', () => {
  it('shows SKUs that wait for their turn as pending, and settled ones not', async () => {
    const shop = await aShopWithFailures(6)
    await start(shop, 'key-1', { skuIds: ['1', '2', '3', '4'] })
    await notify(shop, 4)
    await shop.ports.ledger.put(
      aProcess({ skuId: idOf(2), processedAt: shop.ports.clock.now() + 1 })
    )
    const all = EVERY_PROCESS
    const page = await viewProcesses(shop.ports, all, { sort: 'newest', page: 1, pageSize: 25 })
    const pending = page.items.filter(row => row.pending).map(row => row.skuId)
    expect(pending.sort()).toEqual(['1', '3', '4'])
    expect(page.pending).toBe(4)
    const waiting = await viewProcesses(
      shop.ports,
      { ...EVERY_PROCESS, status: 'PENDING' },
      { sort: 'newest', page: 1, pageSize: 25 }
    )
    expect(waiting.items.map(row => row.skuId)).toEqual(['4', '1', '3'])
    expect((await viewProcess(shop.ports, '1'))?.requestedAt).toBe(shop.ports.clock.now())
    expect((await viewProcess(shop.ports, '5'))?.pending).toBe(false)
    await minutes(shop, 3)
    expect(
      (await viewProcesses(shop.ports, all, { sort: 'newest', page: 1, pageSize: 25 })).pending
    ).toBe(0)
  })

  it('counts the SKUs of a file in flight once', async () => {
    const shop = await aShopWithFailures(5)
    await start(shop)
    shop.ports.carrefour.importTime = 60_000
    await runEngine(shop.ports, WORK_BUDGET)
    const page = await viewProcesses(shop.ports, EVERY_PROCESS, {
      sort: 'newest',
      page: 1,
      pageSize: 25,
    })
    expect([page.pending, page.items.every(row => row.pending)]).toEqual([5, true])
  })

  it('pages through the SKUs of a waiting job, each once', async () => {
    const shop = await aShopWithFailures(40)
    shop.ports.ledger.step = 10
    await start(shop, 'blocker', { skuIds: ['1'] })
    const { id } = await start(shop, 'long')
    shop.ports.carrefour.importTime = 60_000
    await runEngine(shop.ports, WORK_BUDGET)
    expect((await jobOf(shop, id)).state).toBe('WAITING')
    const seen = new Set<string>()
    for (let at = 1; at <= 4; at += 1) {
      const page = await viewProcesses(
        shop.ports,
        { ...EVERY_PROCESS, status: 'PENDING' },
        { sort: 'newest', page: at, pageSize: 10 }
      )
      expect([page.total, page.items.length]).toEqual([40, 10])
      for (const row of page.items) seen.add(row.skuId)
    }
    expect(seen.size).toBe(40)
  })

  it('shows nothing of a cancelled job as pending', async () => {
    const shop = await aShopWithFailures(3)
    const { id } = await start(shop, 'key-1', { skuIds: ['1', '2'] })
    await cancelJob(shop.ports, id)
    const page = await viewProcesses(shop.ports, EVERY_PROCESS, {
      sort: 'newest',
      page: 1,
      pageSize: 25,
    })
    expect(page.pending).toBe(0)
  })
})

describe('the receipt', () => {
  it('has every SKU once in pages across ranges', async () => {
    const shop = await aShopWithFailures(10_003)
    const { id } = await start(shop)
    await minutes(shop, 4)
    const seen = new Set<string>()
    for (let page = 1; page <= 11; page += 1) {
      const read = await readReceipt(shop.ports, { id, page, pageSize: 1_000 })
      expect(read?.total).toBe(10_003)
      for (const line of read?.items ?? []) seen.add(line.skuId)
    }
    expect(seen.size).toBe(10_003)
    expect(await readReceipt(shop.ports, { id: 'no-such', page: 1, pageSize: 10 })).toBeNull()
  })

  it('filters lines by outcome across ranges', async () => {
    const shop = await aShopWithFailures(10_020)
    for (const sku of ['3', '10005', '10015']) shop.ports.carrefour.offers.delete(sku)
    const { id } = await start(shop)
    await minutes(shop, 4)
    const lines = async (outcome: LineOutcome, page: number, pageSize: number) => {
      const read = await readReceipt(shop.ports, { id, outcome, page, pageSize })
      return [read?.total, read?.items.map(({ skuId }) => skuId)]
    }
    expect(await lines('WAITING', 1, 2)).toEqual([3, ['3', '10005']])
    expect(await lines('WAITING', 2, 2)).toEqual([3, ['10015']])
    expect(await lines('FAILED', 1, 2)).toEqual([0, []])
    expect((await lines('SUCCEEDED', 1_002, 10))[1]).toHaveLength(7)
  })

  it('counts what a cancel held back as skipped', async () => {
    const shop = await aShopWithFailures(10_020)
    const { id } = await start(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    await cancelJob(shop.ports, id)
    await minutes(shop, 3)
    expect((await jobOf(shop, id)).counts).toMatchObject({ succeeded: 10_000, skipped: 20 })
    const read = await readReceipt(shop.ports, { id, outcome: 'SKIPPED', page: 2, pageSize: 15 })
    expect([read?.total, read?.items.length]).toEqual([20, 5])
    for (const line of read?.items ?? []) expect(line).toMatchObject({ outcome: 'SKIPPED' })
  })

  it('removes the files of forgotten jobs', async () => {
    const shop = await aShopWithFailures(1)
    for (let id = 1; id <= 52; id += 1) {
      await start(shop, `key-${id}`, { skuIds: ['1'] })
      await minutes(shop, 2)
    }
    const book = await shop.ports.jobs.read()
    expect([book.jobs.length, book.dropped]).toEqual([50, []])
    expect(shop.ports.jobs.files.size).toBe(100)
  })
})

const PERSON = 'dona@lojademo.example'

/** An account whose ledger has been counted: one success, one line refused. Each call takes one unit of time. */
async function anAccount() {
  const account = await aNewAccount()
  await startJob(account.ports, { filter: {}, key: 'first', person: PERSON })
  await account.work(10)
  await account.count()
  return account
}

type Account = Awaited<ReturnType<typeof aNewAccount>>

/** The same before its first job. */
async function aNewAccount() {
  const clock = new SimulatedClock()
  const times = new CallTimes(clock)
  const { ports } = aStoredAccount({ clock, around: times.around })
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(ports, form, PERSON)
  for (const id of [1, 2]) {
    ports.store.sell(skuId(id), 5)
    ports.carrefour.catalogue(String(id))
    await ports.queue.enqueue({ skuId: skuId(id), priority: 'changed' }, clock.now())
  }
  ports.carrefour.rejections.set('2', 'Oferta bloqueada')
  const work = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await runEngine(ports, WORK_BUDGET)
      clock.pass(MINUTE)
    }
  }
  const count = () =>
    ports.summary.update(counted => ({
      ...counted,
      countedAt: clock.now(),
      success: 1,
      causes: { OFFER_LINE_REJECTED: 1 },
    }))
  await work(3)
  await count()
  const { calls } = times
  times.latency = () => 1
  const asked = {
    ...ports,
    workTrigger: times.around(ports.workTrigger, 'events'),
  }
  return { ports: asked, calls, clock, times, work, count }
}

/** What a click on "reprocess all" waits for: calls in all, and one after the other. */
async function click({ ports, calls, clock }: Account, filter: RawFilter, key = 'k') {
  calls.length = 0
  const began = clock.now()
  const started = await startJob(ports, { filter, key, person: PERSON })
  return {
    job: started.ok ? started.value : null,
    parts: calls.map(({ part }) => part),
    inARow: clock.now() - began,
  }
}

describe('the click on "reprocess all"', () => {
  it.each<[string, RawFilter, number]>([
    ['everything', {}, 2],
    ['what failed', { status: 'ERROR' }, 1],
    ['one cause', { causes: ['OFFER_LINE_REJECTED'] }, 1],
    ['what one side must mend', { actor: 'MERCHANT' }, 1],
  ])('waits for four calls of the platform in a row: %s', async (_, filter, expected) => {
    const account = await anAccount()
    const { job, parts, inARow } = await click(account, filter)
    expect(job?.expected).toBe(expected)
    expect(inARow).toBeLessThanOrEqual(4)
    // The entry of the history; nothing is counted.
    expect(parts.filter(part => part === 'masterdata')).toHaveLength(1)
    // Eight for the answer; the copy of the list in the summary is begun beside them.
    expect(parts.length).toBeLessThanOrEqual(10)
  })

  it.each([
    ['the first job of an account', aNewAccount],
    ['a later one', anAccount],
  ])(
    'is answered within half a second of cloud time, who asks and may included: %s',
    async (_, made) => {
      const { ports, clock, times } = await made()
      times.latency = cloudAt(0.5)
      const people = new VtexCurrentUser(
        {
          vtexId: times.around({ userOf: () => Promise.resolve(PERSON) }, 'vtexid'),
          grants: times.around({ isGranted: () => Promise.resolve(true) }, 'license-manager'),
        },
        'a session'
      )
      const began = clock.now()
      expect(await people.may('reprocess')).toBe(true)
      const started = await startJob(ports, { filter: {}, key: 'k', person: PERSON })
      expect(started.ok).toBe(true)
      expect(clock.now() - began).toBeLessThanOrEqual(500)
    }
  )

  it('counts the ledger where the summary cannot tell, or knows of none', async () => {
    const account = await anAccount()
    const texts = await click(account, { search: 'camiseta' })
    expect(texts.parts.filter(part => part === 'masterdata')).toHaveLength(2)
    const none = await click(account, { causes: ['INVALID_QUANTITY'] }, 'k2')
    expect(none.parts).toContain('masterdata')
  })

  it('does nothing twice: the same click again reads and writes nothing', async () => {
    const account = await anAccount()
    const { job } = await click(account, {})
    const { ports, calls, clock } = account
    await clock.sleep(50)
    calls.length = 0
    const again = await startJob(ports, { filter: {}, key: 'k', person: PERSON })
    expect(again.ok && again.value.id).toBe(job?.id)
    expect(calls.filter(({ name }) => /^(save|update|delete)/.test(name))).toEqual([])
  })

  it('leaves the list in the summary as current as before, right after its answer', async () => {
    const account = await anAccount()
    const { job } = await click(account, {})
    const { ports, clock } = account
    await clock.sleep(50)
    const { jobs } = (await ports.summary.read()).copies
    expect(jobs.kind === 'held' && jobs.value.jobs.map(({ id }) => id)).toContain(job?.id)
  })
})

const chunks = () => new KeptFiles<readonly SkuId[]>(1_000, chunk => chunk.length)

const jobsOn = (vbase: FakeFiles, files = chunks(), owner = 'lojademo/master') =>
  new VBaseJobs(vbase, vbase, new FakeClock(), uuids, { files, owner })

jobsContract('VBase', async () => {
  const files = new FakeFiles()
  return [jobsOn(files), jobsOn(files)]
})

describe('stored shapes', () => {
  it.each([null, [], 'text', { jobs: 3, dropped: {} }, { jobs: [{ id: 'a' }, null] }])(
    'reads %j as an empty list',
    async content => {
      const files = new FakeFiles()
      files.put('jobs/book.json', content)
      expect(await jobsOn(files).read()).toEqual(EMPTY_JOB_LIST)
    }
  )

  it('reads values of a later version as the nearest known', async () => {
    const files = new FakeFiles()
    const job = aJob({ state: 'DONE' })
    files.put('jobs/book.json', {
      jobs: [
        {
          ...job,
          scope: { kind: 'matching', filter: { status: 'PAUSED', causes: ['NEW', 'UNKNOWN'] } },
        },
        { ...job, state: 'PAUSED' },
      ],
    })
    expect((await jobsOn(files).read()).jobs).toEqual([
      { ...job, scope: aScope({ status: null, causes: ['UNKNOWN'] }) },
    ])
  })

  it('makes no call for an id that could leave its folder', async () => {
    await expect(jobsOn(new FakeFiles()).readReceipt('../book', 0)).rejects.toThrow('job id')
  })
})

describe('cached chunks', () => {
  it('keeps two accounts with the same job id apart', async () => {
    const kept = chunks()
    const one = jobsOn(new FakeFiles(), kept, 'loja1/master')
    const other = jobsOn(new FakeFiles(), kept, 'loja2/master')
    await one.saveChunk('job-1', 'take', 0, [skuId(1)])
    await other.saveChunk('job-1', 'take', 0, [skuId(2)])
    expect(await one.readChunk('job-1', 'take', 0)).toEqual(['1'])
    expect(await other.readChunk('job-1', 'take', 0)).toEqual(['2'])
    expect(await one.readChunk('job-1', 'take', 0)).toEqual(['1'])
  })
})
