import { expect, it } from '@jest/globals'

import { mailTexts } from '../../scripts/generate/mailTexts.mjs'

it('texts of mails hold names only, no plural that the service could not read', () => {
  expect(mailTexts()).not.toMatch(/\{\w+,/)
})
