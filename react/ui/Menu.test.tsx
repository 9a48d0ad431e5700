import { describe, expect, it } from '@jest/globals'
import { fireEvent, render, screen } from '@testing-library/react'
import React, { useCallback, useRef, useState } from 'react'

import { menuMove, useClickOutside } from './Menu'

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

function Box() {
  const [open, setOpen] = useState(true)
  const box = useRef<HTMLDivElement>(null)
  const close = useCallback(() => setOpen(false), [])
  useClickOutside(box, open, close)
  return (
    <>
      <div ref={box}>
        <button>inside</button>
        {open && <p>shown</p>}
      </div>
      <button>outside</button>
    </>
  )
}

it('closes for a click outside, and for none inside', () => {
  render(<Box />)
  fireEvent.mouseDown(screen.getByText('inside'))
  expect(screen.queryByText('shown')).toBeTruthy()
  fireEvent.mouseDown(screen.getByText('outside'))
  expect(screen.queryByText('shown')).toBeNull()
})
