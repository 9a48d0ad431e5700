import { describe, expect, it } from '@jest/globals'

import { fingerprint } from './classify.logic'

describe('the fingerprint of a reason', () => {
  it.each([
    ['numbers', 'Linha 12 recusada', 'Linha 3 recusada'],
    ['quoted names', 'Oferta "ABC-1" não existe', 'Oferta «XYZ» não existe'],
    ['accents, capitals and spaces', 'NÃO  existe', 'nao existe '],
    ['apostrophes', "L'offre n'existe pas", 'L’offre n’existe pas'],
  ])('is the same for two that differ in %s only', (_, one, other) => {
    expect(fingerprint(one)).toBe(fingerprint(other))
  })

  it('differs for other words', () => {
    expect(fingerprint('Oferta bloqueada')).not.toBe(fingerprint('Oferta suspensa'))
    expect(fingerprint("L'offre n'existe pas")).not.toBe(fingerprint("L'article n'existe pas"))
  })

  it('is a valid ledger value for any words', () => {
    for (const words of ['a', 'x'.repeat(5_000), '* OR status=ERROR', '商品不存在', '\u0000'])
      expect(fingerprint(words)).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each([null, '', ' \n '])('is null without words (%j)', words => {
    expect(fingerprint(words)).toBeNull()
  })
})
