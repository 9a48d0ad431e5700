import { expect, it } from '@jest/globals'

import { policyOptions } from './groups'

const WORDS = { choose: 'Choose', inactive: 'inactive' }
const POLICIES = [
  { id: '1', name: 'Main', active: true },
  { id: '3', name: 'Old', active: false },
]

it('offers the empty choice only while nothing is chosen', () => {
  expect(policyOptions(POLICIES, '', WORDS).map(option => option.label)).toEqual([
    'Choose',
    '1 – Main',
    '3 – Old (inactive)',
  ])
  expect(policyOptions(POLICIES, '1', WORDS)).toHaveLength(2)
})

it('keeps a saved policy that the store no longer has', () => {
  expect(policyOptions(POLICIES, '9', WORDS)[0]).toEqual({ value: '9', label: '9' })
})
