import { describe, expect, it } from '@jest/globals'

import { asNumber, asText } from './json'
import { countIn, entriesOf, everyWord, nameIn, oneOf, partOf, textsOf } from './stored'

const readLease = (raw: unknown) =>
  partOf(
    raw,
    ({ holder, until }) => ({ holder: asText(holder), until: asNumber(until) }),
    (needed, { tries }) => ({ ...needed, tries: asNumber(tries) ?? 1 })
  )

describe('a stored part', () => {
  it('has what was saved, and the default of a field that an older version did not save', () => {
    const stored = { holder: 'a', until: 5, tries: 3, later: true }
    expect(readLease(stored)).toEqual({ holder: 'a', until: 5, tries: 3 })
    expect(readLease({ holder: 'a', until: 0 })).toEqual({ holder: 'a', until: 0, tries: 1 })
  })

  it.each([null, undefined, 'x', 7, [], {}, { holder: 'a' }, { holder: {}, until: 5 }])(
    'reads %j as new',
    raw => expect(readLease(raw)).toBeNull()
  )
})

describe('a stored list', () => {
  it('leaves out entries of another shape and keeps the order of the others', () => {
    const lease = { holder: 'a', until: 5, tries: 1 }
    expect(entriesOf([{ ...lease, holder: null }, lease, 'x'], readLease)).toEqual([lease])
    expect(textsOf(['a', null, {}, 'b'])).toEqual(['a', 'b'])
  })

  it.each([null, 'ab', { length: 1 }])('that is %j has no entries', raw =>
    expect(textsOf(raw)).toEqual([])
  )
})

it('knows its own words, real names and whole counts alone', () => {
  const words = everyWord<'OPEN' | 'SHUT'>({ OPEN: true, SHUT: true })
  expect([oneOf(words, 'OPEN'), oneOf(words, 'toString')]).toEqual(['OPEN', null])
  expect([nameIn('a'), nameIn(''), nameIn(null)]).toEqual(['a', null, null])
  expect([2.7, -1, 'x', null].map(countIn)).toEqual([2, 0, 0, 0])
})
