/* Readers for untrusted data: whatever has another shape reads as null. */

export type Json = Readonly<Record<string, unknown>>

export const asObject = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null

export const asList = (value: unknown): readonly unknown[] | null =>
  Array.isArray(value) ? value : null

/** A text; a number is converted. */
export const asText = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : null

const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** A finite number, also a decimal one in a text: `0x10` is no figure that a store means. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return null
  const read = Number(value)
  return Number.isFinite(read) ? read : null
}

/** Upper bound of a stock figure, on either side of 0: it stands for that many or more. */
const MAX_READ = 2_147_483_647

/** A number of units: a whole number that can be stored and shown everywhere. */
export function asUnits(value: unknown): number | null {
  const read = asNumber(value)
  return read === null ? null : Math.trunc(Math.min(Math.max(read, -MAX_READ), MAX_READ))
}

/** True, false, or nothing; as a text in any case, because some servers write `True`. */
export function asFlag(value: unknown): boolean | null {
  const flag = typeof value === 'string' ? value.trim().toLowerCase() : value
  return flag === true || flag === 'true' ? true : flag === false || flag === 'false' ? false : null
}

/** The JSON in a text; null when it is not valid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** Nested deeper than this, no answer is one of an API that we know. */
const DEEPEST = 64

/** The end of the string that begins at `at`, in valid JSON. */
function stringEnd(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  return end
}

/**
 * Whether no object of a valid JSON text names a value twice, and none is nested too deep. Readers differ in which of two
 * values they take, so such a text can say one thing here and another there. One pass.
 */
export function isPlainJson(text: string): boolean {
  const open: (Set<string> | null)[] = []
  let isName = false
  for (let at = 0; at < text.length; at += 1) {
    const names = open[open.length - 1] ?? null
    switch (text.charAt(at)) {
      case '"': {
        const end = stringEnd(text, at)
        if (names && isName) {
          const name = String(parseJson(text.slice(at, end + 1)))
          if (names.has(name)) return false
          names.add(name)
        }
        isName = false
        at = end
        break
      }
      case '{':
      case '[':
        isName = text.charAt(at) === '{'
        open.push(isName ? new Set() : null)
        if (open.length > DEEPEST) return false
        break
      case '}':
      case ']':
        open.pop()
        break
      case ',':
        isName = names !== null
        break
    }
  }
  return true
}

/*
 * The rule for everything that is read back from VBase and Master Data. Another version of the app may have written it,
 * and it may be damaged, so reading never fails: a part of another shape reads as new. That is null, or what a new
 * connection has in its place; an entry of a list is left out. Unknown fields are ignored.
 */

/** The same fields, none of them missing. */
type Complete<Fields> = { readonly [Name in keyof Fields]: NonNullable<Fields[Name]> }

/**
 * A stored object that means nothing without some of its fields; null when one of them is of another shape.
 *
 * @param needs reads those fields, each to null when it is of another shape
 * @param read makes the part of them and of fields with a default; without it, the needed fields are the part
 */
export function partOf<Fields extends object>(
  raw: unknown,
  needs: (stored: Json) => Fields
): Complete<Fields> | null
export function partOf<Fields extends object, Part>(
  raw: unknown,
  needs: (stored: Json) => Fields,
  read: (needed: Complete<Fields>, stored: Json) => Part
): Part | null
export function partOf<Fields extends object, Part>(
  raw: unknown,
  needs: (stored: Json) => Fields,
  read?: (needed: Complete<Fields>, stored: Json) => Part
): Part | Complete<Fields> | null {
  const stored = asObject(raw)
  if (stored === null) return null
  const needed = needs(stored)
  if (!isComplete(needed)) return null
  return read ? read(needed, stored) : needed
}

const isComplete = <Fields extends object>(fields: Fields): fields is Fields & Complete<Fields> =>
  Object.values(fields).every(value => value !== null && value !== undefined)

/** A stored list; entries of another shape are left out, and what is no list has none. */
export const entriesOf = <T>(raw: unknown, read: (entry: unknown) => T | null): readonly T[] =>
  (asList(raw) ?? []).flatMap(entry => {
    const value = read(entry)
    // In a list of its own, because an entry may be a list.
    return value === null ? [] : [value]
  })

/** The texts of a stored list. */
export const textsOf = (raw: unknown): readonly string[] => entriesOf(raw, asText)

/** One of the known words; null for any other, such as one of a later version. */
export const oneOf = <Word extends string>(known: readonly Word[], raw: unknown): Word | null =>
  known.find(word => word === raw) ?? null

/** All words of a union, so that the compiler names one that is missing. */
export const everyWord = <Word extends string>(
  all: Readonly<Record<Word, true>>
): readonly Word[] => Object.keys(all) as Word[]

/** A text that names something, so that an empty one is none. */
export const nameIn = (raw: unknown): string | null => asText(raw) || null

/** How many: a whole number from 0 on, and 0 for anything else. */
export const countIn = (raw: unknown): number => Math.max(Math.trunc(asNumber(raw) ?? 0), 0)
