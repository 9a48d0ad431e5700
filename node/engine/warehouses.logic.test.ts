import { describe, expect, it } from '@jest/globals'

import { skuId } from '../testing/factories'
import { type WarehouseStock, MAX_UNITS, mostQuestions, unitsIn, worthAsking } from './stock.logic'

const row = (warehouseId: string, total: number, reserved = 0, unlimited = false) => ({
  warehouseId,
  total,
  reserved,
  unlimited,
})
const serving = new Set(['main', 'far'])

describe('sellable units in the warehouses of a policy', () => {
  it.each<[string, readonly WarehouseStock[], number]>([
    ['one', [row('main', 7, 2)], 5],
    ['two', [row('main', 7, 2), row('far', 1)], 6],
    ['one of another policy', [row('main', 7), row('other', 100)], 7],
    ['one of them in want', [row('main', 5), row('far', 0, 3)], 5],
    ['all in want', [row('main', 2, 5), row('far', 0, 1)], -4],
    ['none left', [row('main', 4, 4)], 0],
    ['none of them', [row('other', 3)], 0],
    ['unlimited', [row('main', 0, 9, true), row('far', 3)], MAX_UNITS],
    ['another that only capitals tell apart', [row('Main', 3)], 0],
    ['one that only a blank tells apart', [row('main ', 3), row('main', 2)], 2],
    ['no rows', [], 0],
  ])('%s (%j): %d', (_, rows, units) => {
    expect(unitsIn(rows, serving)).toBe(units)
  })
})

describe('which empty SKUs are worth a call', () => {
  const known = new Map([
    [skuId(1), { cause: null, quantity: 0 }],
    [skuId(2), { cause: null, quantity: 8 }],
    [skuId(3), { cause: 'NEGATIVE_STOCK' as const, quantity: 0 }],
    [skuId(4), { cause: null, quantity: 0 }],
  ])
  const empty = [1, 2, 3, 4, 5].map(id => ({ skuId: skuId(id), byPerson: id === 4 }))

  it('takes a person’s first, then those explained before, then those that had units or are new, and none that stay sold out', () => {
    expect(worthAsking(empty, known, 10)).toEqual(['4', '3', '2', '5'])
  })

  it('takes the most worthwhile when calls are few', () => {
    expect(worthAsking(empty, known, 2)).toEqual(['4', '3'])
  })

  it.each([1_000, 2_500, 10_000])('makes at most 25 calls per 1,000 for a file of %d SKUs', all => {
    const simulations = Math.ceil(all / 50)
    const docksAndWarehouses = 2
    const calls = simulations + docksAndWarehouses + mostQuestions(all)
    expect(calls / all).toBeLessThanOrEqual(25 / 1_000)
  })
})
