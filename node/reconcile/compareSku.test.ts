import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { shopKey } from '../testing/factories'
import { aShop, idOf } from '../testing/workday'
import { compareSku } from './compareSku'

describe('both sides of a SKU', () => {
  it('given an offer, expect what each holds now', async () => {
    const { ports } = aShop()
    ports.carrefour.offers.set('1', 5)
    expect(await compareSku(ports, '1')).toMatchObject({
      skuId: idOf(1),
      store: { kind: 'units', units: 7 },
      carrefour: { kind: 'units', units: 5 },
      minimumStock: 0,
    })
  })

  it('given a SKU that neither knows, expect to be told', async () => {
    const { ports } = aShop()
    expect(await compareSku(ports, '404')).toMatchObject({
      store: { kind: 'none', why: 'NOT_THERE' },
      carrefour: { kind: 'none', why: 'NOT_THERE' },
    })
    expect(await compareSku(ports, 'x')).toBeNull()
  })

  it('given 40 looks within a minute, expect 30 calls, when the next may be, and then one more (F7)', async () => {
    const { ports } = aShop()
    const looks = []
    for (let at = 0; at < 40; at += 1) looks.push(await compareSku(ports, '1'))
    expect(ports.carrefour.calls).toHaveLength(30)
    const next = ports.clock.now() + MINUTE
    expect(looks.at(-1)?.carrefour).toEqual({ kind: 'none', why: 'UNAVAILABLE', nextAt: next })
    ports.clock.pass(MINUTE)
    expect((await compareSku(ports, '1'))?.carrefour.kind).toBe('units')
  })

  it('given two replicas that look at once, expect the minute shared', async () => {
    const { ports } = aShop()
    await Promise.all(Array.from({ length: 50 }, () => compareSku({ ...ports }, '1')))
    expect(ports.carrefour.calls.length).toBeLessThanOrEqual(30)
  })

  it('given no configuration, expect nothing to be asked', async () => {
    const { ports } = aShop()
    ports.configurations.saved = null
    expect(await compareSku(ports, '1')).toMatchObject({
      store: { kind: 'none', why: 'NOT_CONFIGURED' },
    })
    expect(ports.carrefour.calls).toEqual([])
  })

  it('given a ShopKey that Carrefour refuses, expect one call, the incident, and then none', async () => {
    const { ports } = aShop()
    ports.carrefour.revoked.add(shopKey().reveal())
    for (let click = 0; click < 3; click += 1) {
      expect(await compareSku(ports, '1')).toMatchObject({
        carrefour: { kind: 'none', why: 'KEY_REFUSED' },
      })
    }
    expect(ports.carrefour.calls).toHaveLength(1)
    expect((await ports.connectionState.read()).incident).toMatchObject({ cause: 'AUTH_INVALID' })
  })
})
