import { expect } from '@jest/globals'
import { waitFor } from '@testing-library/react'

/** Expects a button that cannot be used now, can be reached with the keyboard, and is described by the reason. */
export async function expectShut(
  found: HTMLElement | null | undefined,
  reason: RegExp
): Promise<void> {
  const button = found === null || found === undefined ? null : found.closest('button')
  await waitFor(() => expect(button?.getAttribute('aria-disabled')).toBe('true'))
  expect(button?.disabled).toBe(false)
  const id = button?.getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(id)?.textContent).toMatch(reason)
}
