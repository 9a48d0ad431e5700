import { render, waitFor } from '@testing-library/react'
import React from 'react'
import { expect, it } from '@jest/globals'

import { GROUPS } from './groups'
import { Stage } from './Stage'

/** What each state looks like, but for ids that the page library counts. */
const seen = new Map<string, string>()

const scenes = GROUPS.flatMap(group => group.scenes)

it('given all states, expect each to have an address of its own', () => {
  const ids = scenes.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9_-]+$/)
})

it.each(scenes.map(scene => [scene.id, scene] as const))('%s comes about', async (_, scene) => {
  const { container } = render(<Stage scene={scene} language="pt" />)
  await waitFor(() => expect(container.querySelector('[data-state="ready"]')).toBeTruthy(), {
    timeout: 10_000,
  })
  expect(container.querySelector('[data-problem]')?.getAttribute('data-problem')).toBeUndefined()
  expect(container.textContent).not.toBe('')
  expect(container.textContent).not.toMatch(/undefined|NaN|\[object|carrefour-inventory\./)
  const shown = container.querySelector('[data-scene-shown]')
  // What covers the window stands beside it.
  const beside = [...document.body.children].filter(child => child !== container)
  const html = [shown, ...beside].map(element => element?.innerHTML ?? '').join('')
  // Figures come from the clock and from ids; but the height of a row is what a density is.
  seen.set(
    scene.id,
    html.replace(/(<tr[^>]*height: \d+px)|\d+/g, (_, height?: string) => height ?? '')
  )
})

it('expect no state to look like another: it would show nothing that the other does not', () => {
  expect(seen.size).toBe(scenes.length)
  const same = [...seen].filter(([id, html]) =>
    [...seen].some(([other, its]) => other !== id && its === html)
  )
  expect(same.map(([id]) => id)).toEqual([])
})
