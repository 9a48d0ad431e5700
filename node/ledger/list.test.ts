import { describe, expect, it } from '@jest/globals'

import { aProcess, skuId, someFacts } from '../testing/factories'
import { type Shop, aShop, idOf, notify } from '../testing/workday'
import { countProcesses } from './counts'
import { type ProcessFilter, EVERY_PROCESS, statusOfRow } from './filter.logic'
import { viewProcess, viewProcesses } from './list'

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

  it('shows a queued SKU as pending, and not among the errors', async () => {
    const shop = await aLedger()
    await notify(shop, 10)
    const errors = await list(shop, { status: 'ERROR' })
    expect(errors.items.map(row => row.skuId)).toEqual(['30', '20'])
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
