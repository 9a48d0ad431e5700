import { expect, it } from '@jest/globals'

import { viewConnection } from '../connection/view'
import { idOf, aShop, minutes, notify, type Shop } from '../testing/workday'
import { readConnectionState } from '../engine/storedState'
import { startReconcile } from './resolvers'

/** A shop with three SKUs of 9 units, all confirmed. */
async function aSoldShop() {
  const shop = aShop()
  for (const id of [1, 2, 3]) {
    shop.sell(id, 9)
    await notify(shop, id)
  }
  await minutes(shop, 3)
  return shop
}

async function compared(shop: Shop) {
  await startReconcile(shop.ports)
  await minutes(shop, 6)
}

const writersOf = async ({ ports }: Shop) => (await viewConnection(ports)).otherWriters

it('names the SKUs that somebody else changed twice between two sendings, with both values and times', async () => {
  const shop = await aSoldShop()
  const { offers } = shop.ports.carrefour
  offers.set('1', 4)
  offers.set('2', 30)
  await compared(shop)
  expect([offers.get('1'), offers.get('2')]).toEqual([9, 9])
  expect(await writersOf(shop)).toEqual([])
  offers.set('1', 7)
  await compared(shop)
  expect(await writersOf(shop)).toMatchObject([
    {
      skuId: '1',
      changes: [
        { ours: 9, theirs: 7 },
        { ours: 9, theirs: 4 },
      ],
    },
  ])
  const state = await shop.ports.connectionState.read()
  expect(readConnectionState(JSON.parse(JSON.stringify(state))).foreign).toEqual(state.foreign)
})

it('takes no change of the store’s own for somebody else’s', async () => {
  const shop = await aSoldShop()
  for (const units of [5, 3]) {
    shop.ports.store.stock.set(idOf(1), units)
    await compared(shop)
  }
  expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  expect((await shop.ports.connectionState.read()).foreign).toEqual([])
})

it('counts a difference once that is not put right yet', async () => {
  const shop = await aSoldShop()
  shop.ports.carrefour.offers.set('1', 4)
  shop.ports.carrefour.rejections.set('1', 'Oferta bloqueada')
  await compared(shop)
  await compared(shop)
  expect(await writersOf(shop)).toEqual([])
})

it('sends one file per comparison, however often somebody else writes', async () => {
  const shop = await aSoldShop()
  const before = shop.ports.carrefour.imports.length
  for (const units of [4, 5, 6, 7]) {
    shop.ports.carrefour.offers.set('1', units)
    await compared(shop)
  }
  expect(shop.ports.carrefour.imports.length - before).toBe(4)
})
