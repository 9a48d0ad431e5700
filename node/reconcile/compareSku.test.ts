import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { shopKey } from '../testing/factories'
import { aShop, idOf } from '../testing/workday'
import { compareSku } from './compareSku'

describe('both sides of a SKU', () => {
  it('shows what each holds now', async () => {
    const { ports } = aShop()
    ports.carrefour.offers.set('1', 5)
    expect(await compareSku(ports, '1')).toMatchObject({
      skuId: idOf(1),
      store: { kind: 'units', units: 7 },
      carrefour: { kind: 'units', units: 5 },
      minimumStock: 0,
    })
  })

  it('reports a SKU that neither knows', async () => {
    const { ports } = aShop()
    expect(await compareSku(ports, '404')).toMatchObject({
      store: { kind: 'none', why: 'NOT_THERE' },
      carrefour: { kind: 'none', why: 'NOT_THERE' },
    })
    expect(await compareSku(ports, 'x')).toBeNull()
  })

  it('makes 30 calls for 40 requests within a minute, says when the next is allowed, and then makes it', async () => {
    const { ports } = aShop()
    const looks = []
    for (let at = 0; at < 40; at += 1) looks.push(await compareSku(ports, '1'))
    expect(ports.carrefour.calls).toHaveLength(30)
    const next = ports.clock.now() + MINUTE
    expect(looks.at(-1)?.carrefour).toEqual({ kind: 'none', why: 'UNAVAILABLE', nextAt: next })
    ports.clock.pass(MINUTE)
    expect((await compareSku(ports, '1'))?.carrefour.kind).toBe('units')
  })

  it('shares the minute between two replicas', async () => {
    const { ports } = aShop()
    await Promise.all(Array.from({ length: 50 }, () => compareSku({ ...ports }, '1')))
    expect(ports.carrefour.calls.length).toBeLessThanOrEqual(30)
  })

  it('makes no call without a configuration', async () => {
    const { ports } = aShop()
    ports.configurations.saved = null
    expect(await compareSku(ports, '1')).toMatchObject({
      store: { kind: 'none', why: 'NOT_CONFIGURED' },
    })
    expect(ports.carrefour.calls).toEqual([])
  })

  it('makes one call with a ShopKey that Carrefour refuses, opens the incident, and makes no more', async () => {
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
