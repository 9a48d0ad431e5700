import { expect, it } from '@jest/globals'

import { DAY } from '../shared/time'
import { aProcess, skuId } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { viewHealth } from './health'

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
