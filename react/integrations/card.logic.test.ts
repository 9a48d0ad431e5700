import { expect, it } from '@jest/globals'

import type { Configuration, Incident } from '../api/generated'
import { aConfiguration, KEY_REFUSED, STORE_OUTAGE } from '../testing/samples'
import { health } from './card.logic'

it.each<[Configuration | null, Incident | null, Incident[], string]>([
  [null, null, [], 'not-configured'],
  [aConfiguration({ active: false }), KEY_REFUSED, [], 'off'],
  [aConfiguration(), KEY_REFUSED, [], 'incident'],
  [aConfiguration(), null, [STORE_OUTAGE], 'incident'],
  [aConfiguration(), null, [], 'on'],
])('stands as expected', (configuration, incident, outages, expected) => {
  expect(health({ configuration, incident, outages })).toBe(expected)
})
