import { expect, it } from '@jest/globals'

import { mailTexts } from '../scripts/mail-texts.mjs'
import { read } from './repository'

it('mails say what messages/ says (else: node scripts/mail-texts.mjs)', () => {
  expect(JSON.parse(read('node/alerts/mailTexts.json'))).toEqual(JSON.parse(mailTexts()))
})

it('texts of mails hold names only, no plural that the service could not read', () => {
  expect(mailTexts()).not.toMatch(/\{\w+,/)
})
