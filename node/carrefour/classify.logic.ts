import type { Cause } from '../shared/causes'

/** Lower case, without accents. */
export const normalizeText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Characters of a message that are compared; a longer one costs no more. */
const TELLING = 400

/** Closing quote for each opening one: the marketplace quotes names and values. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»', "'": "'" }

/**
 * A reason without quoted names and numbers, so that equal reasons for different SKUs are equal; normalized, at most
 * 200 characters, from the first 400. Empty when nothing is left to compare.
 */
export const reasonOf = (message: string): string =>
  withoutQuoted(normalizeText(message.slice(0, TELLING)).replace(/[‘’]/g, "'"))
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)

/** The text with `#` for everything quoted. One pass: an unclosed quote is searched for once. */
function withoutQuoted(text: string): string {
  const missing = new Set<string>()
  let kept = ''
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    const closing = CLOSING[char]
    const end =
      closing === undefined || missing.has(closing) || !mayOpen(text, at)
        ? -1
        : text.indexOf(closing, at + 1)
    if (closing !== undefined && end < 0 && mayOpen(text, at)) missing.add(closing)
    if (end > 0 && mayClose(text, end)) {
      kept += '#'
      at = end + 1
    } else {
      kept += char
      at += 1
    }
  }
  return kept
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/** An apostrophe within a word is not a quote. */
const mayOpen = (text: string, at: number): boolean =>
  text.charAt(at) !== "'" || !LETTER_OR_DIGIT.test(text.charAt(at - 1))
const mayClose = (text: string, at: number): boolean =>
  text.charAt(at) !== "'" || !LETTER_OR_DIGIT.test(text.charAt(at + 1))

/**
 * Short key of a reason, letters and digits only, by which the ledger finds equal reasons (FNV-1a, 32 bits twice). Null
 * without words.
 */
export function fingerprint(message: string | null): string | null {
  const reason = reasonOf(message ?? '')
  return reason === '' ? null : shortHash(reason)
}

/** 16 letters and digits as a hash of a text (FNV-1a, 32 bits twice). Not cryptographic. */
export const shortHash = (text: string): string => hash(text, 0x811c9dc5) + hash(text, 0x01000193)

function hash(text: string, seed: number): string {
  let value = seed
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return value.toString(16).padStart(8, '0')
}

/** A class of refusals, and the words that identify it in the languages Carrefour is known to use. */
interface WordRule {
  readonly cause: Cause
  /** All must match the reason without accents, capitals, quoted names and numbers. */
  readonly all: readonly RegExp[]
}

/**
 * All word rules, from the top: the first class whose words all match. Mirakl's reports have no codes and are in the
 * operator's language (pt, en, es, fr are known). What matches nothing is shown in Carrefour's own words and never
 * guessed.
 */
const WORD_RULES: readonly WordRule[] = [
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

/** A status in a JSON fragment, with or without braces: `"status":401`. */
const STATUS_FRAGMENT = /"status"\s*:\s*"?(\d{3})\b/i

/**
 * Why a line was refused, by its words alone; null when they do not tell. Quoted names are ignored: a SKU called
 * "Unauthorized 401" is no refused ShopKey.
 *
 * @param reason the message's `reasonOf`
 */
export function causeOfWords(message: string, reason: string): Cause | null {
  const status = STATUS_FRAGMENT.exec(normalizeText(message.slice(0, TELLING)))?.[1]
  if (status === '401') return 'AUTH_INVALID'
  if (status === '403') return 'AUTH_FORBIDDEN'
  return WORD_RULES.find(rule => rule.all.every(words => words.test(reason)))?.cause ?? null
}

/** The parts of a failed call that its cause depends on. */
type FailedCall =
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403 }
  | { readonly kind: 'limited' | 'unavailable' | 'notFound' | 'rejected' }

/**
 * The cause of a failed call: by its parsed status, never by words. 404 and other refusals of a whole file are the
 * file's.
 */
export function causeOfFailure(failure: FailedCall): Cause {
  switch (failure.kind) {
    case 'refused':
      return failure.httpStatus === 401 ? 'AUTH_INVALID' : 'AUTH_FORBIDDEN'
    case 'limited':
      return 'RATE_LIMITED'
    case 'unavailable':
      return 'MARKETPLACE_UNAVAILABLE'
    case 'notFound':
    case 'rejected':
      return 'IMPORT_FAILED'
  }
}

/* Words of others as they may stand in a row, page, mail or log. */

/**
 * A text without what is not seen: marks that turn the direction of what follows or hide in a word, escape sequences and
 * other control characters, and halves of characters. Line breaks and tabs stay.
 */
export const plainText = (text: string): string =>
  text
    .replace(/\p{Cf}+/gu, '')
    .replace(/(?:(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}])+/gu, ' ')
    .replace(/\p{Cs}/gu, '')

/** The same in one line, and cut; of a longer text no more than ten times the length is looked at. */
export const plainLine = (text: string, longest: number): string =>
  plainText(text.slice(0, 10 * longest))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/\p{Cs}/gu, '')
    .trim()
