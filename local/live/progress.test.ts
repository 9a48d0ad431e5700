import { expect, it } from '@jest/globals'

import { testClock } from '../console/testing'

import { createProgressMeter } from './progress'

const app = (phase: string | null, pending: number) => ({
  pending,
  run: phase === null ? null : { phase },
  last: null,
})

it('given a list of offers under way, expect how far it is and how long it takes at its pace', () => {
  const clock = testClock()
  const meter = createProgressMeter(5, clock)
  expect(meter.read(app('OFFERS', 0)).secondsLeft).toBeNull()
  for (let page = 1; page <= 10; page += 1) {
    meter.onOffers(page * 100, 10_000)
    clock.forward(2_000)
  }
  expect(meter.read(app('OFFERS', 0))).toMatchObject({
    offers: { seen: 1_000, total: 10_000 },
    secondsLeft: 180,
  })
})

it('given a comparison that was interrupted, expect it to go on from there at the new pace', () => {
  const clock = testClock()
  const meter = createProgressMeter(5, clock)
  meter.onOffers(9_000, 10_000)
  clock.forward(1_000)
  meter.onOffers(9_100, 10_000)
  expect(meter.read(app('OFFERS', 0))).toMatchObject({ offers: { seen: 9_100 }, secondsLeft: 9 })
})

it('given SKUs whose facts are read one by one, expect the rest at the pace that is set', () => {
  const meter = createProgressMeter(5, testClock())
  expect(meter.read(app('SETTLE', 10_000)).secondsLeft).toBe(2_040)
  for (let id = 0; id < 5_000; id += 1) meter.onStoreCall('SKU', { skuId: String(id) })
  // A SKU that is asked about twice is still one.
  meter.onStoreCall('SKU', { skuId: '1' })
  expect(meter.read(app('SETTLE', 10_000))).toMatchObject({ secondsLeft: 1_040, storeCalls: 5_001 })
  expect(meter.read(app(null, 0)).secondsLeft).toBeNull()
})

it('given a comparison that has read every SKU, expect the file that follows to take its own time', () => {
  const meter = createProgressMeter(5, testClock())
  const reads = (count: number) => {
    for (let id = 0; id < count; id += 1) meter.onStoreCall('SKU', { skuId: String(id) })
  }
  reads(10_000)
  meter.onStoreCall('SKUs of a policy', {})
  expect(meter.read(app(null, 10_000)).secondsLeft).toBe(2_040)
  reads(5_000)
  expect(meter.read(app(null, 10_000)).secondsLeft).toBe(1_040)
})

it('given an app that does not answer, expect what is known without it', () => {
  const meter = createProgressMeter(5, testClock())
  meter.onStoreCall('simulation', {})
  expect(meter.read(null)).toEqual({
    offers: null,
    pending: null,
    phase: null,
    secondsLeft: null,
    storeCalls: 1,
    last: null,
  })
})

it('given a total of nonsense, expect no progress beyond it', () => {
  const meter = createProgressMeter(5, testClock())
  meter.onOffers(500, 100)
  expect(meter.read(app('OFFERS', 0)).offers).toEqual({ seen: 100, total: 100 })
})
