import { expect, it } from '@jest/globals'

import { mailMoment } from './mailMoment'

const AT = Date.UTC(2026, 10, 24, 2, 5)

it.each<['PT' | 'EN' | 'ES', RegExp]>([
  ['PT', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
  ['EN', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
  ['ES', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
])('in %s, expect the day first, Brasília’s clock and its name', (language, expected) => {
  expect(mailMoment(language, AT)).toMatch(expected)
})
