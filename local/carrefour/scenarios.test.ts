import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from './testing'

let b: Bench
beforeEach(async () => {
  b = await bench()
  await b.console('/api/settings', 'PUT', { throttleBy: 'off' })
})
afterEach(() => b.close())

const start = (scenario: string) => b.console(`/api/scenarios/${scenario}`, 'POST', {})
const undo = (scenario: string) => b.console(`/api/scenarios/${scenario}`, 'DELETE')
const status = async () => (await b.api('/api/offers')).status

interface Products {
  products: { ean: string; catalogueAt: number | null }[]
}
const pending = async () =>
  ((await (await b.console('/api/products?state=pending')).json()) as Products).products

it('expires every key, and makes it work again', async () => {
  await start('key-expired')
  expect(await status()).toBe(401)
  await undo('key-expired')
  expect(await status()).toBe(200)
})

it('leaves a key alone that was given another end meanwhile', async () => {
  await start('key-expired')
  b.clock.forward(1000)
  await b.console('/api/keys/1/expire', 'POST', {})
  await undo('key-expired')
  expect(await status()).toBe(401)
})

it('is down for two minutes, then works by itself', async () => {
  await start('down')
  b.clock.forward(119_000)
  expect(await status()).toBe(503)
  b.clock.forward(1000)
  expect(await status()).toBe(200)
  expect(await (await b.console('/api/scenarios')).json()).toEqual({ running: [] })
  expect(await (await b.console('/api/faults')).json()).toEqual({ faults: [] })
})

it('works again at once when the outage is undone, and keeps faults of others', async () => {
  await b.console('/api/faults', 'POST', { operation: 'STO03', kind: 'empty' })
  await start('down')
  await start('down')
  expect(await status()).toBe(503)
  await undo('down')
  expect(await status()).toBe(200)
  const { faults } = (await (await b.console('/api/faults')).json()) as { faults: object[] }
  expect(faults).toMatchObject([{ operation: 'STO03' }])
})

it('catalogues what waits, and lets it wait again', async () => {
  const before = await pending()
  expect(before).toHaveLength(1)
  await start('catalogue-all')
  expect(await pending()).toEqual([])
  await undo('catalogue-all')
  expect(await pending()).toEqual(before)
})

it('tells of a product that somebody catalogued, and not of one that became so by itself', async () => {
  b.clock.forward(1)
  const began = b.clock.now()
  const [waiting] = await pending()
  const move = (change: object) => b.console(`/api/products/${waiting?.ean ?? ''}`, 'PUT', change)
  await move({ state: 'pending', catalogueInSeconds: 5 })
  b.clock.forward(5000)
  expect(b.carrefour.since(began).catalogued).toBe(false)
  expect(await pending()).toEqual([])
  await move({ state: 'pending' })
  await move({ state: 'catalogued' })
  expect(b.carrefour.since(began).catalogued).toBe(true)
})

it('knows no other scenario, and undoes nothing that was not started', async () => {
  expect((await start('earthquake')).status).toBe(404)
  expect((await undo('down')).status).toBe(204)
  expect(await status()).toBe(200)
})

it.each([
  ['pt', 'Carrefour fora do ar por 2 minutos', 'termina em 120 s'],
  ['en', 'Carrefour down for 2 minutes', 'ends in 120 s'],
  ['es', 'Carrefour caído durante 2 minutos', 'termina en 120 s'],
])('names them in %s, above everything else', async (language, name, left) => {
  await start('down')
  const headers = { Cookie: `admin_language=${language}` }
  const page = await (await fetch(`${b.url}/console/carrefour`, { headers })).text()
  expect(page).toContain(name)
  expect(page).toContain(left)
  expect(page.indexOf('id="scenarios"')).toBeLessThan(page.indexOf('id="keys"'))
})
