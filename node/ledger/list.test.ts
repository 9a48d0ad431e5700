import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { aProcess, skuId, someFacts, anAttempt } from '../testing/factories'
import { type Shop, aShop, idOf, notify } from '../testing/workday'
import { countProcesses, countCauses } from './matches'
import {
  type ProcessFilter,
  EVERY_PROCESS,
  statusOfRow,
  matchesSearch,
  readSearch,
  searchTokens,
} from './filter.logic'
import { viewProcess, viewProcesses } from './list'
import type { SkuId } from '../shared/sku.logic'
import { exportProcesses } from '../export/resolvers'
import { planJob } from '../jobs/plan'
import { startJob } from '../jobs/start'
import type { SettledStatus, Cause } from '../shared/causes'
import { FakeClock } from '../testing/fakes'
import { FakeLedger } from '../testing/ledger'
import { type ListSort, type Finding, ledgerRows } from './pages'
import type { LedgerFilter } from '../ports/stores'
import { MINUTE } from '../shared/time'
import { aStoredAccount } from '../testing/storedAccount'
import { setMilestones } from './upkeep'
import { atlasOf } from './summary.logic'

const list = (
  shop: Pick<Shop, 'ports'>,
  filter: Partial<ProcessFilter> = {},
  page = 1,
  pageSize = 25
) => viewProcesses(shop.ports, { ...EVERY_PROCESS, ...filter }, { sort: 'newest', page, pageSize })

async function aLedger() {
  const shop = aShop()
  for (let id = 1; id <= 30; id += 1) {
    await shop.ports.ledger.put(
      aProcess({
        skuId: skuId(id),
        facts: someFacts({ name: id % 2 ? 'Cafeteira Elétrica' : 'Pão de Forma' }),
        processedAt: 1_000 * id,
        ...(id % 10 === 0
          ? { status: 'ERROR', cause: 'OFFER_LINE_REJECTED', message: 'Oferta bloqueada' }
          : {}),
      })
    )
  }
  return shop
}

describe('the list', () => {
  it('shows 30 processes in pages, newest first', async () => {
    const page = await list(await aLedger(), {}, 2)
    expect(page).toMatchObject({ total: 30, page: 2 })
    expect(page.items.map(row => row.skuId)).toEqual(['5', '4', '3', '2', '1'])
  })

  it('shows the last page when asked for one beyond it', async () => {
    expect(await list(await aLedger(), {}, 99)).toMatchObject({ page: 2 })
  })

  it('shows the one row of a SKU code, whatever else holds the number', async () => {
    const page = await list(await aLedger(), { search: ' 3 ' })
    expect(page.items.map(row => row.skuId)).toEqual(['3'])
  })

  it('asks at once for its rows, the SKU that was typed and what waits', async () => {
    const shop = await aLedger()
    const { ledger, queue, connectionState } = shop.ports
    const begun: string[] = []
    let go = (): void => undefined
    const all = new Promise<void>(done => (go = done))
    const hold = <S extends object>(store: S, name: keyof S & string): void => {
      const read = (store[name] as (...args: readonly unknown[]) => Promise<unknown>).bind(store)
      Object.assign(store, {
        [name]: async (...args: readonly unknown[]) => {
          begun.push(name)
          await all
          return read(...args)
        },
      })
    }
    hold(ledger, 'search')
    hold(ledger, 'get')
    hold(queue, 'list')
    hold(connectionState, 'read')
    const page = list(shop, { search: '3' })
    await new Promise(setImmediate)
    expect([...begun].sort()).toEqual(['get', 'list', 'read', 'search'])
    go()
    expect(await page).toMatchObject({ total: 1, page: 1 })
  })

  it('finds words of the name without accents', async () => {
    expect(await list(await aLedger(), { search: 'PAO forma' })).toMatchObject({ total: 15 })
  })

  it('shows a queued SKU as pending, and among the errors as well until its next outcome (C11, ADR 86)', async () => {
    const shop = await aLedger()
    await notify(shop, 10)
    const errors = await list(shop, { status: 'ERROR' })
    expect(errors.items.map(row => [row.skuId, statusOfRow(row)])).toEqual([
      ['30', 'ERROR'],
      ['20', 'ERROR'],
      ['10', 'PENDING'],
    ])
    expect(errors.total).toBe(3)
    const pending = await list(shop, { status: 'PENDING' })
    expect(pending.items.map(row => [row.skuId, statusOfRow(row)])).toEqual([['10', 'PENDING']])
    expect(pending.pending).toBe(1)
  })

  it('shows everything about one SKU, and null for an unknown one', async () => {
    const shop = await aLedger()
    await notify(shop, 10)
    expect(await viewProcess(shop.ports, '10')).toMatchObject({
      pending: true,
      requestedAt: shop.ports.clock.now(),
    })
    expect(await viewProcess(shop.ports, '404')).toBeNull()
    expect((await viewProcess(shop.ports, '1'))?.skuId).toBe(idOf(1))
  })

  it('joins conditions with AND', async () => {
    const shop = await aLedger()
    const ids = async (filter: Partial<ProcessFilter>) =>
      (await list(shop, filter)).items.map(row => row.skuId).join(' ')
    expect(await ids({ causes: ['OFFER_LINE_REJECTED'], since: 20_000 })).toBe('30 20')
    expect(await ids({ actor: 'MERCHANT', before: 30_000 })).toBe('20 10')
    expect(await ids({ actor: 'CARREFOUR' })).toBe('')
    expect(await ids({ actor: 'CARREFOUR', causes: ['OFFER_LINE_REJECTED'] })).toBe('')
    expect(await ids({ status: 'SUCCESS', before: 3_000 })).toBe('2 1')
    await notify(shop, 10)
    await notify(shop, 9)
    expect(await ids({ status: 'PENDING', actor: 'MERCHANT' })).toBe('10')
  })

  it('finds the SKU of an EAN', async () => {
    const shop = await aLedger()
    await shop.ports.ledger.put(
      aProcess({ skuId: skuId(77), facts: someFacts({ ean: '7890000000017' }) })
    )
    expect((await list(shop, { search: '7890000000017' })).items.map(row => row.skuId)).toEqual([
      '77',
    ])
  })
})

