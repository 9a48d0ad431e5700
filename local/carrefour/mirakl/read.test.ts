import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, stockFile, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

interface Page {
  offers: Record<string, unknown>[]
  total_count: number
}

async function page(query: string): Promise<Page & { link: string | null }> {
  const response = await b.api(`/api/offers${query}`)
  return { ...((await response.json()) as Page), link: response.headers.get('Link') }
}

it('OF21 lists the shop’s catalogued offers with the fields that stock needs', async () => {
  await b.importNow(stockFile(['1', 5]))
  const { offers, total_count } = await page('?sku=1')
  expect(total_count).toBe(1)
  expect(offers[0]).toMatchObject({
    active: true,
    offer_id: 1,
    price: 10,
    product_references: [{ reference: '7890000000017', reference_type: 'EAN' }],
    quantity: 5,
    shop_sku: '1',
    state_code: '11',
  })
})

it('OF21 says ZERO_QUANTITY for an offer without stock', async () => {
  const { offers } = await page('?sku=2')
  expect(offers[0]).toMatchObject({
    active: false,
    quantity: 0,
    inactivity_reasons: ['ZERO_QUANTITY'],
  })
})

it('OF21 knows no offer of a product that is not catalogued', async () => {
  expect(await page('?sku=3')).toMatchObject({ offers: [], total_count: 0 })
})

it('OF21 gives 10 offers by default, 100 at most, and links to the pages around', async () => {
  b.carrefour.load(
    Array.from({ length: 250 }, (_, i) => ({
      shopId: 2001,
      sku: `x${i}`,
      ean: String(7_891_000_000_000 + i),
      title: `Mais ${i}`,
      category: 'Casa',
      price: 1,
      state: 'catalogued' as const,
    }))
  )
  expect((await page('')).offers).toHaveLength(10)
  expect((await page('?max=500')).offers).toHaveLength(100)
  const middle = await page('?max=100&offset=100&sort=price')
  expect(middle.total_count).toBe(253)
  expect(middle.link).toContain('max=100&offset=0&sort=price>; rel="previous"')
  expect(middle.link).toContain('max=100&offset=200&sort=price>; rel="next"')
  expect((await page('?max=100&offset=200')).link).not.toContain('rel="next"')
  expect((await b.api('/api/offers?max=ten')).status).toBe(400)
  expect((await b.api('/api/offers?sort=colour')).status).toBe(400)
})

it('OF22 answers one offer by its id, 404 for an unknown one, 400 for no number', async () => {
  const { offers } = await page('?sku=1')
  const id = String(offers[0]?.['offer_id'])
  expect(await (await b.api(`/api/offers/${id}`)).json()).toMatchObject({ shop_sku: '1' })
  expect((await b.api('/api/offers/999')).status).toBe(404)
  expect((await b.api('/api/offers/abc')).status).toBe(400)
})

it('P31 answers the catalogued products among the EANs asked for', async () => {
  const query = 'EAN|7890000000017,EAN|7890000000031,EAN|7899999999999'
  const response = await b.api(`/api/products?product_references=${encodeURIComponent(query)}`)
  expect(await response.json()).toEqual({
    products: [
      {
        category_code: 'Casa',
        category_label: 'Casa',
        product_id: '7890000000017',
        product_id_type: 'EAN',
        product_sku: 'MP7890000000017',
        product_title: 'Produto 1',
      },
    ],
    total_count: 1,
  })
})

it.each([
  ['no reference', ''],
  ['SHOP_SKU', '?product_references=SHOP_SKU|1'],
  ['SKU', '?product_references=SKU|1'],
  ['no type', '?product_references=7890000000017'],
  [
    'more than 100',
    `?product_references=${Array.from({ length: 101 }, (_, i) => `EAN|${i}`).join(',')}`,
  ],
])('P31 refuses %s with 400', async (_name, query) => {
  expect((await b.api(`/api/products${query}`)).status).toBe(400)
})

it('A01 names the shop of the key', async () => {
  expect(await (await b.api('/api/account')).json()).toMatchObject({
    shop_id: 2001,
    shop_name: 'Loja Demo',
    shop_state: 'OPEN',
    currency_iso_code: 'BRL',
    offers_count: 3,
  })
})
