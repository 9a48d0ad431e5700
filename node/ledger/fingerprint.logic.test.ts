import { describe, expect, it } from '@jest/globals'

import { fingerprint } from './classify.logic'

describe('the fingerprint of a reason', () => {
  it.each([
    ['numbers', 'Linha 12 recusada', 'Linha 3 recusada'],
    ['quoted names', 'Oferta "ABC-1" não existe', 'Oferta «XYZ» não existe'],
    ['accents, capitals and spaces', 'NÃO  existe', 'nao existe '],
    ['apostrophes', "L'offre n'existe pas", 'L’offre n’existe pas'],
  ])('given two that differ in %s alone, expect the same', (_, one, other) => {
    expect(fingerprint(one)).toBe(fingerprint(other))
  })

  it('given other words, expect another', () => {
    expect(fingerprint('Oferta bloqueada')).not.toBe(fingerprint('Oferta suspensa'))
    expect(fingerprint("L'offre n'existe pas")).not.toBe(fingerprint("L'article n'existe pas"))
  })

  it('expect a name that the ledger can be asked for, whatever the words', () => {
    for (const words of ['a', 'x'.repeat(5_000), '* OR status=ERROR', '商品不存在', '\u0000'])
      expect(fingerprint(words)).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each([null, '', ' \n '])('given no words (%j), expect none', words => {
    expect(fingerprint(words)).toBeNull()
  })
})
