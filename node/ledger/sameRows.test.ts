import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import { type ProcessFilter, EVERY_PROCESS } from './filter.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import { aProcess, skuId, someFacts } from '../testing/factories'
import { aShop } from '../testing/workday'
import { exportProcesses } from '../export/export'
import { planJob } from '../jobs/plan'
import { startJob } from '../jobs/start'
import { viewProcesses } from './list'

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
