import { describe, expect, it } from '@jest/globals'

import { skuId } from '../testing/factories'
import { judgeLines, lookupsFor, MAX_LOOKUPS, withReasons } from './refusedLines.logic'

const line = (id: number, message: string) => ({ skuId: skuId(id), message })

describe('why a line was refused', () => {
  it.each([
    ['no offer, whatever the words', 'blá blá', false, 'NOT_CATALOGED'],
    ['an offer, whatever the words', 'The product does not exist', true, 'OFFER_LINE_REJECTED'],
    ['not asked, English', 'The product does not exist', undefined, 'NOT_CATALOGED'],
    ['not asked, Portuguese', 'O produto não existe', undefined, 'NOT_CATALOGED'],
    ['not asked, Spanish', 'El producto no existe', undefined, 'NOT_CATALOGED'],
    ['not asked, French', "L'offre n'existe pas", undefined, 'NOT_CATALOGED'],
    ['not asked, other words', 'Cor fora do padrão', undefined, 'OFFER_LINE_REJECTED'],
    ['an offer, words of a class', 'A quantidade não é válida', true, 'INVALID_QUANTITY'],
    ['no offer, words of a class', 'A quantidade não é válida', false, 'NOT_CATALOGED'],
    ['an offer, no words', '', true, 'UNKNOWN'],
    ['not asked, no words', '  ', undefined, 'UNKNOWN'],
    [
      'an offer, words with 401 in a name',
      'Oferta "Unauthorized 401" bloqueada',
      true,
      'OFFER_LINE_REJECTED',
    ],
  ])('%s (%p, offer: %p) is %s', (_, message, hasOffer, cause) => {
    const offers = new Map(hasOffer === undefined ? [] : [[skuId(1), hasOffer]])
    expect(judgeLines(withReasons([line(1, message)]), offers)).toEqual({ '1': { cause, message } })
  })

  it('asks about a sample of a long list of one reason and applies the answer to the rest', () => {
    const lines = withReasons(
      Array.from({ length: 300 }, (_, index) => line(index + 1, `SKU ${index + 1} recusado`))
    )
    const asked = lookupsFor(lines)
    expect(asked).toHaveLength(50)
    const judged = judgeLines(lines, new Map(asked.map(id => [id, false])))
    expect(judged['300']?.cause).toBe('NOT_CATALOGED')
  })

  it('applies mixed answers of a reason to no other SKU', () => {
    const lines = withReasons([1, 2, 3].map(id => line(id, `SKU ${id} recusado`)))
    const judged = judgeLines(
      lines,
      new Map([
        [skuId(1), false],
        [skuId(2), true],
      ])
    )
    expect(judged['3']?.cause).toBe('OFFER_LINE_REJECTED')
  })

  it('bounds the calls for a list of very many reasons', () => {
    const lines = withReasons(
      Array.from({ length: 5_000 }, (_, index) =>
        line(index + 1, `motivo ${'abcdefghij'.repeat(index % 20)}${index % 100}x`)
      )
    )
    expect(lookupsFor(lines).length).toBeLessThanOrEqual(MAX_LOOKUPS)
  })
})
