import { describe, expect, it } from 'vitest'
import { aProcess, skuId, someFacts } from '../testing/factories'
import { aShop, idOf, notify } from '../testing/workday'
import { statusOfRow, viewProcess, viewProcesses } from './viewProcesses'

const all = { status: null, search: '' } as const

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
  it('given 30 processes, expect pages, newest first', async () => {
    const { ports } = await aLedger()
    const page = await viewProcesses(ports, all, 2, 25)
    expect(page).toMatchObject({ total: 30, page: 2 })
    expect(page.items.map(row => row.skuId)).toEqual(['5', '4', '3', '2', '1'])
  })

  it('given a page past the end, expect the last page', async () => {
    const { ports } = await aLedger()
    expect(await viewProcesses(ports, all, 99, 25)).toMatchObject({ page: 2 })
  })

  it('given a SKU code, expect that one row whatever else holds the number', async () => {
    const { ports } = await aLedger()
    const page = await viewProcesses(ports, { status: null, search: ' 3 ' }, 1, 25)
    expect(page.items.map(row => row.skuId)).toEqual(['3'])
  })

  it('given words of the name without accents, expect the rows', async () => {
    const { ports } = await aLedger()
    expect(await viewProcesses(ports, { status: null, search: 'PAO forma' }, 1, 25)).toMatchObject({
      total: 15,
    })
  })

  it('given a queued SKU, expect it to be pending, and not among the errors', async () => {
    const shop = await aLedger()
    await notify(shop, 10)
    const errors = await viewProcesses(shop.ports, { status: 'ERROR', search: '' }, 1, 25)
    expect(errors.items.map(row => row.skuId)).toEqual(['30', '20'])
    const pending = await viewProcesses(shop.ports, { status: 'PENDING', search: '' }, 1, 25)
    expect(pending.items.map(row => [row.skuId, statusOfRow(row)])).toEqual([['10', 'PENDING']])
    expect(pending.pending).toBe(1)
  })

  it('given one SKU, expect all about it, and null for one never asked for', async () => {
    const shop = await aLedger()
    await notify(shop, 10)
    expect(await viewProcess(shop.ports, '10')).toMatchObject({
      pending: true,
      requestedAt: shop.ports.clock.now(),
    })
    expect(await viewProcess(shop.ports, '404')).toBeNull()
    expect((await viewProcess(shop.ports, '1'))?.skuId).toBe(idOf(1))
  })
})
