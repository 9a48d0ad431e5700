import { plain } from './words'

/** What stands between quotes: names and values that the marketplace repeats. */
const QUOTED = /"[^"]*"|“[^”]*”|«[^»]*»|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu

/**
 * A reason with quoted names and numbers taken out, so that equal reasons for different SKUs are equal;
 * plain, at most 200 characters. Empty when nothing is left to compare.
 */
export const reasonOf = (message: string): string =>
  plain(message)
    .replace(/[‘’]/g, "'")
    .replace(QUOTED, '#')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)

/**
 * Short name of a reason, letters and digits only: the ledger finds equal reasons by it (FNV-1a, 32 bits
 * twice). Null when there are no words.
 */
export function fingerprint(message: string | null): string | null {
  const reason = reasonOf(message ?? '')
  return reason === '' ? null : hash(reason, 0x811c9dc5) + hash(reason, 0x01000193)
}

function hash(text: string, seed: number): string {
  let value = seed
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return value.toString(16).padStart(8, '0')
}
