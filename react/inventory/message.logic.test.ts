import { expect, it } from '@jest/globals'

import type { Cause, Status } from '../api/generated'
import { rowMessage } from './message.logic'

const WORDS = '\n  Preço fora da faixa \nveja o portal'

it.each<[Status, Cause | null, string | null, ReturnType<typeof rowMessage>]>([
  ['SUCCESS', null, null, null],
  ['ERROR', 'OFFER_LINE_REJECTED', WORDS, { key: 'row.refused', words: 'Preço fora da faixa' }],
  ['ERROR', 'AUTH_INVALID', '401', { key: 'cause.auth-invalid.title', words: '401' }],
  ['WARNING', 'UNKNOWN', 'Hm', { key: 'cause.unknown.title', words: 'Hm' }],
  // Not Carrefour's words: never in quotation marks.
  ['WARNING', 'KIT_NOT_SENT', 'Kit', { key: 'cause.kit-not-sent.title', words: null }],
  ['WARNING', 'NOT_CATALOGED', WORDS, { key: 'cause.not-cataloged.title', words: null }],
  ['PENDING', 'AUTH_INVALID', '401', { key: 'cause.auth-invalid.title', words: null }],
  ['ERROR', 'OFFER_LINE_REJECTED', ' \n ', { key: 'cause.offer-line-rejected.title', words: null }],
])('the message of %s with cause %s and words %j', (status, cause, message, expected) => {
  expect(rowMessage({ status, cause, message })).toEqual(expected)
})
