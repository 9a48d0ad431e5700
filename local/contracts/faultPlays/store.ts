import { expect } from '@jest/globals'

import type { PlayCase } from './type'

/** What the store, Master Data and the platform around the app do. */
export const STORE_PLAYS: Readonly<Record<string, PlayCase>> = {
  'c1-store-cannot-read-one-sku': async play => {
    const before = await play.held(10_003)
    const one = await play.setStock(10_001, 61)
    const two = await play.setStock(10_002, 62)
    await play.setStock(10_003, 63)
    await play.until(
      () => play.held(10_001),
      held => held === one,
      10
    )
    await play.until(
      () => play.held(10_002),
      held => held === two,
      5
    )
    const row = await play.until(
      () => play.row(10_003),
      seen => seen?.cause === 'STORE_SKU_FAILED',
      20
    )
    expect(row?.nextCheckAt).not.toBeNull()
    expect(await play.held(10_003)).toBe(before)
    expect(await play.connection()).toMatchObject({ incident: null, outages: [] })
  },
  'c1-inventory-of-one-sku': async play => {
    const before = await play.held(10_003)
    const one = await play.setStock(10_001, 61)
    await play.setStock(10_003, 63)
    await play.until(
      () => play.held(10_001),
      held => held === one,
      10
    )
    await play.until(
      () => play.row(10_003),
      row => row?.cause === 'STORE_SKU_FAILED',
      20
    )
    expect(await play.held(10_003)).toBe(before)
  },
  'c1-ledger-refuses-one-document': async play => {
    const one = await play.setStock(10_001, 61)
    await play.setStock(10_002, 62)
    await play.setStock(10_003, 63)
    await play.until(
      () => play.held(10_001),
      held => held === one,
      10
    )
    const again = await play.setStock(10_001, 51)
    await play.until(
      () => play.held(10_001),
      held => held === again,
      15
    )
    const { pending } = await play.connection()
    expect(pending).toBeGreaterThan(0)
    expect(await play.row(10_003)).not.toMatchObject({ status: 'SUCCESS', quantity: 63 })
  },
  'slow-and-flaky-store': async play => {
    const wanted = new Map<number, number>()
    for (let sku = 10_001; sku <= 10_050; sku += 1) {
      const now = await play.held(sku).catch(() => undefined)
      const available = await play.setStock(sku, 100 + (sku % 50))
      if (now !== undefined) wanted.set(sku, available)
    }
    await play.until(
      () => play.connection(),
      ({ pending }) => pending === 0,
      240
    )
    for (const [sku, available] of wanted) {
      const row = await play.row(sku)
      if (row?.status === 'SUCCESS') expect([sku, await play.held(sku)]).toEqual([sku, available])
    }
    expect(await play.held(10_001)).toBe(wanted.get(10_001))
  },
  'c4-nobody-calls': async play => {
    for (let sku = 10_001; sku <= 10_020; sku += 1) await play.setStock(sku, 4)
    await play.minutes(30)
    const { standstill, pending } = await play.connection()
    expect(standstill).toMatchObject({ since: expect.any(String) })
    expect(pending).toBeGreaterThanOrEqual(15)
  },
  'c4-key-refused-and-no-scheduler': async play => {
    await play.setStock(10_001, 61)
    await play.until(
      () => play.connection(),
      ({ incident }) => incident?.cause === 'AUTH_INVALID',
      20
    )
    const mails = await play.until(
      // Without the scheduler it is an open page that finds out.
      () => play.connection().then(() => play.mails()),
      all => all.length > 1,
      60
    )
    await play.minutes(10)
    expect(play.mails()).toHaveLength(mails.length)
    expect(mails).toHaveLength(2)
    expect(mails.filter(mail => mail.includes('ShopKey recusada'))).toHaveLength(1)
  },
}