describe('counts beside the filters', () => {
  it('are of each status and cause under the other conditions', async () => {
    const { ports } = await aLedger()
    const filter = { ...EVERY_PROCESS, status: 'SUCCESS', since: 20_000 } as const
    expect(await countProcesses(ports, filter)).toEqual({
      statuses: [
        { status: 'SUCCESS', count: 9 },
        { status: 'WARNING', count: 0 },
        { status: 'ERROR', count: 2 },
      ],
      causes: [],
      actors: [
        { actor: 'MERCHANT', count: 0 },
        { actor: 'CARREFOUR', count: 0 },
        { actor: 'APP', count: 0 },
        { actor: 'NOBODY', count: 0 },
      ],
    })
    expect((await countProcesses(ports, EVERY_PROCESS))?.causes).toEqual([
      { cause: 'OFFER_LINE_REJECTED', count: 3 },
    ])
  })

  it('are of each actor among the causes that the filter allows', async () => {
    const { ports } = await aLedger()
    const merchants = async (filter: Partial<ProcessFilter>) => {
      const counts = await countProcesses(ports, { ...EVERY_PROCESS, ...filter })
      return counts?.actors.find(({ actor }) => actor === 'MERCHANT')?.count
    }
    expect(await merchants({ actor: 'CARREFOUR' })).toBe(3)
    expect(await merchants({ causes: ['NOT_CATALOGED'] })).toBe(0)
  })

  it('are not made for a search', async () => {
    const { ports } = await aLedger()
    expect(await countProcesses(ports, { ...EVERY_PROCESS, search: 'pao' })).toBeNull()
  })
})

const WORDS = ['cadeira', 'azul', 'm', 'g', '100%', 'lote7', '12', '123', 'P&G', 'ção']

const aWord = fc.constantFrom(...WORDS)
const aName = fc.array(aWord, { minLength: 1, maxLength: 4 }).map(words => words.join(' '))
const aProduct = fc.record({
  name: aName,
  reference: fc.option(aName),
  ean: fc.constantFrom(null, '07896100000032', '12345678'),
})
const aSearch = fc.oneof(
  fc.array(aWord, { maxLength: 4 }).map(words => words.join(' ')),
  fc.constantFrom('12', '123, 5', '7896100000032', '%', '...', '1', 'cade', 'a b c d e f g h i j k')
)

