/* Masks the ShopKey, in every form that is searched for, in what Carrefour answers. */

import type { Access } from '../ports'

/** Replaces the key. Not a valid import id or shop id. */
const MASK = '[ShopKey]'

/** Fewer letters and digits than this could occur anywhere by chance. */
const SHORTEST_FORM = 8

/** A server may truncate its echo of the key: a beginning or end of this length is hidden too. */
const FRAGMENT = 12

/** Letters and digits searched together; pieces overlap, so that forms across the border are found. */
const PIECE = 256 * 1024

/** The searched forms of a key: lower case, letters and digits only. */
export type KeyForms = readonly string[]

/**
 * Every searched form of the key. Case, separators, white space and escapes are removed from the answer before the
 * search, so one form covers many spellings; Base64 has three, by alignment.
 *
 * @returns none for a key so short that its form would be found everywhere
 */
export function formsOf(key: Access['shopKey']): KeyForms {
  const text = key.reveal()
  const plain = bare(text)
  if (plain.length < SHORTEST_FORM) return []
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])]
  const encoded = spellings.flatMap(one => [...base64Of(one), Buffer.from(one).toString('hex')])
  const cut = plain.length > FRAGMENT ? [plain.slice(0, FRAGMENT), plain.slice(-FRAGMENT)] : []
  const forms = [plain, ...encoded.map(bare), ...cut]
  return [...new Set(forms)].filter(form => form.length >= SHORTEST_FORM)
}

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The part of the key's Base64 that does not depend on its neighbours, for each of the three alignments. */
const base64Of = (text: string): readonly string[] =>
  [0, 1, 2].map(before => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const whole = Math.floor((bytes.length * 8) / 6)
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole)
  })

/** The bytes of an answer with every form of the key masked. */
export function withoutKey(bytes: Buffer, forms: KeyForms): Buffer {
  if (forms.length === 0 || bytes.length < SHORTEST_FORM) return bytes
  const found = rangesOf(bytes, forms)
  if (found.length === 0) return bytes
  const parts: Buffer[] = []
  let at = 0
  for (const [from, to] of found) {
    if (to <= at) continue
    if (from > at || parts.length === 0) parts.push(bytes.subarray(at, from), Buffer.from(MASK))
    at = to
  }
  return Buffer.concat([...parts, bytes.subarray(at)])
}

export const textWithoutKey = (text: string, forms: KeyForms): string => {
  const bytes = Buffer.from(text)
  const masked = withoutKey(bytes, forms)
  return masked === bytes ? text : masked.toString('utf8')
}

/** Headers with every form of the key masked; one whose name holds it is dropped. */
export const headersWithoutKey = (
  headers: Readonly<Record<string, unknown>>,
  forms: KeyForms
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      textWithoutKey(name, forms) === name ? [[name, headerWithoutKey(value, forms)]] : []
    )
  )

function headerWithoutKey(value: unknown, forms: KeyForms): unknown {
  if (typeof value === 'string') return textWithoutKey(value, forms)
  return Array.isArray(value) ? value.map(one => headerWithoutKey(one, forms)) : value
}

type Range = readonly [from: number, to: number]

/** Ranges of the forms, in order; they may overlap. */
function rangesOf(bytes: Buffer, forms: KeyForms): readonly Range[] {
  const overlap = Math.max(...forms.map(form => form.length)) - 1
  const letters = Buffer.alloc(PIECE)
  const starts = new Uint32Array(PIECE)
  const ends = new Uint32Array(PIECE)
  const found: Range[] = []
  let length = 0
  const search = () => {
    const piece = letters.subarray(0, length)
    for (const form of forms) {
      let at = piece.indexOf(form, 0, 'latin1')
      while (at >= 0) {
        found.push([starts[at] ?? 0, ends[at + form.length - 1] ?? 0])
        at = piece.indexOf(form, at + 1, 'latin1')
      }
    }
  }
  for (let at = 0; at < bytes.length;) {
    const { code, end } = decoded(bytes, at)
    const letter = lowerAlphanumeric(code)
    if (letter !== 0) {
      if (length === PIECE) {
        search()
        const kept = PIECE - overlap
        letters.copyWithin(0, kept)
        starts.copyWithin(0, kept)
        ends.copyWithin(0, kept)
        length = overlap
      }
      letters[length] = letter
      starts[length] = at
      ends[length] = end
      length += 1
    }
    at = end
  }
  search()
  return found.sort(([a], [b]) => a - b)
}

function lowerAlphanumeric(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 0x20
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? code : 0
}

const PERCENT = 0x25
const AMPERSAND = 0x26
const BACKSLASH = 0x5c

/** Levels of nested escapes that are decoded (`%2573`). */
const DEEPEST = 4

/** The character at a position, unescaped: `%41`, `%2541`, `\u0041`, `&#65;`, `&#x41;`. */
function decoded(bytes: Buffer, at: number): { readonly code: number; readonly end: number } {
  let code = bytes[at] ?? 0
  let end = at + 1
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = escaped(bytes, code, end)
    if (!next) break
    code = next.code
    end = next.end
  }
  return { code, end }
}

function escaped(
  bytes: Buffer,
  code: number,
  rest: number
): { readonly code: number; readonly end: number } | null {
  if (code === PERCENT) {
    const value = numberAt(bytes, rest, 2, 16)
    return value === null ? null : { code: value, end: rest + 2 }
  }
  if (code === BACKSLASH) {
    const sign = bytes[rest]
    const size = sign === 0x75 ? 4 : sign === 0x78 ? 2 : 0
    const value = size === 0 ? null : numberAt(bytes, rest + 1, size, 16)
    return value === null ? null : { code: value, end: rest + 1 + size }
  }
  if (code === AMPERSAND && bytes[rest] === 0x23) {
    const text = bytes.toString('latin1', rest + 1, rest + 10)
    const [whole = '', hex, decimal] = /^(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/i.exec(text) ?? []
    const value = hex ? parseInt(hex, 16) : decimal ? parseInt(decimal, 10) : null
    return value === null ? null : { code: value, end: rest + 1 + whole.length }
  }
  return null
}

function numberAt(bytes: Buffer, at: number, size: number, base: number): number | null {
  let value = 0
  for (let index = at; index < at + size; index += 1) {
    const digit = digitOf(bytes[index] ?? 0)
    if (digit < 0 || digit >= base) return null
    value = value * base + digit
  }
  return value
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = lowerAlphanumeric(code)
  return letter >= 0x61 ? letter - 0x61 + 10 : -1
}
