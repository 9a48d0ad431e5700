import { describe, expect, it } from '@jest/globals'

import { chunks, mapLimit, mapWhile } from './concurrency'

const ITEMS = [1, 2, 3, 4, 5, 6, 7]
const later = <T>(value: T, turns: number): Promise<T> =>
  turns === 0 ? Promise.resolve(value) : Promise.resolve().then(() => later(value, turns - 1))

describe('work on many items', () => {
  it('given a limit, expect no more at a time, and the results in order', async () => {
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

  it('given that the time runs out, expect no item to be begun after that, and no gap', async () => {
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

  it('expect runs of at most so many', () => {
    expect(chunks(ITEMS, 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect(chunks([], 3)).toEqual([])
  })
})
