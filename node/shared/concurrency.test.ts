import { describe, expect, it } from '@jest/globals'

import { chunks, mapLimit, mapWhile } from './concurrency'

const ITEMS = [1, 2, 3, 4, 5, 6, 7]
const later = <T>(value: T, turns: number): Promise<T> =>
  turns === 0 ? Promise.resolve(value) : Promise.resolve().then(() => later(value, turns - 1))

describe('concurrent work', () => {
  it('runs at most the limit at a time and keeps the order of the results', async () => {
    let busy = 0
    let most = 0
    const doubled = await mapLimit(ITEMS, 3, async item => {
      most = Math.max(most, (busy += 1))
      await later(null, 8 - item)
      busy -= 1
      return item * 2
    })
    expect([doubled, most]).toEqual([[2, 4, 6, 8, 10, 12, 14], 3])
  })

  it('starts no item after the time is up, and leaves no gap', async () => {
    let begun = 0
    const done = await mapWhile(
      ITEMS,
      3,
      () => begun < 5,
      async item => {
        begun += 1
        return later(item, 8 - item)
      }
    )
    expect(done).toEqual([1, 2, 3, 4, 5])
  })

  it('splits into chunks of at most the size', () => {
    expect(chunks(ITEMS, 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect(chunks([], 3)).toEqual([])
  })
})
