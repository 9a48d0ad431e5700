import { expect, it } from '@jest/globals'

import { pageRange } from './Pager'

it.each([
  [
    { page: 1, pageSize: 25, total: 0 },
    { from: 0, to: 0, last: 1 },
  ],
  [
    { page: 1, pageSize: 25, total: 25 },
    { from: 1, to: 25, last: 1 },
  ],
  [
    { page: 2, pageSize: 25, total: 26 },
    { from: 26, to: 26, last: 2 },
  ],
])('%o shows %o', (page, range) => {
  expect(pageRange(page)).toEqual(range)
})
