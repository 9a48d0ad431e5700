import { expect, it } from '@jest/globals'

import type { StoreNotification } from '../../store'
import { createNotify } from '.'

const courier = {
  send: () => undefined,
  start: () => undefined,
  waiting: () => 0,
  forget: () => undefined,
  drain: () => undefined,
  stop: () => undefined,
}
const notify = createNotify({
  account: 'lojademo',
  courier,
  callInternet: () => Promise.resolve(204),
})

const told = (target: StoreNotification['target']) =>
  notify({
    id: 1,
    target,
    body: {
      IdSku: '1',
      ProductId: 1,
      An: 'lojademo',
      DateModified: '',
      IsActive: true,
      StockModified: true,
      PriceModified: false,
      HasStockKeepingUnitModified: false,
      HasStockKeepingUnitRemovedFromAffiliate: false,
    },
  })

it('tells the console of each delivery in words that it can translate, or by a status code', async () => {
  expect(await told({ kind: 'event', key: 'broadcaster.notification' })).toEqual({
    ok: true,
    detail: 'handed over',
  })
  expect(
    await told({ kind: 'webhook', affiliateId: 'CRF', url: 'https://loja.example/notify' })
  ).toEqual({ ok: true, detail: '204' })
})
