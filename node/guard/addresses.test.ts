import { expect, it } from '@jest/globals'

import { addressesOf } from './people'

it.each([
  ['203.0.113.7, 10.0.0.1', '203.0.113.7, 10.0.0.1'],
  ['6.6.6.6, 203.0.113.9', '6.6.6.6, 203.0.113.9'],
  ['x, 203.0.113.9', '203.0.113.9'],
  [
    '1.1.1.1, 2.2.2.2, 3.3.3.3, 4.4.4.4, 5.5.5.5, 6.6.6.6',
    '2.2.2.2, 3.3.3.3, 4.4.4.4, 5.5.5.5, 6.6.6.6',
  ],
  [`${'9'.repeat(100_000)}, 203.0.113.9`, '203.0.113.9'],
  ['2001:db8::1', '2001:db8::1'],
  ['', null],
  ['unknown', null],
  ['<script>', null],
])('reads x-forwarded-for %j as %j', (header, address) => {
  expect(addressesOf(header)).toBe(address)
})
