import { describe, expect, it } from '@jest/globals'
import { DAY } from '../domain/time'
import { aShop } from '../testing/workday'
import { testKey } from './testKey'

const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

describe('testing a ShopKey', () => {
  it('given the saved one, expect the shop as Carrefour calls it, and nothing saved', async () => {
    const { ports } = aShop()
    const before = ports.configurations.saved
    expect(await testKey(ports, SAVED)).toMatchObject({
      kind: 'accepted',
      shop: { shopId: '2001', name: 'Loja Demo', state: 'OPEN' },
      mismatch: false,
    })
    expect(ports.configurations.saved).toBe(before)
  })

  it('given a second test within the day, expect the verdict without the shop, and no second A01', async () => {
    const { ports } = aShop()
    const first = await testKey(ports, SAVED)
    await ports.clock.sleep(DAY / 2)
    const second = await testKey(ports, SAVED)
    expect(second).toMatchObject({ kind: 'accepted', shop: 'TOO_SOON' })
    if (first.kind === 'accepted' && second.kind === 'accepted')
      expect(second.nextShopCheckAt).toBe(first.nextShopCheckAt)
    await ports.clock.sleep(DAY)
    expect(await testKey(ports, SAVED)).toMatchObject({ shop: { name: 'Loja Demo' } })
    expect(ports.carrefour.violations).toEqual([])
  })

  it('given a key of another shop, expect a warning', async () => {
    const { ports } = aShop()
    const wish = { ...SAVED, shopKey: 'a-key-of-another-shop', shopId: '3003' }
    expect(await testKey(ports, wish)).toMatchObject({ kind: 'accepted', mismatch: true })
  })

  it('given a key without the right to name the shop, expect it accepted all the same', async () => {
    const { ports } = aShop()
    ports.carrefour.failNext('A01', { kind: 'refused', httpStatus: 403, message: 'Forbidden' })
    expect(await testKey(ports, SAVED)).toMatchObject({ kind: 'accepted', shop: 'NOT_SAID' })
  })

  it('given a refused key, expect Carrefour’s words, no A01 and no incident', async () => {
    const { ports } = aShop()
    ports.carrefour.revoked.add('wrong')
    expect(await testKey(ports, { ...SAVED, shopKey: ' wrong ' })).toMatchObject({
      kind: 'refused',
      httpStatus: 401,
    })
    expect(ports.carrefour.calls.map(({ operation }) => operation)).toEqual(['OF21'])
    expect((await ports.control.read()).incident).toBeNull()
    expect(ports.history.notes).toEqual([{ kind: 'CONNECTION_TESTED', outcome: 'REFUSED' }])
  })

  it.each([
    ['the saved key at another address', { carrefourUrl: 'https://x.mirakl.net' }, 'REQUIRED'],
    ['characters that no key has', { shopKey: 'a b' }, 'CONTROL_CHARACTERS'],
  ])('given %s, expect no call', async (_, change, code) => {
    const { ports } = aShop()
    expect(await testKey(ports, { ...SAVED, ...change })).toEqual({
      kind: 'invalid',
      problems: [{ field: 'shopKey', code }],
    })
    expect(ports.carrefour.calls).toEqual([])
  })
})
