import { describe, expect, it } from 'vitest'

import { menuMove } from './menu.logic'

describe('menuMove', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 0],
    ['ArrowUp', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['Escape', 1, null],
    ['Tab', 1, null],
    ['x', 1, 'stay'],
  ] as const)('%s at %s of 3 goes to %s', (key, at, expected) => {
    expect(menuMove(key, at, 3)).toBe(expected)
  })
})
