import { expect, it } from '@jest/globals'

import { openDatabase } from '../database'

import { createOfferCodes } from './offerCodes'

const codes = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(from + index))

it('given a list that passed by whole, expect which codes it does not have', () => {
  const offers = createOfferCodes(openDatabase(':memory:'))
  offers.page('shop 1', 0, codes(0, 100), 150)
  expect(offers.has('shop 1', '7')).toBe(true)
  expect(offers.has('shop 1', '149')).toBeUndefined()
  offers.page('shop 1', 100, codes(100, 50), 150)
  expect(offers.has('shop 1', '149')).toBe(true)
  expect(offers.has('shop 1', '150')).toBe(false)
  expect(offers.has('shop 2', '150')).toBeUndefined()
})

it('given a restart in the middle, expect the list to go on', () => {
  const db = openDatabase(':memory:')
  createOfferCodes(db).page('shop 1', 0, codes(0, 100), 101)
  const after = createOfferCodes(db)
  after.page('shop 1', 100, ['100'], 101)
  expect(after.has('shop 1', 'x')).toBe(false)
})

it('given a page that came twice, or offers that are missing, expect nothing said of other codes', () => {
  const offers = createOfferCodes(openDatabase(':memory:'))
  offers.page('shop 1', 0, codes(0, 100), 150)
  offers.page('shop 1', 100, codes(0, 50), 150)
  expect(offers.has('shop 1', 'x')).toBeUndefined()
})

it('given a new list, expect the old one forgotten', () => {
  const offers = createOfferCodes(openDatabase(':memory:'))
  offers.page('shop 1', 0, ['a', 'b'], 2)
  offers.page('shop 1', 0, ['b'], 1)
  expect(offers.has('shop 1', 'a')).toBe(false)
})
