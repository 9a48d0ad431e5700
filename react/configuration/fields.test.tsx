import { act, fireEvent, render } from '@testing-library/react'
import { expect, it, jest } from '@jest/globals'
import React from 'react'
import { useAfterPress } from './fields'

function Field({ onLeave }: { onLeave: () => void }) {
  const afterPress = useAfterPress()
  return <input aria-label="field" onBlur={() => afterPress(onLeave)} />
}

const show = () => {
  const left = jest.fn()
  const { getByLabelText, unmount } = render(<Field onLeave={left} />)
  return { left, field: getByLabelText('field'), unmount }
}

it('does it at once where the keyboard moves the focus', () => {
  const { left, field } = show()
  fireEvent.blur(field)
  expect(left).toHaveBeenCalledTimes(1)
})

it.each(['pointerUp', 'pointerCancel'] as const)(
  'waits for the end of the press that takes the focus away: %s',
  end => {
    jest.useFakeTimers()
    const { left, field } = show()
    fireEvent.pointerDown(document.body)
    fireEvent.blur(field)
    fireEvent[end](document.body)
    fireEvent.click(document.body)
    expect(left).not.toHaveBeenCalled()
    act(() => void jest.runAllTimers())
    expect(left).toHaveBeenCalledTimes(1)
    jest.useRealTimers()
  }
)

it('does nothing for a page that is gone', () => {
  jest.useFakeTimers()
  const { left, field, unmount } = show()
  fireEvent.pointerDown(document.body)
  fireEvent.blur(field)
  fireEvent.pointerUp(document.body)
  unmount()
  jest.runAllTimers()
  expect(left).not.toHaveBeenCalled()
  jest.useRealTimers()
})
