import { describe, expect, it } from '@jest/globals'

import { systemClock } from '../clock'
import { openDatabase } from '../database'

import { createNamedShops } from './shops'
import { createWriteGate } from './writeGate'

const KEY = 'a-key-of-casa'
const CASA = { shop_id: 2087, shop_name: 'Casa & Cia' }

function aGate() {
  const shops = createNamedShops(openDatabase(':memory:'), systemClock)
  return { shops, gate: createWriteGate(true, shops) }
}

describe('writing, opened for the shop whose name was typed', () => {
  it.each([
    ['before its ShopId was typed', null, '2087'],
    ['with its ShopId, and a file without one', '2087', null],
    ['with its ShopId, and a file with it', '2087', '2087'],
    ['with its ShopId, and a file with zeros before it', '2087', '002087'],
  ])('given the shop named %s, expect its files to leave', (_what, named, sent) => {
    const { shops, gate } = aGate()
    shops.learn(shops.accessOf(KEY, named), CASA)
    // Carrefour, asked with the key alone, has said whose key it is.
    if (sent === null) shops.learn(shops.accessOf(KEY, null), CASA)
    expect(gate.isOpenFor(shops.accessOf(KEY, sent))).toBe(false)
    expect(gate.open('Casa & Cia')).toBe('open')
    expect(gate.isOpenFor(shops.accessOf(KEY, sent))).toBe(true)
    gate.close()
    expect(gate.isOpenFor(shops.accessOf(KEY, sent))).toBe(false)
  })

  it.each([
    ['another ShopId', KEY, '2088'],
    ['a key that nobody knows, without a ShopId', 'another-key', null],
  ])('given a file with %s, expect it to stay here', (_what, key, shopId) => {
    const { shops, gate } = aGate()
    shops.learn(shops.accessOf(KEY, '2087'), CASA)
    expect(gate.open('Casa & Cia')).toBe('open')
    expect(gate.isOpenFor(shops.accessOf(key, shopId))).toBe(false)
  })

  it('given a Carrefour that names another shop than the one asked for, expect no file for the one asked for to leave', () => {
    const { shops, gate } = aGate()
    shops.learn(shops.accessOf(KEY, '99'), CASA)
    expect(gate.open('Casa & Cia')).toBe('open')
    expect(gate.isOpenFor(shops.accessOf(KEY, '99'))).toBe(false)
  })
})
