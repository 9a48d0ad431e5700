import { expect, it } from 'vitest'

import { aConfiguration, KEY_REFUSED, STORE_OUTAGE } from '../../testing/samples'
import { health } from './health.logic'

it.each([
  [null, null, [], 'not-configured'],
  [aConfiguration({ active: false }), KEY_REFUSED, [], 'off'],
  [aConfiguration(), KEY_REFUSED, [], 'incident'],
  [aConfiguration(), null, [STORE_OUTAGE], 'incident'],
  [aConfiguration(), null, [], 'on'],
] as const)('stands as expected', (configuration, incident, outages, expected) => {
  expect(health({ configuration, incident, outages })).toBe(expected)
})
