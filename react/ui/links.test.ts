import { expect, it } from '@jest/globals'

import { safePortal } from './links'

it.each([
  ['https://portal.example/login', 'https://portal.example/login'],
  ['http://portal.example', null],
  ['javascript:alert(1)', null],
  ['https://a b', null],
  ['', null],
  [null, null],
  [undefined, null],
])('%s may be a link: %s', (url, expected) => {
  expect(safePortal(url)).toBe(expected)
})
