import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from './testing'

let b: Bench
beforeEach(async () => {
  b = await bench()
})
afterEach(() => b.close())

it('given many changes begun and undone, expect every quantity as it was, and nothing under way', async () => {
  const quantities = async () => {
    const answer = await b.console('/api/skus?pageSize=1000', 'GET')
    return JSON.stringify(((await answer.json()) as { skus: unknown }).skus)
  }
  const before = await quantities()
  await b.console('/api/burst', 'POST', {})
  const begun = (await (await b.console('/api/burst', 'GET')).json()) as {
    burst: { total: number }
  }
  expect(begun.burst.total).toBe(10_000)
  expect(await quantities()).not.toBe(before)
  await b.console('/api/burst', 'DELETE')
  expect(await quantities()).toBe(before)
  expect(await (await b.console('/api/burst', 'GET')).json()).toEqual({ burst: null })
})
