import { describe, expect, it } from '@jest/globals'

import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'

const filesOf = ({ ports }: Shop): number =>
  ports.carrefour.calls.filter(({ operation }) => operation === 'STO01').length

describe('a request that cannot be deleted', () => {
  it('is sent without holding up others or causing a file a minute for ever', async () => {
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

  it('sends the new quantity within two minutes when the SKU changes again', async () => {
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

  it('is removed and forgotten once it can be deleted', async () => {
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

  it('serves a thousand of them and keeps working', async () => {
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