/** The results of the four users of the same filter. */
async function everyWay(
  products: readonly { name: string; reference: string | null; ean: string | null }[],
  search: string
) {
  const shop = aShop()
  const { ports } = shop
  for (const [at, facts] of products.entries())
    await ports.ledger.put(
      aProcess({ skuId: skuId(at + 1), facts: someFacts(facts), attempts: [] })
    )
  const filter: ProcessFilter = { ...EVERY_PROCESS, search }
  const list: SkuId[] = []
  for (let page = 1, more = true; more; page += 1) {
    const view = await viewProcesses(ports, filter, { sort: 'newest', page, pageSize: 7 })
    list.push(...view.items.map(row => row.skuId))
    expect(view.total).toBe(
      (await viewProcesses(ports, filter, { sort: 'skuUp', page: 1, pageSize: 100 })).items.length
    )
    more = page * 7 < view.total
  }
  const file: SkuId[] = []
  let cursor: SkuId | null = null
  do {
    const step = await exportProcesses(ports, filter, cursor)
    file.push(...step.items.map(row => row.skuId))
    cursor = step.cursor
  } while (cursor !== null)
  const plan = await planJob(ports, { search })
  const job = await startJob(ports, { filter: { search }, key: 'k', person: 'owner' })
  return { list, file, plan: plan.ok ? plan.value.total : 0, job: job.ok ? job.value.expected : 0 }
}

describe('a filter', () => {
  it('has the same rows in list, count, export and reprocess job', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(aProduct, { minLength: 1, maxLength: 30 }),
        aSearch,
        async (products, search) => {
          const { list, file, plan, job } = await everyWay(products, search)
          const rows = [...list].sort()
          found += rows.length > 0 && rows.length < products.length ? 1 : 0
          expect(new Set(list).size).toBe(list.length)
          expect([...file].sort()).toEqual(rows)
          expect([plan, job]).toEqual([rows.length, rows.length])
        }
      ),
      { numRuns: process.env.LONG_TESTS ? 2_000 : 60 }
    )
    expect(found).toBeGreaterThan(5)
  })

  it('has the same rows in each of them while some wait for their next outcome (C11)', async () => {
    const shop = aShop()
    for (const id of [1, 2, 3])
      await shop.ports.ledger.put(
        aProcess({ skuId: skuId(id), status: 'ERROR', cause: 'MARKETPLACE_UNAVAILABLE' })
      )
    await shop.ports.queue.enqueue({ skuId: skuId(2), priority: 'retry' }, shop.ports.clock.now())
    const filter: ProcessFilter = { ...EVERY_PROCESS, status: 'ERROR' }
    const view = await viewProcesses(shop.ports, filter, { sort: 'skuUp', page: 1, pageSize: 25 })
    const file = await exportProcesses(shop.ports, filter, null)
    for (const items of [view.items, file.items])
      expect(items.map(row => [row.skuId, row.pending]).sort()).toEqual([
        ['1', false],
        ['2', true],
        ['3', false],
      ])
    const plan = await planJob(shop.ports, { status: 'ERROR' })
    expect([view.total, plan.ok && plan.value.total]).toEqual([3, 3])
    const waiting = { ...EVERY_PROCESS, status: 'PENDING' as const }
    expect((await exportProcesses(shop.ports, waiting, null)).items).toHaveLength(1)
  })

  it('includes a SKU the search does not know yet in each of them', async () => {
    const shop = aShop()
    shop.ports.ledger.lag = 60_000
    await shop.ports.ledger.put(aProcess({ skuId: skuId(123) }))
    const filter = { ...EVERY_PROCESS, search: '123' }
    const view = await viewProcesses(shop.ports, filter, { sort: 'newest', page: 1, pageSize: 25 })
    expect([view.total, view.items.map(row => row.skuId)]).toEqual([1, ['123']])
    expect((await exportProcesses(shop.ports, filter, null)).items).toHaveLength(1)
    expect(await planJob(shop.ports, { search: '123' })).toMatchObject({
      ok: true,
      value: { total: 1 },
    })
  })

  it('puts the SKU first when a number is its code and another’s reference, and shows both', async () => {
    const shop = aShop()
    await shop.ports.ledger.put(aProcess({ skuId: skuId(123), processedAt: 1 }))
    await shop.ports.ledger.put(
      aProcess({ skuId: skuId(910_002), facts: someFacts({ reference: '123' }), processedAt: 2 })
    )
    const view = await viewProcesses(
      shop.ports,
      { ...EVERY_PROCESS, search: '123' },
      { sort: 'newest', page: 1, pageSize: 25 }
    )
    expect(view.items.map(row => row.skuId)).toEqual(['123', '910002'])
  })

  it.each([
    ['...', 'NOTHING_TO_SEARCH'],
    ['a b c d e f g h i j k', 'TOO_MANY_WORDS'],
  ])('finds and takes nothing for the search %j, with the reason %s', async (search, why) => {
    const shop = aShop()
    await shop.ports.ledger.put(aProcess({ skuId: skuId(1) }))
    const view = await viewProcesses(
      shop.ports,
      { ...EVERY_PROCESS, search },
      { sort: 'newest', page: 1, pageSize: 25 }
    )
    expect(view).toMatchObject({ items: [], total: 0, searchProblem: why })
    expect(await planJob(shop.ports, { search })).toMatchObject({ ok: false })
    expect(
      await startJob(shop.ports, { filter: { search }, key: 'k', person: 'owner' })
    ).toMatchObject({ ok: false })
  })
})

