import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, jest } from '@jest/globals'
import React from 'react'
import { Button } from 'vtex.styleguide'

import { expectShut } from '../testing/expectShut'
import { WithReason } from './buttons'

const REASON = 'Você pode ver, mas não salvar.'

function Save({ reason, onSave }: { reason: string | null; onSave: () => void }) {
  return (
    <form onSubmit={onSave}>
      <WithReason reason={reason}>
        <Button type="submit" disabled={reason !== null} onClick={onSave}>
          Salvar
        </Button>
      </WithReason>
    </form>
  )
}

it('a shut button is reached with the keyboard, shows its reason in focus, and does nothing', async () => {
  const onSave = jest.fn()
  render(<Save reason={REASON} onSave={onSave} />)
  const button = screen.getByRole('button', { name: 'Salvar' })
  await expectShut(button, /não salvar/)
  const tip = screen.getByText(REASON)
  fireEvent.focus(button)
  expect(tip.style.top).toBe('100%')
  fireEvent.keyDown(button, { key: 'Escape' })
  expect(tip.style.top).toBe('')
  fireEvent.click(button)
  expect(onSave).not.toHaveBeenCalled()
})

it('a button that is opened again works, and a shut one stays shut through other renderings', async () => {
  const onSave = jest.fn((event?: Event) => event?.preventDefault())
  const { rerender } = render(<Save reason={null} onSave={onSave} />)
  rerender(<Save reason={REASON} onSave={onSave} />)
  rerender(<Save reason={REASON} onSave={onSave} />)
  const button = screen.getByRole('button', { name: 'Salvar' })
  await expectShut(button, /não salvar/)
  rerender(<Save reason={null} onSave={onSave} />)
  expect(button.getAttribute('aria-disabled')).toBeNull()
  expect(button.getAttribute('aria-describedby')).toBeNull()
  fireEvent.click(button)
  expect(onSave).toHaveBeenCalled()
})
