import { plain } from './words'

/** Characters of a message that tell its reason; a longer one costs no more. */
const TELLING = 400

/** Which mark ends what another begins: names and values that the marketplace repeats stand between them. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»', "'": "'" }

/**
 * A reason with quoted names and numbers taken out, so that equal reasons for different SKUs are equal;
 * plain, at most 200 characters, read off the first 400. Empty when nothing is left to compare.
 */
export const reasonOf = (message: string): string =>
  withoutQuoted(plain(message.slice(0, TELLING)).replace(/[‘’]/g, "'"))
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)

/** The text with `#` for all that is quoted. One pass: a mark that is never closed is looked for once. */
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

/** An apostrophe within a word is no quote. */
const mayOpen = (text: string, at: number): boolean =>
  text.charAt(at) !== "'" || !LETTER_OR_DIGIT.test(text.charAt(at - 1))
const mayClose = (text: string, at: number): boolean =>
  text.charAt(at) !== "'" || !LETTER_OR_DIGIT.test(text.charAt(at + 1))

/**
 * Short name of a reason, letters and digits only: the ledger finds equal reasons by it (FNV-1a, 32 bits
 * twice). Null when there are no words.
 */
export function fingerprint(message: string | null): string | null {
  const reason = reasonOf(message ?? '')
  return reason === '' ? null : shortHash(reason)
}

/** 16 letters and digits that stand for a text (FNV-1a, 32 bits twice). No secret, and no defence against one who forges. */
export const shortHash = (text: string): string => hash(text, 0x811c9dc5) + hash(text, 0x01000193)

function hash(text: string, seed: number): string {
  let value = seed
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return value.toString(16).padStart(8, '0')
}
