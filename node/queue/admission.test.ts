import { describe, expect, it } from '@jest/globals'

import { HOUR, MINUTE } from '../shared/time'
import { MAX_UNKNOWN, MAX_UNKNOWN_IN_FILE, MAX_UNSAID } from './unknownSkus.logic'
import { aProcess } from '../testing/factories'
import { type Shop, aShop, idOf, minutes } from '../testing/workday'
import { acceptNotification } from './notification'
import { Admissions } from './admission'

const OWNER = 'lojademo/master'

/** Notifications of these SKUs at one replica, all at once. @returns how many were taken, and the longest wait asked for */
async function told({ ports }: Shop, replica: Admissions, ids: readonly number[]) {
  const answers = await Promise.all(
    ids.map(id =>
      acceptNotification(ports, { IdSku: String(id) }, request =>
        replica.admit(ports, OWNER, request)
      )
    )
  )
  const refused = answers.flatMap(answer =>
    !answer.ok && answer.error.code === 'TOO_MANY_UNKNOWN' ? [answer.error.retryAt] : []
  )
  return { taken: answers.filter(({ ok }) => ok).length, refused }
}

const range = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index)

async function known(shop: Shop, ids: readonly number[]): Promise<void> {
  for (const id of ids) await shop.ports.ledger.put(aProcess({ skuId: idOf(id) }))
}

describe('F13: SKUs that the ledger does not know', () => {
  it('given 2,001 of them, expect the last turned away until the hour is over, and known ones taken', async () => {
    const shop = aShop()
    const replica = new Admissions()
    await known(shop, [1, 2])
    const began = shop.ports.clock.now()
    expect(await told(shop, replica, range(10_000, 2_000))).toEqual({ taken: 2_000, refused: [] })
    const { taken, refused } = await told(shop, replica, [99_999])
    expect([taken, refused]).toEqual([0, [began + HOUR]])
    expect(await told(shop, replica, [1, 2])).toEqual({ taken: 2, refused: [] })
    const priorities = shop.ports.queue.all().map(({ priority }) => priority)
    expect(priorities.slice(0, 2)).toEqual(['changed', 'changed'])
    expect(priorities.filter(priority => priority === 'unknown')).toHaveLength(2_000)
  })

  it('given hostile bursts at five replicas at once, expect no more than the cap over all of them', async () => {
    const shop = aShop()
    await known(shop, [1])
    const replicas = range(0, 5).map(() => new Admissions())
    let taken = 0
    for (let burst = 0; burst < 4; burst += 1) {
      const results = await Promise.all(
        replicas.map((replica, index) =>
          told(shop, replica, range(100_000 * (index + 1) + 300 * burst, 300))
        )
      )
      taken += results.reduce((sum, one) => sum + one.taken, 0)
      shop.ports.clock.pass(11_000)
    }
    expect(taken).toBeGreaterThan(MAX_UNKNOWN - 5 * 50)
    expect(taken).toBeLessThanOrEqual(MAX_UNKNOWN)
    for (const replica of replicas) expect((await told(shop, replica, [1])).taken).toBe(1)
  })

  it('given the queue is still full an hour later, expect none taken; once it was sent, expect room again', async () => {
    const shop = aShop()
    const { ports } = shop
    const replica = new Admissions()
    await told(shop, replica, range(10_000, MAX_UNKNOWN))
    ports.clock.pass(HOUR)
    expect((await told(shop, replica, [50_000])).taken).toBe(0)
    await minutes(shop, 10)
    expect(ports.queue.all()).toEqual([])
    ports.clock.pass(HOUR)
    expect((await told(shop, replica, range(60_000, 100))).taken).toBe(100)
  })

  it('given a flood before a real change, expect the change in the next file, with a part of the flood', async () => {
    const shop = aShop()
    await known(shop, [1])
    const replica = new Admissions()
    await told(shop, replica, range(10_000, MAX_UNKNOWN))
    await told(shop, replica, [1])
    await minutes(shop, 1)
    const claims = shop.ports.log.lines.filter(({ event }) => event === 'batch.claimed')
    expect(claims[0]?.facts.skus).toBe(MAX_UNKNOWN_IN_FILE + 1)
    const left = shop.ports.queue.all()
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
    expect(left.filter(({ priority }) => priority === 'changed')).toEqual([])
    expect(left.length).toBeLessThanOrEqual(MAX_UNKNOWN - MAX_UNKNOWN_IN_FILE)
  })

  it('given one new SKU is told ten times in a minute, expect it to cost the room of one', async () => {
    const shop = aShop()
    const replica = new Admissions()
    for (const _ of range(0, 10)) await told(shop, replica, [10_000])
    await told(shop, replica, range(20_000, MAX_UNKNOWN - 1))
    expect((await told(shop, replica, [30_000])).taken).toBe(0)
    shop.ports.clock.pass(MINUTE)
    expect((await told(shop, replica, [10_000])).taken).toBe(0)
  })

  it('given the ledger does not answer, expect changes taken in their own priority, up to a bound', async () => {
    const shop = aShop()
    shop.ports.ledger.fault = () => '503'
    const replica = new Admissions()
    const first = await told(shop, replica, range(10_000, 3_000))
    expect(first.taken).toBe(3_000)
    expect(new Set(shop.ports.queue.all().map(({ priority }) => priority))).toEqual(
      new Set(['changed'])
    )
    const rest = await told(shop, replica, range(20_000, MAX_UNSAID))
    expect(rest.taken).toBe(MAX_UNSAID - 3_000)
  })

  it('given the shared state cannot be written, expect the notification failed and not acknowledged', async () => {
    const shop = aShop()
    shop.ports.connectionState.update = () => Promise.reject(new Error('VBase: 503'))
    const replica = new Admissions()
    await expect(told(shop, replica, [10_000])).rejects.toThrow('VBase: 503')
    expect(shop.ports.queue.all()).toEqual([])
  })
})
