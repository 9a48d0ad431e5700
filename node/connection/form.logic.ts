import {
  type FieldName,
  type FieldProblemCode,
  type Choices,
  type FieldProblem,
  NUMBER_LIMITS,
} from './configuration.logic'
import { ShopKey } from './shop.logic'

/**
 * Hosts accepted as Carrefour's, as in the policies of manifest.json: a check keeps both equal. New ones are added in
 * both places (README, "Link it to a real VTEX account"). `*` stands for one or more labels.
 */
export const CARREFOUR_HOSTS: readonly string[] = ['*.mirakl.net']

/** Rules for one field of the form. Texts are trimmed before they are checked. */
export interface FieldRule {
  readonly field: FieldName
  readonly required: boolean
  /** Maximum length. */
  readonly longest: number | null
  /** Smallest whole number; null when the field is not a number. */
  readonly smallest: number | null
  /** Largest whole number. */
  readonly largest: number | null
  /** A regular expression for the whole text, and the code when it does not match. */
  readonly pattern: string | null
  readonly patternCode: FieldProblemCode | null
}

const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?'
const HOST = `${LABEL}(\\.${LABEL})*`
const PORT = '(:(\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}))?'
/** Of a base address: plain segments, none of dots alone. */
const BASE_PATH = '(/(?!\\.+(/|$))[A-Za-z0-9._~-]+)*/*'
/** Of a link for people. */
const LINK_PATH = '(/[\\x21\\x22\\x24-\\x3e\\x40-\\x7e]*)?'
const CONSONANTS = 'B-DF-HJ-NP-TV-Z'

/** Characters that are invisible or look like a space. */
const INVISIBLE =
  '\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f' +
  '\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\udb40'

/** Characters copied along with a key: quotes, brackets, a comma. */
const OPENERS = '["\'`\\u00b4\\u2018-\\u201f\\u00ab\\u00bb\\u2039\\u203a\\u300c-\\u300f<({\\[]'
const CLOSERS = '["\'`\\u00b4\\u2018-\\u201f\\u00ab\\u00bb\\u2039\\u203a\\u300c-\\u300f>)}\\],;]'

/** A name before the key, as in `Authorization:KEY` or `ShopKey=KEY`; not the `=` at the end of a Base64 text. */
const NAMED = '[A-Za-z][A-Za-z_-]*[:=](?!=*$)'

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

/** A case-insensitive pattern for one name of `CARREFOUR_HOSTS`. */
const hostPattern = (name: string): string =>
  caseless(name.replace(/\./g, '\\.')).replace(/^\*/, HOST)

/** The same pattern for both cases: the pages do not support flags. */
const caseless = (pattern: string): string =>
  pattern.replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`)

/**
 * The rules of every field, as data: the service checks by this table and also serves it to the pages. A field may have
 * several rules; the first broken one is reported. Checks that need an answer from the store or Carrefour are
 * elsewhere.
 *
 * @param extraHosts names accepted as Carrefour's besides those in the manifest, also with plain http and on any port:
 * none on VTEX IO
 */
export function fieldRules(extraHosts: readonly string[] = []): readonly FieldRule[] {
  const extra = extraHosts.map(hostPattern).join('|')
  const anyAddress = `https://${HOST}${PORT}${BASE_PATH}`
  const hosts = CARREFOUR_HOSTS.map(hostPattern).join('|')
  const taken = `https://(${hosts})(:443)?${BASE_PATH}`
  const orExtra = extra === '' ? '' : `|https?://(${extra})${PORT}${BASE_PATH}`
  return [
    rule('shopKey', {
      required: false,
      longest: 500,
      ...shape(`[^${INVISIBLE}]*`, 'CONTROL_CHARACTERS'),
    }),
    rule('shopKey', {
      required: false,
      ...shape(`(?!${OPENERS})(?!${NAMED})(?!.*${CLOSERS}$)[^ ]*`, 'NOT_ALONE'),
    }),
    rule('shopKey', { required: false, ...shape('[\\x21-\\x7e]*', 'NOT_A_KEY') }),
    rule('shopId', { required: false, longest: 18, ...shape('\\d+', 'NOT_DIGITS') }),
    rule('tradePolicy', { required: true, ...shape('\\d{1,9}', 'UNKNOWN_TRADE_POLICY') }),
    rule('affiliateId', {
      required: true,
      ...shape(`[${CONSONANTS}${CONSONANTS.toLowerCase()}]{3}`, 'NOT_THREE_CONSONANTS'),
    }),
    ...NUMBER_LIMITS.map(({ field, ...limits }) => rule(field, { required: false, ...limits })),
    rule('notificationEmail', {
      required: false,
      longest: 254,
      ...shape('[^\\s@,;<>]+@[^\\s@,;<>]+\\.[^\\s@,;<>]+', 'NOT_AN_EMAIL'),
    }),
    rule('carrefourUrl', {
      required: true,
      longest: 300,
      ...shape(`${anyAddress}${orExtra}`, 'NOT_A_URL'),
    }),
    rule('carrefourUrl', { required: true, ...shape(`${taken}${orExtra}`, 'HOST_NOT_ALLOWED') }),
    rule('portalUrl', {
      required: false,
      longest: 300,
      ...shape(`https://${HOST}${PORT}${LINK_PATH}`, 'NOT_A_URL'),
    }),
  ]
}