const named = (name: string, reference: string | null = null) =>
  aProcess({ skuId: skuId(900_100), facts: someFacts({ name, reference, ean: null }) })

const finds = (text: string, name: string, reference: string | null = null) => {
  const process = named(name, reference)
  return matchesSearch(process.skuId, process, readSearch(text))
}

describe('parsing of a search text', () => {
  it.each([
    ['', { kind: 'everything' }],
    ['   ', { kind: 'everything' }],
    ['...', { kind: 'unusable', why: 'NOTHING_TO_SEARCH' }],
    ['"', { kind: 'unusable', why: 'NOTHING_TO_SEARCH' }],
    ['x'.repeat(2_001), { kind: 'unusable', why: 'TOO_LONG' }],
    ['a b c d e f g h i j k', { kind: 'unusable', why: 'TOO_MANY_WORDS' }],
    [
      Array.from({ length: 101 }, (_, at) => 10_000 + at).join(','),
      { kind: 'unusable', why: 'TOO_MANY_CODES' },
    ],
    ['10003, 10004;10003', { kind: 'codes', skuIds: ['10003', '10004'], eans: [] }],
    ['10003 10004', { kind: 'codes', skuIds: ['10003', '10004'], eans: [] }],
    ['10003\n7', { kind: 'codes', skuIds: ['10003', '7'], eans: [] }],
  ])('%j is %j', (text, expected) => {
    expect(readSearch(text)).toEqual(expected)
  })

  it('a single code is both the exact SKU and a word', () => {
    expect(readSearch(' 123 ')).toMatchObject({ kind: 'terms', exact: '123' })
    expect(readSearch('0123')).toMatchObject({ kind: 'terms', exact: null })
  })
})

