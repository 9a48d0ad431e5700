import type { ShopKey } from './shopKey'
import type { Millis } from './time'

/** What the merchant decides about the connection. */
export interface Choices {
  readonly active: boolean
  /** Digits, or empty for the key's default shop. */
  readonly shopId: string
  /** Sales channel id. */
  readonly tradePolicy: string
  /** 3 consonants. */
  readonly affiliateId: string
  /** Units; 0 is off. */
  readonly minimumStock: number
  readonly sendKits: boolean
  readonly notificationEmail: string
  /** Without a slash at the end. */
  readonly carrefourUrl: string
  readonly portalUrl: string
}

/** A ShopKey with its history. */
export interface SavedKey {
  readonly key: ShopKey
  readonly savedBy: string
  readonly savedAt: Millis
  readonly verifiedAt: Millis | null
  /** Counts the times that Carrefour accepted the key with its shop and address as saved. */
  readonly version: number
}

/** All that is saved. */
export interface Configuration {
  readonly choices: Choices
  readonly shopKey: SavedKey
  /** Counts the saves. */
  readonly version: number
}

export type FieldName = keyof Choices | 'shopKey'

export type FieldProblemCode =
  | 'REQUIRED'
  | 'NOT_A_WHOLE_NUMBER'
  | 'OUT_OF_RANGE'
  | 'NOT_AN_EMAIL'
  | 'NOT_A_URL'
  | 'HOST_NOT_ALLOWED'
  | 'UNKNOWN_TRADE_POLICY'
  | 'NOT_THREE_CONSONANTS'
  | 'AFFILIATE_TAKEN'
  | 'TOO_LONG'
  | 'NOT_DIGITS'
  | 'CONTROL_CHARACTERS'

export interface FieldProblem {
  readonly field: FieldName
  readonly code: FieldProblemCode
}

/** The largest minimum stock that makes sense. */
export const LARGEST_MINIMUM = 100_000

type Check = (choices: Choices) => FieldProblemCode | null

const longest =
  (length: number, read: (choices: Choices) => string): Check =>
  choices =>
    read(choices).length > length ? 'TOO_LONG' : null

const CHECKS: readonly (readonly [FieldName, Check])[] = [
  ['shopId', choices => (/^\d{0,18}$/.test(choices.shopId) ? null : 'NOT_DIGITS')],
  ['tradePolicy', choices => (choices.tradePolicy === '' ? 'REQUIRED' : null)],
  [
    'tradePolicy',
    choices => (/^\d{1,9}$/.test(choices.tradePolicy) ? null : 'UNKNOWN_TRADE_POLICY'),
  ],
  [
    'affiliateId',
    choices =>
      /^[BCDFGHJKLMNPQRSTVWXYZ]{3}$/.test(choices.affiliateId) ? null : 'NOT_THREE_CONSONANTS',
  ],
  [
    'minimumStock',
    choices => (Number.isInteger(choices.minimumStock) ? null : 'NOT_A_WHOLE_NUMBER'),
  ],
  [
    'minimumStock',
    choices =>
      choices.minimumStock < 0 || choices.minimumStock > LARGEST_MINIMUM ? 'OUT_OF_RANGE' : null,
  ],
  ['notificationEmail', longest(254, choices => choices.notificationEmail)],
  [
    'notificationEmail',
    ({ notificationEmail: email }) =>
      email === '' || /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(email) ? null : 'NOT_AN_EMAIL',
  ],
  ['carrefourUrl', ({ carrefourUrl }) => (carrefourUrl === '' ? 'REQUIRED' : null)],
  ['carrefourUrl', longest(300, choices => choices.carrefourUrl)],
  ['carrefourUrl', choices => urlProblem(choices.carrefourUrl, true)],
  ['portalUrl', longest(300, choices => choices.portalUrl)],
  [
    'portalUrl',
    choices => (choices.portalUrl === '' ? null : urlProblem(choices.portalUrl, false)),
  ],
]

/** What is wrong with each field, each field once; empty when all is well. */
export function problemsOf(choices: Choices): readonly FieldProblem[] {
  const found = new Map<FieldName, FieldProblem>()
  for (const [field, check] of CHECKS) {
    const code = found.has(field) ? null : check(choices)
    if (code) found.set(field, { field, code })
  }
  return [...found.values()]
}

/** The form's values with spaces around them removed and the address without `/api` or a slash at its end. */
export function tidy(choices: Choices): Choices {
  return {
    ...choices,
    shopId: choices.shopId.trim(),
    tradePolicy: choices.tradePolicy.trim(),
    affiliateId: choices.affiliateId.trim().toUpperCase(),
    notificationEmail: choices.notificationEmail.trim(),
    carrefourUrl: choices.carrefourUrl
      .trim()
      .replace(/\/+$/, '')
      .replace(/\/api$/, ''),
    portalUrl: choices.portalUrl.trim(),
  }
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host)

/**
 * An address must be https. Plain http is taken for loopback alone: on VTEX IO the outbound policy lets
 * no app call loopback, so it only ever works in a local workspace.
 */
function urlProblem(text: string, loopbackAllowed: boolean): FieldProblemCode | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return 'NOT_A_URL'
  }
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain || !/^https?:$/.test(url.protocol)) return 'NOT_A_URL'
  if (url.protocol === 'https:') return null
  return loopbackAllowed && isLoopback(url.hostname) ? null : 'NOT_A_URL'
}
