import { expect, it } from '@jest/globals'
import { fireEvent, render, screen } from '@testing-library/react'
import React, { useCallback, useRef, useState } from 'react'

import { useClickOutside } from './useClickOutside'

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
