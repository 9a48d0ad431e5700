import { expect, it } from '@jest/globals'

import { GROUPS } from './groups'

// tests/e2e/states.spec.ts checks in a real browser that each state is reached and looks like no other.
it('given all states, expect each to have an address of its own', () => {
  const ids = GROUPS.flatMap(group => group.scenes).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9_-]+$/)
})
