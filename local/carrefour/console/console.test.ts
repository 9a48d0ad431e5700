import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, stockFile, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

it('shows keys, imports, calls, waiting products, offers and faults on one page', async () => {
  await b.importNow(stockFile(['1', 5], ['3', 1]))
  const page = await (await b.console('')).text()
  for (const text of [
    'Loja Demo (2001)',
    'aceitas: 1, recusadas: 1',
    'STO01',
    'Produto 3',
    '7890000000017',
  ]) {
    expect(page).toContain(text)
  }
  expect(page).not.toContain(b.secret)
})

it('shows the file and the report of an import', async () => {
  const id = await b.importNow(stockFile(['3', 1]))
  const page = await (await b.console(`/imports/${id}`)).text()
  expect(page).toContain('offer-sku')
  expect(page).toContain('A oferta com o SKU 3 não existe')
  expect((await b.console('/imports/unknown')).status).toBe(404)
  expect(await (await b.console(`/api/imports/${id}/file`)).text()).toBe(stockFile(['3', 1]))
})

it('names every column, and keeps what can be done in sight where the page is narrow', async () => {
  const page = await (await b.console('')).text()
  expect(page).not.toMatch(/<th scope="col">\s*<\/th>/)
  const [, scenarios = ''] = page.split('id="scenarios"')
  expect(scenarios.slice(0, scenarios.indexOf('<thead>'))).toContain('class="acts"')
})

it('escapes what came from outside', async () => {
  b.carrefour.load([
    {
      shopId: 2001,
      sku: 'evil',
      ean: '7890000000093',
      title: '<script>alert(1)</script>',
      category: 'Casa',
      price: 1,
      state: 'pending',
    },
  ])
  const response = await b.console('?search=%22%3E%3Cb%3E')
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(page).not.toContain('<script>alert(1)')
  expect(page).not.toContain('"><b>')
})

it('searches offers by SKU, EAN or name', async () => {
  const found = async (search: string) => {
    const response = await b.console(`/api/offers?search=${encodeURIComponent(search)}`)
    return ((await response.json()) as { offers: { sku: string }[] }).offers.map(({ sku }) => sku)
  }
  expect(await found('Produto 2')).toEqual(['2'])
  expect(await found('7890000000031')).toEqual(['3'])
  expect(await found('4')).toEqual(['4'])
})

it('takes JSON only, so that no other site can press its buttons', async () => {
  const url = `${b.url}/console/carrefour/api/keys/1/revoke`
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(415)
  expect((await b.api('/api/offers')).status).toBe(200)
})

it.each([
  ['POST', '/api/keys', { name: '', shopId: 2001 }, 'name'],
  ['POST', '/api/keys', { name: 'K', shopId: 7 }, undefined],
  ['PUT', '/api/settings', { language: 'de' }, 'language'],
  ['PUT', '/api/products/1', { state: 'gone' }, 'state'],
  [
    'POST',
    '/api/products',
    { products: [{ shopId: 2001, sku: 'a', ean: 'x', title: 't' }] },
    'products.0.ean',
  ],
])('%s %s refuses wrong values and names them', async (method, path, body, field) => {
  const response = await b.console(path, method, body)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as { error: { problems: { field: string }[] } }
  expect(error.problems[0]?.field).toBe(field)
})

it('keeps the last 500 imports', async () => {
  await b.console('/api/settings', 'PUT', { throttleBy: 'off' })
  for (let i = 0; i < 503; i++) await b.upload(stockFile(['1', i]))
  const { imports } = (await (await b.console('/api/imports?limit=500')).json()) as {
    imports: object[]
  }
  expect(imports).toHaveLength(500)
  const row = b.db.prepare('SELECT COUNT(*) AS kept FROM carrefour_imports').get()
  expect(row).toMatchObject({ kept: 500 })
})