describe('matching of a process', () => {
  it.each([
    ['Cadeira modelo 7 azul', 'Cadeira modelo 7 preta', false],
    ['Cadeira modelo 7 azul', 'Cadeira Azul, modelo 7', true],
    ['Camiseta básica masculina Maré Mansa M', 'Camiseta básica masculina Maré Mansa G', false],
    ['Camiseta básica masculina Maré Mansa M', 'Camiseta básica masculina Maré Mansa M', true],
    ['P&G + Ção #1 100%', 'P&G + Ção #1 100%', true],
    ['P&G + Ção #1 100%', 'Protetor solar: aguarde a confirmação 1 100', false],
    ['%', 'Algodão 100% puro', true],
    ['%', 'Algodão puro', false],
    ['_', 'a_b', true],
    ['_', 'a b', false],
    ['cao', 'confirmação', false],
    ['conf', 'confirmação', true],
    ['CAFÉ', 'Cafeteira', true],
  ])('%j matches %j: %s', (text, name, expected) => {
    expect(finds(text, name)).toBe(expected)
  })

  it('the last letter of a divided code is a word of its own', () => {
    expect(finds('MOD-001-M', 'Meia', 'MOD-001-M')).toBe(true)
    expect(finds('MOD-001-M', 'Saia', 'MOD-001-G')).toBe(false)
    expect(finds('1-2', 'Cabo', 'X-12')).toBe(false)
  })

  it('a prefix of a code matches', () => {
    const process = aProcess({ skuId: skuId(10_003) })
    const by = (text: string) => matchesSearch(process.skuId, process, readSearch(text))
    expect([by('100'), by('10003'), by('0003'), by('10004')]).toEqual([true, true, false, false])
  })

  it.each(['7896100000032', '07896100000032', '7896100000032, 5'])(
    'the EAN %j matches whatever zeros the store writes',
    text => {
      for (const ean of ['7896100000032', '07896100000032']) {
        const process = aProcess({ facts: someFacts({ ean }) })
        expect(matchesSearch(process.skuId, process, readSearch(text))).toBe(true)
      }
    }
  )

  it('Carrefour’s own words of the latest attempt match', () => {
    const process = aProcess({ attempts: [anAttempt({ message: 'A oferta 10308 não existe' })] })
    expect(matchesSearch(process.skuId, process, readSearch('oferta não existe'))).toBe(true)
  })

  it('the search tokens stay bounded for a name of any length', () => {
    const process = named(Array.from({ length: 5_000 }, (_, at) => `w${at}`).join(' '))
    expect(searchTokens(process).join('').length).toBeLessThanOrEqual(2_500)
  })
})

/** Search reach in these tests, instead of 10,000. */
const REACH = 40

const STATUSES: readonly SettledStatus[] = ['ERROR', 'WARNING', 'SUCCESS']

/** 205 processes with this many different dates. */
async function aLedgerAt(moments: number) {
  const ledger = new FakeLedger(new FakeClock(), 0, REACH)
  for (let id = 1; id <= 205; id += 1) {
    const status = STATUSES[id % 3]
    await ledger.put(
      aProcess({
        skuId: skuId(id),
        processedAt: 1_000 + (id % moments),
        ...(status ? { status } : {}),
        ...(status === 'SUCCESS' ? {} : { cause: 'AUTH_INVALID' as const }),
        quantity: id % moments,
        atCarrefour: 4,
      })
    )
  }
  return ledger
}

async function everyPage(ledger: FakeLedger, sort: ListSort, size: number) {
  const rows: string[] = []
  for (let page = 1; page <= Math.ceil(205 / size); page += 1) {
    const { items, total } = await ledgerRows(
      ledger,
      {},
      { sort, skip: (page - 1) * size, take: size },
      { atlas: null, reach: REACH }
    )
    expect(total).toBe(205)
    rows.push(...items.map(item => item.skuId))
  }
  return rows
}

const SORTS: readonly ListSort[] = [
  'newest',
  'oldest',
  'skuUp',
  'skuDown',
  'statusUp',
  'statusDown',
  'impact',
]

