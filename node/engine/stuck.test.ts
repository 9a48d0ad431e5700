import { describe, expect, it } from '@jest/globals'

import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'

const filesOf = ({ ports }: Shop): number =>
  ports.carrefour.calls.filter(({ operation }) => operation === 'STO01').length

describe('C4: a request that cannot be deleted', () => {
  it('expect its SKU sent, the others not held up, and no file a minute for ever', async () => {
    const shop = aShop()
    const { ports } = shop
    shop.sell(2, 5)
    ports.queue.cannotRemove = ({ skuId }) => skuId === '1'
    await notify(shop, 1)
    await notify(shop, 2)
    await minutes(shop, 3)
    expect((await ports.ledger.get(idOf(1)))?.status).toBe('SUCCESS')
    expect((await ports.ledger.get(idOf(2)))?.status).toBe('SUCCESS')
    await minutes(shop, 177)
    // At once, and after 5, 15, 60, 60 and 60 minutes at most.
    expect(filesOf(shop)).toBeLessThanOrEqual(6)
    expect(filesOf(shop)).toBeGreaterThanOrEqual(3)
  })

  it('given the SKU changes again meanwhile, expect the new quantity sent within two minutes', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.queue.cannotRemove = () => true
    await notify(shop, 1)
    await minutes(shop, 4)
    shop.sell(1, 3)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect((await ports.ledger.get(idOf(1)))?.quantity).toBe(3)
  })

  it('given it can be deleted in the end, expect it gone and forgotten', async () => {
    const shop = aShop()
    const { ports } = shop
    ports.queue.cannotRemove = () => true
    await notify(shop, 1)
    await minutes(shop, 3)
    expect((await ports.connectionState.read()).stuck).toHaveLength(1)
    ports.queue.cannotRemove = () => false
    await minutes(shop, 20)
    expect(ports.queue.all()).toEqual([])
    expect((await ports.connectionState.read()).stuck).toEqual([])
  })

  it('given a thousand such requests, expect all served and the shop still working', async () => {
    const shop = aShop()
    const { ports } = shop
    for (let id = 100; id < 1_100; id += 1) {
      shop.sell(id, 2)
      await notify(shop, id)
    }
    ports.queue.cannotRemove = ({ skuId }) => skuId !== '1'
    await minutes(shop, 5)
    shop.sell(1, 9)
    await notify(shop, 1)
    await minutes(shop, 3)
    expect((await ports.ledger.get(idOf(1)))?.quantity).toBe(9)
    expect((await ports.connectionState.read()).stuck.length).toBeLessThanOrEqual(200)
  })
})
