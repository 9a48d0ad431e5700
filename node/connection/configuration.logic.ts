import type { ShopKey } from '../carrefour/shopKey.logic'
import type { Millis } from '../shared/time'

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
  /** Which mails go to that address, and in which language. */
  readonly alertIncident: boolean
  readonly alertSolved: boolean
  readonly alertDigest: boolean
  readonly alertLanguage: 'PT' | 'EN' | 'ES'
  /** Without a slash at the end. */
  readonly carrefourUrl: string
  readonly portalUrl: string
  /** Whether a workspace that is not production sends as well. Counts nowhere else. */
  readonly sendFromDevelopment: boolean
}

/**
 * Whether files may not leave because the workspace is a developer's: Carrefour has one shop, and what a
 * developer tries must not reach it unless the configuration of that workspace says so.
 */
export const isWithheld = (
  { sendFromDevelopment }: Pick<Choices, 'sendFromDevelopment'>,
  production: boolean
): boolean => !production && !sendFromDevelopment

/** A ShopKey with its history. */
export interface SavedKey {
  readonly key: ShopKey
  readonly savedBy: string
  readonly savedAt: Millis
  readonly verifiedAt: Millis | null
  /** Grows each time that Carrefour accepted the key with its shop and address as saved; never given twice. */
  readonly version: number
  /** The shop that Carrefour named as the key's (A01), or that a person confirmed; null when none was. */
  readonly shop: NamedShop | null
}

/** A shop as Carrefour names it. */
export interface NamedShop {
  readonly shopId: string
  readonly name: string
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
  | 'NOT_ALONE'
  | 'NOT_A_KEY'

export interface FieldProblem {
  readonly field: FieldName
  readonly code: FieldProblemCode
}
