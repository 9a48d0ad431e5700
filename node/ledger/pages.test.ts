import { describe, expect, it } from '@jest/globals'

import type { SettledStatus } from '../shared/causes'
import { aProcess, skuId } from '../testing/factories'
import { FakeClock } from '../testing/fakes'
import { FakeLedger } from '../testing/ledger'
import { type ListSort, ledgerRows } from './pages'

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

describe('pages beyond Master Data’s reach', () => {
  it.each([
    ['each process has its own moment', 205],
    ['some share one', 30],
    ['a whole file shares one, within reach', 6],
    ['a whole file shares one, beyond reach', 3],
    ['all share one', 1],
  ])('show every row once, in any order and size: %s', async (_, moments) => {
    const ledger = await aLedger(moments)
    for (const sort of [
      'newest',
      'oldest',
      'skuUp',
      'skuDown',
      'statusUp',
      'statusDown',
      'impact',
    ] as const) {
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
