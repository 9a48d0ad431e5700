import type { FieldName, FieldProblemCode } from './configuration'

/** What one field of the form must be like. The texts are judged without the spaces around them. */
export interface FieldRule {
  readonly field: FieldName
  readonly required: boolean
  /** Most characters. */
  readonly longest: number | null
  /** A whole number from here; null for a field that is no number. */
  readonly smallest: number | null
  /** To here. */
  readonly largest: number | null
  /** A regular expression that the whole text must match, and the code when it does not. */
  readonly pattern: string | null
  readonly patternCode: FieldProblemCode | null
}

const HOST = '[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*'
const PORT = '(:(\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}))?'
const PATH = '(/[^\\s?#]*)?'
const HTTPS = `https://${caseless(HOST)}${PORT}${PATH}`

/** On VTEX IO the outbound policy lets no app call loopback, so this only ever works in a local workspace. */
const LOOPBACK = `http://(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])${PORT}${PATH}`

const CONSONANTS = 'B-DF-HJ-NP-TV-Z'

const rule = (
  field: FieldName,
  with_: Partial<Omit<FieldRule, 'field'>> & Pick<FieldRule, 'required'>
): FieldRule => ({
  longest: null,
  smallest: null,
  largest: null,
  pattern: null,
  patternCode: null,
  field,
  ...with_,
})

const shape = (pattern: string, patternCode: FieldProblemCode) => ({
  pattern: `^(?:${pattern})$`,
  patternCode,
})

/**
 * What is asked of each field, as data: the service judges by this table, and hands it to the pages so
 * that they judge by the same one. What needs the store's or Carrefour's answer is not in it.
 */
export const FIELD_RULES: readonly FieldRule[] = [
  rule('shopKey', {
    required: false,
    longest: 500,
    ...shape('[\\x21-\\x7e]+', 'CONTROL_CHARACTERS'),
  }),
  rule('shopId', { required: false, longest: 18, ...shape('\\d+', 'NOT_DIGITS') }),
  rule('tradePolicy', { required: true, ...shape('\\d{1,9}', 'UNKNOWN_TRADE_POLICY') }),
  rule('affiliateId', {
    required: true,
    ...shape(`[${CONSONANTS}${CONSONANTS.toLowerCase()}]{3}`, 'NOT_THREE_CONSONANTS'),
  }),
  rule('minimumStock', { required: false, smallest: 0, largest: 100_000 }),
  rule('notificationEmail', {
    required: false,
    longest: 254,
    ...shape('[^\\s@,;<>]+@[^\\s@,;<>]+\\.[^\\s@,;<>]+', 'NOT_AN_EMAIL'),
  }),
  rule('carrefourUrl', {
    required: true,
    longest: 300,
    ...shape(`${HTTPS}|${LOOPBACK}`, 'NOT_A_URL'),
  }),
  rule('portalUrl', { required: false, longest: 300, ...shape(HTTPS, 'NOT_A_URL') }),
]

/** Why a text is not as its rule asks; null when it is. */
export function breachOf(asked: FieldRule, raw: string): FieldProblemCode | null {
  const text = raw.trim()
  if (text === '') return asked.required ? 'REQUIRED' : null
  if (asked.longest !== null && text.length > asked.longest) return 'TOO_LONG'
  if (asked.smallest !== null && asked.largest !== null) {
    if (!/^-?\d+$/.test(text)) return 'NOT_A_WHOLE_NUMBER'
    const value = Number(text)
    if (value < asked.smallest || value > asked.largest) return 'OUT_OF_RANGE'
  }
  const matches = asked.pattern === null || new RegExp(asked.pattern).test(text)
  return matches ? null : asked.patternCode
}

/** The same pattern for capitals and small letters: the pages know no flags. */
function caseless(pattern: string): string {
  return pattern.replace(/a-z/g, 'A-Za-z')
}
