import type { ShopKey } from '../carrefour/shopKey.logic'
import { asFlag, asNumber, asText } from '../shared/json'
import type { Millis } from '../shared/time'

const text = (saved: unknown): string => asText(saved) ?? ''
const flag =
  (preset: boolean) =>
  (saved: unknown): boolean =>
    asFlag(saved) ?? preset
const units = (saved: unknown): number => Math.max(Math.trunc(asNumber(saved) ?? 0), 0)
const language = (saved: unknown): 'PT' | 'EN' | 'ES' =>
  saved === 'EN' || saved === 'ES' ? saved : 'PT'

/**
 * What the merchant decides about the connection: each field with how it is read from what is saved, and so with what
 * it is where an older version did not save it. What is asked of a value stands in `form.logic.ts`.
 */
const CHOICES = {
  active: flag(false),
  /** Digits, or empty for the key's default shop. */
  shopId: text,
  /** Sales channel id. */
  tradePolicy: text,
  /** 3 consonants. */
  affiliateId: text,
  /** Units; 0 is off. */
  minimumStock: units,
  sendKits: flag(false),
  notificationEmail: text,
  /** Which mails go to that address, and in which language. */
  alertIncident: flag(true),
  alertSolved: flag(true),
  alertDigest: flag(true),
  alertLanguage: language,
  /** Without a slash at the end. */
  carrefourUrl: text,
  portalUrl: text,
  /** Whether a workspace that is not production sends as well. Counts nowhere else. */
  sendFromDevelopment: flag(false),
}

export type Choices = {
  readonly [Field in keyof typeof CHOICES]: ReturnType<(typeof CHOICES)[Field]>
}

/** The choices in what is saved; a field that is missing or of another type has its first value. */
export const readChoices = (saved: Readonly<Record<string, unknown>>): Choices =>
  Object.fromEntries(
    Object.entries(CHOICES).map(([field, read]) => [field, read(saved[field])])
  ) as Choices

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
