import { describe, expect, it } from '@jest/globals'

import { DAY, HOUR, MINUTE, SECOND } from '../shared/time'
import { mailMoment, mailSpan } from './mail'

const AT = Date.UTC(2026, 10, 24, 2, 5)

it.each<['PT' | 'EN' | 'ES', RegExp]>([
  ['PT', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
  ['EN', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
  ['ES', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
])('in %s, puts the day first and names Brasília’s time zone', (language, expected) => {
  expect(mailMoment(language, AT)).toMatch(expected)
})

describe('duration', () => {
  it.each([
    [2 * HOUR + 13 * MINUTE, '2 h 13 min'],
    [30 * SECOND, '1 min'],
    [59 * MINUTE + 59 * SECOND, '59 min'],
    [3 * HOUR, '3 h'],
    [DAY + 5 * MINUTE, '1 d 5 min'],
    [-HOUR, '1 min'],
  ])('%d ms is %s', (span, expected) => {
    expect(mailSpan(span)).toBe(expected)
  })
})
