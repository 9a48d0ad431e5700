import { describe, expect, it } from '@jest/globals'

import { listings, storeData } from './data'
import { CARREFOUR_POLICY } from './policies'
import { type DemoSku, demoSkus } from './skus'
import { ean13 } from './ean'
import type { Trouble } from './trouble'

const LONG = process.env['LONG_TESTS'] === '1'
const skus = demoSkus()
const sold = skus.filter(({ sku }) => sku.policies.includes(CARREFOUR_POLICY))
const count = (trouble: Trouble) => sold.filter(one => one.trouble === trouble).length

it('is a store of about 320 SKUs in about 200 products, most of them sold at Carrefour', () => {
  expect(skus.length).toBeGreaterThanOrEqual(310)
  expect(new Set(skus.map(({ product }) => product.productId)).size).toBeGreaterThanOrEqual(195)
  expect(sold.length).toBeGreaterThanOrEqual(285)
})

it('has some SKUs in each kind of trouble', () => {
  expect(count('not-catalogued') + count('catalogued-soon')).toBeGreaterThanOrEqual(13)
  expect(count('catalogued-soon')).toBe(2)
  expect(count('blocked') + count('price-refused')).toBe(4)
  expect(count('over-reserved')).toBe(2)
  expect(count('inactive')).toBeGreaterThanOrEqual(3)
  for (const trouble of ['low-stock', 'no-stock', 'unlimited'] as const) {
    expect(count(trouble)).toBeGreaterThanOrEqual(4)
  }
  expect(sold.filter(({ sku }) => sku.kitItems.length > 0)).toHaveLength(6)
})

it('never mixes up two SKUs: ids, EANs and RefIds are unique', () => {
  for (const field of ['skuId', 'ean', 'refId'] as const) {
    expect(new Set(skus.map(({ sku }) => sku[field])).size).toBe(skus.length)
  }
})

it('is the same at every call', () => {
  expect(demoSkus()).toEqual(skus)
  expect(storeData(demoSkus())).toEqual(storeData(skus))
})

it('has quantities of 0 to 500 a warehouse', () => {
  for (const row of storeData(skus).stock ?? []) {
    expect(row.total).toBeGreaterThanOrEqual(0)
    expect(row.total).toBeLessThanOrEqual(502)
  }
})

it('lets Carrefour know every product and price', () => {
  const all = listings(skus, 0)
  expect(all).toHaveLength(skus.length)
  expect(all.every(({ price }) => price > 0)).toBe(true)
  expect(all.filter(({ catalogueAt }) => catalogueAt !== null)).toHaveLength(2)
})

it.each([
  // 7891000315507 is the worked example of many barcode guides.
  [1000, 31550, '7891000315507'],
  [6100, 1, '7896100000018'],
])('EAN of company %i, item %i', (company, item, ean) => {
  expect(ean13(company, item)).toBe(ean)
})

it('every EAN has 13 digits and the right check digit', () => {
  for (const { sku } of skus) {
    const sum = [...sku.ean].reduce((s, digit, i) => s + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
    expect(sku.ean).toMatch(/^789\d{10}$/)
    expect(sum % 10).toBe(0)
  }
})

describe('a bigger demo', () => {
  it.each(LONG ? [10_000, 100_000] : [10_000])(
    'of %i SKUs has as many, each with an id, an EAN and a reference of its own, and the first are the usual ones',
    size => {
      const skus = demoSkus(size)
      expect(skus).toHaveLength(size)
      for (const of of [
        ({ sku }: DemoSku) => String(sku.skuId),
        ({ sku }: DemoSku) => sku.ean,
        ({ sku }: DemoSku) => sku.refId,
      ])
        expect(new Set(skus.map(of)).size).toBe(size)
      expect(skus.slice(0, demoSkus().length)).toEqual(demoSkus())
      expect(new Set(skus.map(({ trouble }) => trouble)).size).toBeGreaterThan(8)
    }
  )
})
