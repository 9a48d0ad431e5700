import { expect, test } from '@jest/globals'

import { shrink } from './shrink'

const items = Array.from({ length: 20 }, (_, index) => index)

test('finds the two steps that a failure needs', async () => {
  const fails = async (some: readonly number[]) => some.includes(3) && some.includes(17)
  expect(await shrink(items, 200, fails)).toEqual([3, 17])
})

test('spends no more tries than allowed, and never answers a list that passes', async () => {
  let tries = 0
  const fails = async (some: readonly number[]) => {
    tries += 1
    return some.includes(3) && some.includes(17)
  }
  const found = await shrink(items, 5, fails)
  expect(tries).toBe(5)
  expect(found).toEqual(expect.arrayContaining([3, 17]))
})

test('keeps the whole list when nothing shorter fails', async () => {
  expect(await shrink(items, 100, async () => false)).toEqual(items)
})
