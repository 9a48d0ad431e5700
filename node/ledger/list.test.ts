import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { aProcess, skuId, someFacts } from '../testing/factories'
import { type Shop, aShop, idOf, notify } from '../testing/workday'
import { countProcesses } from './matches'
import { type ProcessFilter, EVERY_PROCESS, statusOfRow } from './filter.logic'
import { viewProcess, viewProcesses } from './list'
import type { SkuId } from '../shared/sku.logic'
import { exportProcesses } from '../export/resolvers'
import { planJob } from '../jobs/plan'
import { startJob } from '../jobs/start'

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
