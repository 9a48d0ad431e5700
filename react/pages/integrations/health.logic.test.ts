import { expect, it } from 'vitest'

import { aConfiguration, KEY_REFUSED } from '../../testing/samples'
import { health } from './health.logic'

it.each([
  [null, null, 'not-configured'],
  [aConfiguration({ active: false }), KEY_REFUSED, 'off'],
  [aConfiguration(), KEY_REFUSED, 'incident'],
  [aConfiguration(), null, 'on'],
] as const)('stands as expected', (configuration, incident, expected) => {
  expect(health({ configuration, incident })).toBe(expected)
})