/** Why a text breaks its rule; null when it does not. */
function breachOf(asked: FieldRule, raw: string): FieldProblemCode | null {
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

/** The first broken rule of each field. */
function breaches(
  rules: readonly FieldRule[],
  textOf: (field: FieldRule['field']) => string | null
): readonly FieldProblem[] {
  const found = new Map<string, FieldProblem>()
  for (const rule of rules) {
    const text = textOf(rule.field)
    const code = text === null || found.has(rule.field) ? null : breachOf(rule, text)
    if (code !== null) found.set(rule.field, { field: rule.field, code })
  }
  return [...found.values()]
}

/**
 * The problems of the form, one per field; empty when it is valid.
 *
 * @param hosts names accepted as Carrefour's besides those in the manifest
 */
export const problemsOf = (
  choices: Choices,
  hosts: readonly string[] = []
): readonly FieldProblem[] =>
  breaches(fieldRules(hosts), field => (field === 'shopKey' ? null : String(choices[field])))

/** The settings that select Carrefour's address and shop. */
export type AccessChoices = Pick<Choices, 'shopId' | 'carrefourUrl'>

/** The problems with shop and address. */
export const accessProblemsOf = (
  access: AccessChoices,
  hosts: readonly string[]
): readonly FieldProblem[] =>
  breaches(fieldRules(hosts), field =>
    field === 'shopId' || field === 'carrefourUrl' ? access[field] : null
  )

/** The problem with a typed ShopKey; null when there is none. */
export const keyProblemOf = (typed: string): FieldProblem | null =>
  breaches(fieldRules(), field => (field === 'shopKey' ? typed : null))[0] ?? null

/** The typed ShopKey; null when it is empty or invalid. */
export const parseKey = (typed: string | null): ShopKey | null =>
  keyProblemOf(typed ?? '') ? null : ShopKey.parse(typed)

/** Whether two addresses have the same host and port: the saved ShopKey is sent to no other. */
export function sameHost(one: string, other: string): boolean {
  const originOf = (address: string): string | null =>
    /^https?:\/\/[^/?#]+/.exec(address.toLowerCase())?.[0].replace(/^(https:.*):443$/, '$1') ?? null
  const origin = originOf(one)
  return origin !== null && origin === originOf(other)
}

/** Shop and address trimmed, the address without `/api`, `:443` or a trailing slash. */
export const tidyAccess = ({ shopId, carrefourUrl }: AccessChoices): AccessChoices => ({
  shopId: shopId.trim(),
  carrefourUrl: carrefourUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api$/, '')
    .replace(/^(https:\/\/[^/:]+):443(?=\/|$)/i, '$1'),
})

/** The form's values, trimmed. */
export function tidy(choices: Choices): Choices {
  return {
    ...choices,
    ...tidyAccess(choices),
    tradePolicy: choices.tradePolicy.trim(),
    affiliateId: choices.affiliateId.trim().toUpperCase(),
    notificationEmail: choices.notificationEmail.trim(),
    portalUrl: choices.portalUrl.trim(),
  }
}
