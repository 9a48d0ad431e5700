import { expect, it } from '@jest/globals'

import type { Cause, Status } from '../api/generated'
import type { Text } from '../ui/useText'
import { quoted } from '../ui/useText'
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
  ['PENDING', null, null, null],
  ['PENDING', 'AUTH_INVALID', '401', { key: 'cause.auth-invalid.title', words: null }],
  ['ERROR', 'OFFER_LINE_REJECTED', ' \n ', { key: 'cause.offer-line-rejected.title', words: null }],
])('the message of %s with cause %s and words %j', (status, cause, message, expected) => {
  expect(rowMessage({ status, cause, message })).toEqual(expected)
})

it.each([
  ['O preço é inválido', '“O preço é inválido”'],
  ['"status":401,"message":"Unauthorized"', '"status":401,"message":"Unauthorized"'],
  ['“Oferta” não encontrada', '“Oferta” não encontrada'],
  ['Marca «Casa»', 'Marca «Casa»'],
  ['A marca "Casa" não existe', '“A marca "Casa" não existe”'],
])('the words %j stand as %s', (words, expected) => {
  const text: Text = (_, values) => `“${String(values?.['words'])}”`
  expect(quoted(words, text)).toBe(expected)
})
