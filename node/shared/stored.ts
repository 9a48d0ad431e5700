/**
 * The rule for everything that is read back from VBase and Master Data. Another version of the app may have written it,
 * and it may be damaged, so reading never fails: a part of another shape reads as new. That is null, or what a new
 * connection has in its place; an entry of a list is left out. Unknown fields are ignored.
 */
import { type Json, asList, asNumber, asObject, asText } from './json'

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
  (asList(raw) ?? []).flatMap(entry => read(entry) ?? [])

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