describe('pages beyond Master Data’s reach', () => {
  it.each([
    ['each process has its own moment', 205],
    ['some share one', 30],
    ['a whole file shares one, within reach', 6],
    ['a whole file shares one, beyond reach', 3],
    ['all share one', 1],
  ])('show every row once, in any order and size: %s', async (_, moments) => {
    const ledger = await aLedgerAt(moments)
    for (const sort of SORTS) {
      for (const size of [7, 10, 15]) {
        const rows = await everyPage(ledger, sort, size)
        expect([sort, size, rows.length, new Set(rows).size]).toEqual([sort, size, 205, 205])
      }
    }
  })

  it('take one search for the last page that Master Data still reaches', async () => {
    const ledger = await aLedgerAt(205)
    let searches = 0
    const search = ledger.search.bind(ledger)
    ledger.search = query => {
      searches += 1
      return search(query)
    }
    const last = { sort: 'newest', skip: REACH - 10, take: 10 } as const
    const { items } = await ledgerRows(ledger, {}, last, { atlas: null, reach: REACH })
    expect([items.length, searches]).toEqual([10, 1])
  })

  it('sort SKU codes as numbers', async () => {
    const rows = await everyPage(await aLedgerAt(9), 'skuUp', 10)
    expect(rows).toEqual(Array.from({ length: 205 }, (_, at) => String(at + 1)))
  })

  it('sort dates in order', async () => {
    const ledger = await aLedgerAt(30)
    const dates = (await everyPage(ledger, 'newest', 10)).map(sku => Number(sku) % 30)
    expect(dates).toEqual([...dates].sort((a, b) => b - a))
  })

  it('put errors first by status', async () => {
    const { items } = await ledgerRows(
      await aLedgerAt(30),
      {},
      { sort: 'statusUp', skip: 60, take: 10 },
      { atlas: null, reach: REACH }
    )
    expect(items.map(item => item.status)).toEqual([
      ...Array<string>(8).fill('ERROR'),
      ...Array<string>(2).fill('WARNING'),
    ])
  })

  it('return only the total for a page beyond the end', async () => {
    expect(
      await ledgerRows(
        await aLedgerAt(30),
        {},
        { sort: 'newest', skip: 980, take: 10 },
        { atlas: null, reach: REACH }
      )
    ).toEqual({
      items: [],
      total: 205,
    })
  })
})

/** Reach and distance in these tests, instead of 10,000 and 5,000. */
const ROWS = process.env.LONG_TESTS ? 3_000 : 1_000
const FAR = process.env.LONG_TESTS ? 400 : 200
const STEP = FAR / 2

const CAUSES: readonly (Cause | null)[] = [null, null, null, 'NOT_CATALOGED', 'AUTH_INVALID']

interface Row {
  readonly sku: number
  readonly at: number
  readonly cause: Cause | null
}

/** A counted ledger of these rows. */
async function aLedgerOf(rows: readonly Row[]) {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock, 0, FAR)
  // As it is stored: the milestones are written by one request and read by another.
  const { summary } = aStoredAccount({ clock }).ports
  for (const { sku, at, cause } of rows)
    await ledger.put(
      aProcess({
        skuId: skuId(sku),
        processedAt: at,
        cause,
        status: cause === null ? 'SUCCESS' : cause === 'NOT_CATALOGED' ? 'WARNING' : 'ERROR',
        quantity: 1,
        atCarrefour: sku % 1_009 < 50 ? 4 : 1,
      })
    )
  const counts = await countCauses({ ledger })
  await summary.update(now => ({ ...now, ...counts, at: 1, countedAt: 1 }))
  const set = async () => {
    for (let run = 0; run < 20; run += 1)
      await setMilestones({ ledger, summary, clock }, () => true, { reach: FAR, step: STEP })
  }
  await set()
  const finding = async (): Promise<Finding> => ({
    atlas: atlasOf(await summary.read()),
    reach: FAR,
  })
  return { ledger, summary, clock, set, finding }
}

type Searched = Awaited<ReturnType<typeof aLedgerOf>>

/** A page, and how many searches it took. */
async function page(
  { ledger, finding }: Searched,
  filter: LedgerFilter,
  range: { readonly sort: ListSort; readonly skip: number; readonly take: number }
) {
  const how = await finding()
  let searches = 0
  ledger.fault = () => {
    searches += 1
    return null
  }
  const { items, total } = await ledgerRows(ledger, filter, range, how)
  ledger.fault = null
  return { ids: items.map(item => item.skuId), total, searches }
}

/** Rows in files that share a moment. */
const inFiles = (ofFile: number, code = (id: number) => id): readonly Row[] =>
  Array.from({ length: ROWS }, (_, at) => ({
    sku: code(at + 1),
    at: 10_000 + Math.floor(at / ofFile) * 1_000,
    cause: CAUSES[(at * 7) % 5] ?? null,
  }))

const FILTERS: readonly LedgerFilter[] = [
  {},
  { status: 'SUCCESS' },
  { causes: ['NOT_CATALOGED'] },
  { without: ['AUTH_INVALID'] },
]

