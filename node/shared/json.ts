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
