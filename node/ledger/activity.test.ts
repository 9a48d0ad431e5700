import { describe, expect, it } from '@jest/globals'
import { EMPTY_DAY, hoursOf, tallyOf, withBatch } from './activity.logic'
import type { BatchAt } from '../engine/batch.logic'
import { DAY } from '../shared/time'
import { aProcess, aReadLine, skuId } from '../testing/factories'
import { aShop, minutes, notify } from '../testing/workday'
import { viewActivity } from './resolvers'
import { FakeClock, FakeIds, makePorts } from '../testing/fakes'
import { FakeFiles } from '../testing/vtex'
import { VBaseActivity } from './store'
import { viewHealth } from './matches'

describe('the chart', () => {
  it('counts each SKU of a batch by its outcome', async () => {
    const shop = aShop()
    shop.sell(2, 5)
    shop.ports.carrefour.offers.delete('2')
    await notify(shop, 1)
    await notify(shop, 2)
    await minutes(shop, 3)
    const hours = await viewActivity(shop.ports, 1)
    const sum = (key: 'success' | 'warning' | 'error') =>
      hours.reduce((all, hour) => all + hour[key], 0)
    expect([sum('success'), sum('warning'), sum('error')]).toEqual([1, 1, 0])
  })

  it('shows the requested days and no earlier ones', async () => {
    const { ports } = aShop()
    const now = ports.clock.now()
    for (let back = 0; back < 40; back += 1) {
      await ports.activity.add(`batch-${back}`, now - back * DAY, {
        success: 1,
        warning: 0,
        error: 0,
      })
    }
    expect(await viewActivity(ports, 1)).toHaveLength(2)
    expect(await viewActivity(ports, 30)).toHaveLength(31)
    expect(await viewActivity(ports, 1_000)).toHaveLength(32)
  })

  it('counts lines that were deliberately held back by their status', () => {
    const batch: BatchAt<'judged'> = {
      stage: 'judged',
      id: 'a',
      claimedAt: 0,
      failures: {},
      notBefore: 0,
      slice: null,
      lines: [aReadLine({ quantity: null, remark: 'KIT_NOT_SENT' })],
      importId: null,
      verdict: { kind: 'complete', rejected: {} },
      judgedAt: 0,
    }
    expect(tallyOf(batch)).toEqual({ success: 0, warning: 1, error: 0 })
  })
})

describe('a day', () => {
  const at = Date.parse('2026-11-24T13:59:59Z')
  const tally = { success: 3, warning: 1, error: 0 }

  describe('the counters of a day', () => {
    it('adds up two batches of an hour', () => {
      const once = withBatch(EMPTY_DAY, 'a', at, tally) ?? EMPTY_DAY
      const twice = withBatch(once, 'b', at, { success: 0, warning: 0, error: 2 }) ?? EMPTY_DAY
      expect(hoursOf('2026-11-24', twice)).toEqual([
        { at: Date.parse('2026-11-24T13:00:00Z'), success: 3, warning: 1, error: 2 },
      ])
    })

    it('counts the same batch once', () => {
      const once = withBatch(EMPTY_DAY, 'a', at, tally) ?? EMPTY_DAY
      expect(withBatch(once, 'a', at, tally)).toBeNull()
    })

    it('keeps the file small with thousands of batches', () => {
      let day = EMPTY_DAY
      for (let batch = 0; batch < 5_000; batch += 1) {
        day = withBatch(day, `batch-${batch}`, at + batch, tally) ?? day
      }
      expect(JSON.stringify(day).length).toBeLessThan(4_000)
    })
  })
})

describe('as stored', () => {
  const at = Date.parse('2026-11-24T13:30:00Z')
  const tally = { success: 2, warning: 0, error: 1 }

  function given() {
    const files = new FakeFiles()
    return { files, activity: new VBaseActivity(files, files, new FakeClock(), new FakeIds()) }
  }

  describe('counters in VBase', () => {
    it('counts a batch settled twice once, also when an answer was lost', async () => {
      const { files, activity } = given()
      await activity.add('a', at, tally)
      files.faults.push('lost after')
      await activity.add('b', at, tally)
      await activity.add('b', at, tally)
      expect(await activity.read('2026-11-24')).toEqual([
        { at: Date.parse('2026-11-24T13:00:00Z'), success: 4, warning: 0, error: 2 },
      ])
    })

    it('removes the files of days that are no longer shown', async () => {
      const { files, activity } = given()
      for (let day = 0; day < 50; day += 1)
        await activity.add(`batch-${day}`, at + day * DAY, tally)
      let count = 0
      let next = ''
      do {
        const page = await files.listFiles('activity', { limit: 100, ...(next ? { next } : {}) })
        count += page.data.length
        next = page.next
      } while (next)
      expect(count).toBe(32)
    })

    it('reads a file of another shape as empty', async () => {
      const { files, activity } = given()
      files.put('activity/2026-11-24.json', {
        hours: { 25: tally, 3: { success: 'x' } },
        batches: 7,
      })
      expect(await activity.read('2026-11-24')).toEqual([
        { at: Date.parse('2026-11-24T03:00:00Z'), success: 0, warning: 0, error: 0 },
      ])
    })
  })
})

it('counts only processes of the last 24 hours', async () => {
  const ports = makePorts()
  const now = ports.clock.now()
  const ended = [
    aProcess({ skuId: skuId(1), processedAt: now - 1 }),
    aProcess({ skuId: skuId(2), processedAt: now - DAY }),
    aProcess({ skuId: skuId(3), processedAt: now - DAY - 1 }),
    aProcess({ skuId: skuId(4), processedAt: now - 7, status: 'ERROR', cause: 'UNKNOWN' }),
  ]
  for (const process of ended) await ports.ledger.put(process)
  expect(await viewHealth(ports)).toEqual({ since: now - DAY, success: 2, warning: 0, error: 1 })
})
