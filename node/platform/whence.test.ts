import { expect, it } from '@jest/globals'

import { addressOf } from './whence'

it.each([
  ['203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['', null],
  ['unknown', null],
  ['<script>', null],
])('given x-forwarded-for %j, expect %j', (header, address) => {
  expect(addressOf(header)).toBe(address)
})
