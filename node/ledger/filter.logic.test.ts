import { describe, expect, it } from '@jest/globals'

import { aProcess, anAttempt, skuId, someFacts } from '../testing/factories'
import { matchesSearch, readSearch, searchTokens } from './filter.logic'

const named = (name: string, reference: string | null = null) =>
  aProcess({ skuId: skuId(900_100), facts: someFacts({ name, reference, ean: null }) })

const finds = (text: string, name: string, reference: string | null = null) => {
  const process = named(name, reference)
  return matchesSearch(process.skuId, process, readSearch(text))
}

describe('parsing of a search text', () => {
  it.each([
    ['', { kind: 'everything' }],
    ['   ', { kind: 'everything' }],
    ['...', { kind: 'unusable', why: 'NOTHING_TO_SEARCH' }],
    ['"', { kind: 'unusable', why: 'NOTHING_TO_SEARCH' }],
    ['x'.repeat(2_001), { kind: 'unusable', why: 'TOO_LONG' }],
    ['a b c d e f g h i j k', { kind: 'unusable', why: 'TOO_MANY_WORDS' }],
    [
      Array.from({ length: 101 }, (_, at) => 10_000 + at).join(','),
      { kind: 'unusable', why: 'TOO_MANY_CODES' },
    ],
    ['10003, 10004;10003', { kind: 'codes', skuIds: ['10003', '10004'], eans: [] }],
    ['10003 10004', { kind: 'codes', skuIds: ['10003', '10004'], eans: [] }],
    ['10003\n7', { kind: 'codes', skuIds: ['10003', '7'], eans: [] }],
  ])('%j is %j', (text, expected) => {
    expect(readSearch(text)).toEqual(expected)
  })

  it('a single code is both the exact SKU and a word', () => {
    expect(readSearch(' 123 ')).toMatchObject({ kind: 'terms', exact: '123' })
    expect(readSearch('0123')).toMatchObject({ kind: 'terms', exact: null })
  })
})

describe('matching of a process', () => {
  it.each([
    ['Cadeira modelo 7 azul', 'Cadeira modelo 7 preta', false],
    ['Cadeira modelo 7 azul', 'Cadeira Azul, modelo 7', true],
    ['Camiseta básica masculina Maré Mansa M', 'Camiseta básica masculina Maré Mansa G', false],
    ['Camiseta básica masculina Maré Mansa M', 'Camiseta básica masculina Maré Mansa M', true],
    ['P&G + Ção #1 100%', 'P&G + Ção #1 100%', true],
    ['P&G + Ção #1 100%', 'Protetor solar: aguarde a confirmação 1 100', false],
    ['%', 'Algodão 100% puro', true],
    ['%', 'Algodão puro', false],
    ['_', 'a_b', true],
    ['_', 'a b', false],
    ['cao', 'confirmação', false],
    ['conf', 'confirmação', true],
    ['CAFÉ', 'Cafeteira', true],
  ])('%j matches %j: %s', (text, name, expected) => {
    expect(finds(text, name)).toBe(expected)
  })

  it('the last letter of a divided code is a word of its own', () => {
    expect(finds('MOD-001-M', 'Meia', 'MOD-001-M')).toBe(true)
    expect(finds('MOD-001-M', 'Saia', 'MOD-001-G')).toBe(false)
    expect(finds('1-2', 'Cabo', 'X-12')).toBe(false)
  })

  it('a prefix of a code matches', () => {
    const process = aProcess({ skuId: skuId(10_003) })
    const by = (text: string) => matchesSearch(process.skuId, process, readSearch(text))
    expect([by('100'), by('10003'), by('0003'), by('10004')]).toEqual([true, true, false, false])
  })

  it.each(['7896100000032', '07896100000032', '7896100000032, 5'])(
    'the EAN %j matches whatever zeros the store writes',
    text => {
      for (const ean of ['7896100000032', '07896100000032']) {
        const process = aProcess({ facts: someFacts({ ean }) })
        expect(matchesSearch(process.skuId, process, readSearch(text))).toBe(true)
      }
    }
  )

  it('Carrefour’s own words of the latest attempt match', () => {
    const process = aProcess({ attempts: [anAttempt({ message: 'A oferta 10308 não existe' })] })
    expect(matchesSearch(process.skuId, process, readSearch('oferta não existe'))).toBe(true)
  })

  it('the search tokens stay bounded for a name of any length', () => {
    const process = named(Array.from({ length: 5_000 }, (_, at) => `w${at}`).join(' '))
    expect(searchTokens(process).join('').length).toBeLessThanOrEqual(2_500)
  })
})
