import { describe, expect, it } from '@jest/globals'

import { tallyOf } from './activity.logic'
import type { BatchAt } from '../engine/batch.logic'
import { DAY } from '../shared/time'
import { aReadLine } from '../testing/factories'
import { aShop, minutes, notify } from '../testing/workday'
import { viewActivity } from './viewActivity'

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
