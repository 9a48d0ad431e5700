import type { Cause } from './causes'
import { plain } from './words'

/** A class of refusals, and words that tell it in the languages that Carrefour is known to speak. */
interface WordRule {
  readonly cause: Cause
  /** All of them must be found. Tried on the reason without accents, capitals, quoted names and numbers. */
  readonly all: readonly RegExp[]
}

/**
 * The one table of words, read from the top: the first class whose words are all found. Mirakl's reports
 * have no codes and are in the operator's language (pt, en, es, fr are known). What matches nothing is shown
 * in Carrefour's own words and never guessed.
 */
export const WORD_RULES: readonly WordRule[] = [
  {
    cause: 'KIT_NOT_SENT',
    all: [/nao enviar skus do tipo kit/],
  },
  {
    cause: 'NO_WAREHOUSE',
    all: [/estoque inexistente para o warehouse/],
  },
  {
    cause: 'BOUND_TO_OTHER_PRODUCT',
    all: [
      /product|produto|produit/,
      /(different|diferente) (from|to|do|da|del|du|de la|de)\b|\blinked to an (old|other|existing) offer|vinculad[oa] a (uma |una )?(oferta )?(antiga|outra|antigua|otra)|lie a une (ancienne|autre) offre/,
    ],
  },
  {
    cause: 'INVALID_QUANTITY',
    all: [
      /quantity|quantidade|cantidad|quantite/,
      /\bnot an?\b|\bmust\b|invalid|negativ|nao e\b|\bdeve\b|invalida|no es\b|\bdebe\b|n'est pas|\bdoit\b|too (high|large|big)|maxim/,
    ],
  },
  {
    cause: 'PRODUCT_NOT_FOR_SALE',
    all: [
      /(not|nao|no|pas) .{0,12}(available|disponivel|disponible) .{0,12}(sale|venda|venta|vente)|not (for sale|allowed to be sold)|unauthorized to sell|nao pode ser vendid|no (esta a la venta|se puede vender)|ne peut pas etre vendu|(state|status|estado|etat) (of|do|del|du) (the )?(product|produto|producto|produit) .{0,6}(unknown|desconhecid|desconocid|inconnu)/,
    ],
  },
  {
    cause: 'NOT_CATALOGED',
    all: [
      /\b(offer|product|sku|oferta|produto|producto|offre|produit|item|article|articulo)\b/,
      /does not exist|doesn't exist|nao existe|no existe|n'existe pas|not (been )?(found|catalogu?ed)|not in the .{0,20}catalog|nao (foi |esta )?(catalogad|encontrad|integrad)|no (ha sido |esta )?(catalogad|encontrad)|pas (encore )?catalogue|\bunknown\b|inconnu|desconhecid|desconocid|introuvable/,
    ],
  },
]

/** A status that a text carries as a fragment of JSON, with or without its braces: `"status":401`. */
const STATUS_FRAGMENT = /"status"\s*:\s*"?(\d{3})\b/i

/** Characters of a message in which a status is looked for. */
const TELLING = 400

/**
 * Why a line was refused, by its words alone; null when they tell nothing. A name that the message quotes
 * says nothing: a SKU called "Unauthorized 401" is no refused ShopKey.
 *
 * @param reason the message's `reasonOf`
 */
export function causeOfWords(message: string, reason: string): Cause | null {
  const status = STATUS_FRAGMENT.exec(plain(message.slice(0, TELLING)))?.[1]
  if (status === '401') return 'AUTH_INVALID'
  if (status === '403') return 'AUTH_FORBIDDEN'
  return WORD_RULES.find(rule => rule.all.every(words => words.test(reason)))?.cause ?? null
}
