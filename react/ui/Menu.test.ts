import { describe, expect, it } from '@jest/globals'

import { menuMove } from './Menu'

describe('menuMove', () => {
  it.each<[string, number, number | 'stay' | null]>([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 0],
    ['ArrowUp', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['Escape', 1, null],
    ['Tab', 1, null],
    ['x', 1, 'stay'],
  ])('%s at %s of 3 goes to %s', (key, at, expected) => {
    expect(menuMove(key, at, 3)).toBe(expected)
  })
})
