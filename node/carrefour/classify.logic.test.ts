import { describe, expect, it } from '@jest/globals'

import type { Cause } from '../shared/causes'
import { causeOfWords, fingerprint, reasonOf } from './classify.logic'

/** Messages as marketplaces, connectors and the local Carrefour write them (facts on the vendors' errors). */
const WORDS: readonly (readonly [Cause | null, readonly string[]])[] = [
  [
    'NOT_CATALOGED',
    [
      'The product does not exist',
      'The offer with SKU 15 does not exist',
      'Unknown offer',
      'Product not found',
      'This SKU is not in the Carrefour catalog.',
      'Produto ainda não foi catalogado no Carrefour. Para reprocessar essa oferta, aguarde a confirmação do Carrefour de que o produto foi catalogado.',
      'PRODUTO AINDA NAO FOI CATALOGADO NO CARREFOUR',
      'A oferta com o SKU 15 não existe',
      'Oferta desconhecida',
      'Não existe um sku com o Id informado',
      'O produto pai não foi integrado',
      'Produto não encontrado',
      'La oferta con el SKU 15 no existe',
      'El producto no existe',
      'Oferta desconocida',
      "L'offre avec le SKU 15 n'existe pas",
      'Le produit n’existe pas',
      'Produit introuvable',
      'Offre inconnue',
    ],
  ],
  [
    'INVALID_QUANTITY',
    [
      'The quantity "-1" is not a whole number of 0 or more',
      'Quantity must be a positive integer',
      'A quantidade "x" não é um número inteiro maior ou igual a 0',
      'Quantidade inválida',
      'La cantidad "x" no es un número entero mayor o igual a 0',
      'La quantité "x" n\'est pas un nombre entier supérieur ou égal à 0',
    ],
  ],
  [
    'PRODUCT_NOT_FOR_SALE',
    [
      'This product is not available for sale',
      'The state of the product is unknown',
      'Este produto não está disponível para venda',
      'Este producto no está disponible para la venta',
      "Ce produit n'est pas disponible à la vente",
    ],
  ],
  [
    'BOUND_TO_OTHER_PRODUCT',
    [
      'The product linked to the new offer is different from the product linked to the existing offer.',
      'The product is linked to an old offer which has the same shop id.',
      'O produto vinculado à nova oferta é diferente do produto vinculado à oferta existente.',
      'El producto vinculado a la nueva oferta es diferente del producto vinculado a la oferta existente.',
      "Le produit lié à la nouvelle offre est différent du produit lié à l'offre existante.",
    ],
  ],
  [
    'AUTH_INVALID',
    [
      '"status":401,"message":"Unauthorized"',
      '{"status":401,"message":"Unauthorized"}',
      'Carrefour: { "Status" : "401", "Message" : "UNAUTHORIZED" }',
    ],
  ],
  ['AUTH_FORBIDDEN', ['{"status": 403, "message": "Forbidden"}']],
  ['KIT_NOT_SENT', ['O conector está configurado para não enviar SKUs do tipo Kit']],
  ['NO_WAREHOUSE', ['Estoque inexistente para o warehouse. Problemas ao atualizar item.']],
  [
    null,
    [
      'Esta oferta está bloqueada pelo operador',
      'O preço desta oferta está fora da faixa permitida para a categoria',
      'Unauthorized',
      'Camiseta Unauthorized 401 recusada',
      'SKU "status 401" recusado',
      'Unknown error',
      'Erro desconhecido',
      'Oferta "O produto não existe" bloqueada',
      '',
    ],
  ],
]

describe.each(WORDS)('%s', (cause, texts) => {
  it.each(texts)('recognises "%s"', text => {
    expect(causeOfWords(text, reasonOf(text))).toBe(cause)
  })
})

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
