import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { SettledStatus, Cause } from '../shared/causes'
import { aProcess, skuId } from '../testing/factories'
import { FakeClock } from '../testing/fakes'
import { FakeLedger } from '../testing/ledger'
import { type ListSort, type Finding, ledgerRows } from './pages'
import { countCauses } from './matches'
import type { LedgerFilter } from '../ports/stores'
import { MINUTE } from '../shared/time'
import { FakeSummary } from '../testing/stores'
import { setMilestones } from './upkeep'
import { atlasOf } from './summary.logic'

/** Search reach in these tests, instead of 10,000. */
const REACH = 40

const STATUSES: readonly SettledStatus[] = ['ERROR', 'WARNING', 'SUCCESS']

/** 205 processes with this many different dates. */
async function aLedger(moments: number) {
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
    const ledger = await aLedger(moments)
    for (const sort of SORTS) {
      for (const size of [7, 10, 15]) {
        const rows = await everyPage(ledger, sort, size)
        expect([sort, size, rows.length, new Set(rows).size]).toEqual([sort, size, 205, 205])
      }
    }
  })

  it('sort SKU codes as numbers', async () => {
    const rows = await everyPage(await aLedger(9), 'skuUp', 10)
    expect(rows).toEqual(Array.from({ length: 205 }, (_, at) => String(at + 1)))
  })

  it('sort dates in order', async () => {
    const ledger = await aLedger(30)
    const dates = (await everyPage(ledger, 'newest', 10)).map(sku => Number(sku) % 30)
    expect(dates).toEqual([...dates].sort((a, b) => b - a))
  })

  it('put errors first by status', async () => {
    const { items } = await ledgerRows(
      await aLedger(30),
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
        await aLedger(30),
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
  const [ledger, summary] = [new FakeLedger(clock, 0, FAR), new FakeSummary()]
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
