import { describe, expect, it } from '@jest/globals'

import { FakeClock } from '../testing/fakes'
import { CallError } from '../shared/callError'
import { SimulatedClock } from '../testing/simulated'
import { MOST_A_SECOND, MOST_AT_ONCE, Pace } from './pace'

/** A platform in virtual time: counts the calls that run together, and answers as told. */
function given() {
  const clock = new FakeClock()
  const pace = new Pace(clock)
  const starts: number[] = []
  let running = 0
  let together = 0
  const call = (answer: () => number | CallError) => async () => {
    starts.push(clock.now())
    running += 1
    together = Math.max(together, running)
    // Lets calls that may start now do so.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    running -= 1
    const given = answer()
    if (given instanceof CallError) throw given
    clock.pass(given)
  }
  const many = (count: number, answer: () => number | CallError) =>
    Promise.allSettled(Array.from({ length: count }, () => pace.run(call(answer))))
  return { clock, pace, starts, many, together: () => together }
}

const throttled = (retryAfter: number | null = null, status = 429) =>
  new CallError('masterdata-get', status, null, retryAfter)

describe('the pace of an account', () => {
  it('never makes more than eight calls at a time, and gets there while answers are good', async () => {
    const { many, pace, together } = given()
    await many(200, () => 5)
    expect(pace.atOnce).toBe(MOST_AT_ONCE)
    expect(together()).toBeLessThanOrEqual(MOST_AT_ONCE)
  })

  it('starts at most 50 calls a second when answers take as long as in the cloud', async () => {
    const { many, starts, clock } = given()
    const began = clock.now()
    await many(400, () => 100)
    expect(starts.length / ((clock.now() - began) / 1_000)).toBeLessThanOrEqual(50)
  })

  it('halves the calls at a time when one is throttled, and waits before the next', async () => {
    const { many, pace, starts } = given()
    await many(200, () => 5)
    let isFirst = true
    const before = starts.length
    await many(1, () => {
      if (!isFirst) return 5
      isFirst = false
      return throttled()
    })
    expect(pace.atOnce).toBe(MOST_AT_ONCE / 2)
    expect((starts[before + 1] ?? 0) - (starts[before] ?? 0)).toBeGreaterThanOrEqual(400)
  })

  it('starts no more in any second after a pause of the caller, or of its own', async () => {
    const clock = new SimulatedClock()
    const pace = new Pace(clock)
    const starts: number[] = []
    const calls = (count: number, isLastThrottled = false) =>
      Promise.all(
        Array.from({ length: count }, (_, at) => {
          let isRefused = isLastThrottled && at === count - 1
          return pace.run(async () => {
            starts.push(clock.now())
            await clock.sleep(100)
            if (!isRefused) return
            isRefused = false
            throw throttled()
          })
        })
      )
    await calls(100)
    await clock.sleep(5_000)
    await calls(100, true)
    await calls(100)
    const inSecond = starts.map(at => starts.filter(one => one >= at && one < at + 1_000).length)
    expect(Math.max(...inSecond)).toBeLessThanOrEqual(50)
    expect(Math.max(...inSecond)).toBeGreaterThanOrEqual(40)
  })

  it('makes a tenth fewer calls a second after a throttled one, and comes back within a minute', async () => {
    const { many, pace } = given()
    await many(100, () => 100)
    let isFirst = true
    await many(1, () => {
      if (!isFirst) return 100
      isFirst = false
      return throttled()
    })
    expect(pace.aSecond).toBeCloseTo(MOST_A_SECOND * 0.9)
    await many(200, () => 100)
    expect(pace.aSecond).toBeLessThan(MOST_A_SECOND - 2)
    await many(60 * MOST_A_SECOND, () => 100)
    expect(pace.aSecond).toBe(MOST_A_SECOND)
  })

  it('makes fewer calls at a time when answers become slow', async () => {
    const { many, pace } = given()
    await many(200, () => 100)
    await many(4, () => 2_000)
    expect(pace.atOnce).toBeLessThan(MOST_AT_ONCE)
  })

  it.each([429, 503])('makes no call before the Retry-After of a %s is over', async status => {
    const { many, pace, starts, clock } = given()
    const [first] = await many(1, () => throttled(60_000, status))
    expect(first).toMatchObject({ reason: { retryAfter: 60_000 } })
    const [second] = await many(1, () => 5)
    expect(second).toMatchObject({ status: 'rejected', reason: { httpStatus: 429 } })
    expect(starts).toHaveLength(1)
    clock.pass(60_000)
    await pace.run(async () => undefined)
  })

  it('repeats a 503 only when that does no harm', async () => {
    const { pace } = given()
    let calls = 0
    const call = async () => {
      calls += 1
      throw throttled(null, 503)
    }
    await expect(pace.run(call, false)).rejects.toMatchObject({ httpStatus: 503 })
    expect(calls).toBe(1)
  })

  it('takes calls that are throttled together as one sign', async () => {
    const { many, pace } = given()
    await many(200, () => 5)
    let left = 8
    await many(8, () => (left-- > 0 ? throttled() : 5))
    expect(pace.atOnce).toBeGreaterThanOrEqual(2)
  })
})
