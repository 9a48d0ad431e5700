import { expect, it } from '@jest/globals'

import { openDatabase } from '../database'

import { createOfferCodes } from './offerCodes'

const codes = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ code: String(from + index), units: index }))

it('given a list that passed by whole, expect which codes it does not have', () => {
  const offers = createOfferCodes(openDatabase(':memory:'))
  offers.page('shop 1', 0, codes(0, 100), 150)
  expect(offers.unitsOf('shop 1', '7')).toBe(7)
  expect(offers.unitsOf('shop 1', '149')).toBeUndefined()
  offers.page('shop 1', 100, codes(100, 50), 150)
  expect(offers.unitsOf('shop 1', '149')).toBe(49)
  expect(offers.unitsOf('shop 1', '150')).toBeNull()
  expect(offers.unitsOf('shop 2', '150')).toBeUndefined()
})

it('given a restart in the middle, expect the list to go on', () => {
  const db = openDatabase(':memory:')
  createOfferCodes(db).page('shop 1', 0, codes(0, 100), 101)
  const after = createOfferCodes(db)
  after.page('shop 1', 100, codes(100, 1), 101)
  expect(after.unitsOf('shop 1', 'x')).toBeNull()
})

it('given a page that came twice, or offers that are missing, expect nothing said of other codes', () => {
  const offers = createOfferCodes(openDatabase(':memory:'))
  offers.page('shop 1', 0, codes(0, 100), 150)
  offers.page('shop 1', 100, codes(0, 50), 150)
  expect(offers.unitsOf('shop 1', 'x')).toBeUndefined()
})

it('given a new list, expect the old one forgotten', () => {
  const offers = createOfferCodes(openDatabase(':memory:'))
  const [a, b] = [
    { code: 'a', units: 1 },
    { code: 'b', units: 2 },
  ]
  offers.page('shop 1', 0, [a, b], 2)
  offers.page('shop 1', 0, [{ ...b, units: 9 }], 1)
  expect(offers.unitsOf('shop 1', 'a')).toBeNull()
  expect(offers.unitsOf('shop 1', 'b')).toBe(9)
})