describe('a page far down the list', () => {
  it.each([
    ['each row has its own moment', inFiles(1)],
    ['small files share one', inFiles(30)],
    ['files as large as one search reaches share one', inFiles(FAR)],
    ['codes lie far apart in two heaps', inFiles(30, id => (id > ROWS / 2 ? id * 1_000 : id))],
  ])('costs at most three searches: %s', async (_, rows) => {
    const searched = await aLedgerOf(rows)
    for (const sort of SORTS)
      for (const filter of FILTERS) {
        const { total } = await page(searched, filter, { sort, skip: 0, take: 25 })
        for (let at = 0; at < total; at += 205) {
          const found = await page(searched, filter, { sort, skip: at, take: 25 })
          expect([sort, filter, at, found.total, found.ids.length]).toEqual([
            sort,
            filter,
            at,
            total,
            Math.min(25, total - at),
          ])
          expect([sort, filter, at, Math.max(found.searches, 3)]).toEqual([sort, filter, at, 3])
        }
      }
  })

  it('shows every row once, in the order of the codes', async () => {
    const searched = await aLedgerOf(inFiles(30))
    for (const take of [25, 50, 100]) {
      const ids: string[] = []
      for (let skip = 0; skip < ROWS; skip += take)
        ids.push(...(await page(searched, {}, { sort: 'skuUp', skip, take })).ids)
      expect(ids).toEqual(Array.from({ length: ROWS }, (_, at) => String(at + 1)))
    }
  })

  it('shows what it shows without milestones, however old they are', async () => {
    const searched = await aLedgerOf(inFiles(30))
    const { ledger, clock, finding } = searched
    const old = await finding()
    const move = fc.record({
      sku: fc.integer({ min: 1, max: 1_300 }),
      at: fc.integer({ min: 10_000, max: 60_000 }),
      cause: fc.constantFrom(...CAUSES),
    })
    const asked = fc.record({
      sort: fc.constantFrom(...SORTS.filter(sort => sort !== 'impact')),
      skip: fc.integer({ min: 0, max: 1_100 }),
      take: fc.constantFrom(10, 25, 100),
      filter: fc.constantFrom(...FILTERS, { since: 20_000 }, { before: 30_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { maxLength: 40 }),
        fc.array(asked, { minLength: 1, maxLength: 4 }),
        async (moves, pages) => {
          for (const { sku, at, cause } of moves)
            await ledger.put(aProcess({ skuId: skuId(sku), processedAt: at, cause }))
          clock.pass(MINUTE)
          for (const { filter, ...range } of pages) {
            const atlas = old.atlas && { ...old.atlas, isExact: false }
            const found = await ledgerRows(ledger, filter, range, { atlas, reach: FAR })
            const plain = await ledgerRows(ledger, filter, range, { atlas: null, reach: FAR })
            expect(found.total).toBe(plain.total)
            const keyOf = ({ processedAt, skuId: id, status }: (typeof found.items)[number]) =>
              range.sort.startsWith('sku') ? id : `${status} ${processedAt}`
            expect(found.items.map(keyOf)).toEqual(plain.items.map(keyOf))
          }
        }
      ),
      { numRuns: process.env.LONG_TESTS ? 500 : 15 }
    )
  })
})

describe('milestones', () => {
  it('are not set for a list that one search reaches', async () => {
    const searched = await aLedgerOf(inFiles(1).slice(0, FAR))
    expect((await searched.summary.read()).milestones.at).toBe(0)
  })

  it('are set once, and anew when one row in a hundred is new', async () => {
    const { ledger, summary, set } = await aLedgerOf(inFiles(30))
    const first = (await summary.read()).milestones
    expect(first.isWhole).toBe(true)
    let searches = 0
    ledger.fault = () => {
      searches += 1
      return null
    }
    await set()
    expect(searches).toBe(0)
    await summary.update(now => ({ ...now, success: now.success + 40 }))
    await set()
    expect(searches).toBeGreaterThan(0)
    expect((await summary.read()).milestones.total).toBe(ROWS + 40)
  })
})
