import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'

import { createPacer } from './pacer'

const never = new AbortController().signal

beforeEach(() => void jest.useFakeTimers({ now: 0 }))
afterEach(() => void jest.useRealTimers())

const aPacer = (callsPerSecond: number) => createPacer(callsPerSecond, { now: () => Date.now() })

/** The moments at which calls got their turn. */
function turnsOf(pacer: ReturnType<typeof aPacer>, count: number): number[] {
  const moments: number[] = []
  for (let call = 0; call < count; call += 1)
    void pacer.turn(never).then(() => moments.push(Date.now()))
  return moments
}

it('given 5 calls a second and a burst of 20, expect one each 200 ms', async () => {
  const moments = turnsOf(aPacer(5), 20)
  await jest.advanceTimersByTimeAsync(10_000)
  expect(moments).toHaveLength(20)
  for (let from = 0; from + 5 < moments.length; from += 1)
    expect((moments[from + 5] ?? 0) - (moments[from] ?? 0)).toBeGreaterThanOrEqual(970)
  expect(moments.at(-1)).toBeLessThanOrEqual(4_000)
})

it('given a pause, expect no saved-up calls after it', async () => {
  const pacer = aPacer(5)
  turnsOf(pacer, 1)
  await jest.advanceTimersByTimeAsync(60_000)
  const moments = turnsOf(pacer, 10)
  await jest.advanceTimersByTimeAsync(500)
  expect(moments.length).toBeLessThanOrEqual(4)
})

it('given a caller that has gone, expect the place free for the next', async () => {
  const pacer = aPacer(1)
  turnsOf(pacer, 1)
  const gone = new AbortController()
  const left = pacer.turn(gone.signal)
  const refused = expect(left).rejects.toThrow('gone')
  const moments = turnsOf(pacer, 1)
  expect(pacer.waiting()).toBe(3)
  gone.abort()
  await refused
  await jest.advanceTimersByTimeAsync(1_100)
  expect(moments).toHaveLength(1)
})

it('given that the other side asked for a pause, expect no call before it, and none held for more than a minute', async () => {
  const pacer = aPacer(5)
  pacer.holdUntil(3_000)
  const moments = turnsOf(pacer, 2)
  await jest.advanceTimersByTimeAsync(2_900)
  expect(moments).toEqual([])
  await jest.advanceTimersByTimeAsync(400)
  expect(moments).toHaveLength(2)
  pacer.holdUntil(Number.MAX_SAFE_INTEGER)
  const later = turnsOf(pacer, 1)
  await jest.advanceTimersByTimeAsync(61_000)
  expect(later).toHaveLength(1)
})
