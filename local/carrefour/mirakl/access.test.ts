import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, keyWith, stockFile, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

const UNAUTHORIZED = { status: 401, message: 'Unauthorized' }

it.each([
  ['no key', ''],
  ['a wrong key', 'nonsense'],
])('answers 401 to %s', async (_name, key) => {
  const response = await b.api('/api/account', { key })
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual(UNAUTHORIZED)
})

it('takes the raw key only: a Bearer prefix makes it a wrong key', async () => {
  expect((await b.api('/api/account', { key: `Bearer ${b.secret}` })).status).toBe(401)
})

it('answers 401 from the moment a key is revoked until it is restored', async () => {
  await b.console('/api/keys/1/revoke', 'POST')
  expect((await b.api('/api/offers')).status).toBe(401)
  await b.console('/api/keys/1/restore', 'POST')
  expect((await b.api('/api/offers')).status).toBe(200)
})

it('answers 401 once a key has expired', async () => {
  const made = await b.console('/api/keys', 'POST', {
    name: 'K',
    shopId: 2001,
    expiresInSeconds: 60,
  })
  const { secret } = (await made.json()) as { secret: string }
  expect((await b.api('/api/offers', { key: secret })).status).toBe(200)
  b.clock.forward(60_000)
  expect((await b.api('/api/offers', { key: secret })).status).toBe(401)
})

it('rotating a key stops the old secret at once and shows the new one once', async () => {
  const rotated = await b.console('/api/keys/1/rotate', 'POST')
  const { secret } = (await rotated.json()) as { secret: string }
  expect((await b.api('/api/offers')).status).toBe(401)
  expect((await b.api('/api/offers', { key: secret })).status).toBe(200)
  const listed = await (await b.console('/api/keys')).text()
  expect(listed).not.toContain(secret)
  expect(listed).not.toContain(b.secret)
})

it('a key without the right of an operation gets 403 there and still works elsewhere', async () => {
  const key = keyWith(b.carrefour, 'ROLE_PARTNER_SHOP_READ')
  expect((await b.api('/api/account', { key })).status).toBe(200)
  const refused = await b.upload(stockFile(['1', 1]), { key })
  expect(refused.status).toBe(403)
  expect(await refused.json()).toEqual({ status: 403, message: 'Forbidden' })
})

it('the shop is the default one, or the one asked for if the key opens it', async () => {
  const key = b.carrefour.addKey({ name: 'Both', shops: [2002, 2001], roles: ['ROLE_SHOP_ADMIN'] })
  const total = async (query: string) => {
    const response = await b.api(`/api/offers${query}`, { key })
    return ((await response.json()) as { total_count: number }).total_count
  }
  expect(await total('')).toBe(0)
  expect(await total('?shop_id=2001')).toBe(3)
  expect((await b.api('/api/offers?shop_id=2002')).status).toBe(403)
  expect((await b.api('/api/offers?shop_id=x')).status).toBe(400)
})

it('a key that is given another shop opens that one from then on', async () => {
  expect((await b.console('/api/keys/1/shops', 'PUT', { shopId: 7 })).status).toBe(400)
  expect((await b.console('/api/keys/1/shops', 'PUT', {})).status).toBe(400)
  await b.console('/api/shops', 'POST', { shopId: 2002, name: 'Loja B' })
  expect((await b.console('/api/keys/1/shops', 'PUT', { shopId: 2002 })).status).toBe(204)
  const account: unknown = await (await b.api('/api/account')).json()
  expect(account).toMatchObject({ shop_id: 2002, shop_name: 'Loja B' })
  expect((await b.api('/api/offers?shop_id=2001')).status).toBe(403)
})

it('V01 needs no key', async () => {
  expect((await fetch(`${b.url}/api/version`)).status).toBe(200)
})

it('unknown paths and methods are answered in the same shape', async () => {
  const unknown = await b.api('/api/nothing')
  expect(unknown.status).toBe(404)
  expect(await unknown.json()).toEqual({ status: 404, message: 'Not Found' })
  const wrong = await b.api('/api/offers', { method: 'DELETE' })
  expect(wrong.status).toBe(405)
  expect(await wrong.json()).toMatchObject({ status: 405 })
})
