/** Readers for untrusted data: whatever has another shape reads as null. */

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
export const MAX_READ = 2_147_483_647

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
