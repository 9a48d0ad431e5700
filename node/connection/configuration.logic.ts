import type { CarrefourFieldProblemCode } from '../generated/schema'
import type { ShopKey } from './shop.logic'
import type { Note } from '../history/history.logic'
import { asFlag, asNumber, asText } from '../shared/json'
import { type Millis, DAY } from '../shared/time'

const text = (saved: unknown): string => asText(saved) ?? ''
const flag =
  (preset: boolean) =>
  (saved: unknown): boolean =>
    asFlag(saved) ?? preset

/** The least and the most that a number of the form may be. */
interface Limits {
  readonly smallest: number
  readonly largest: number
}

/** A whole number, the smallest where none was saved. The form's rule is made from its limits. */
const whole = (limits: Limits) => {
  const read = (saved: unknown): number =>
    Math.max(Math.trunc(asNumber(saved) ?? limits.smallest), limits.smallest)
  return Object.assign(read, { limits })
}
const language = (saved: unknown): 'PT' | 'EN' | 'ES' =>
  saved === 'EN' || saved === 'ES' ? saved : 'PT'

/**
 * The merchant's settings for the connection, each with its reader, which also gives the default for a field an older
 * version did not save. The rules for texts are in `form.logic.ts`.
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
  minimumStock: whole({ smallest: 0, largest: 100_000 }),
  sendKits: flag(false),
  notificationEmail: text,
  /** Which mails go to that address, and in which language. */
  alertIncident: flag(true),
  alertSolved: flag(true),
  alertDigest: flag(true),
  alertLanguage: language,
  /** Without a trailing slash. */
  carrefourUrl: text,
  portalUrl: text,
  /** Whether a non-production workspace sends too. Ignored in production. */
  sendFromDevelopment: flag(false),
}

export type Choices = {
  readonly [Field in keyof typeof CHOICES]: ReturnType<(typeof CHOICES)[Field]>
}

/** The limits of every number. */
export const NUMBER_LIMITS: readonly (Limits & { readonly field: keyof Choices })[] =
  Object.entries(CHOICES).flatMap(([field, read]) =>
    'limits' in read ? [{ field: field as keyof Choices, ...read.limits }] : []
  )

/** The settings in stored data; a field that is missing or of another type gets its default. */
export const readChoices = (saved: Readonly<Record<string, unknown>>): Choices =>
  Object.fromEntries(
    Object.entries(CHOICES).map(([field, read]) => [field, read(saved[field])])
  ) as Choices

/** The settings of a form in which null, or nothing, stands for the default. Values are kept as given: the rules judge them. */
export const withDefaults = (form: {
  readonly [Field in keyof Choices]?: Choices[Field] | null | undefined
}): Choices =>
  Object.fromEntries(
    Object.entries(readChoices({})).map(([field, preset]) => [
      field,
      form[field as keyof Choices] ?? preset,
    ])
  ) as Choices

/**
 * Whether files are held back because this is a developer's workspace: Carrefour has one shop, and a developer's
 * experiments must not reach it unless the workspace's configuration says so.
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
  /** Incremented each time Carrefour accepts the key with its shop and address at a save; never reused. */
  readonly version: number
  /** The key's shop according to Carrefour (A01) or as confirmed by a person; null when neither. */
  readonly shop: NamedShop | null
}

/** A ShopKey as pages show it. */
export interface ShownKey extends Omit<SavedKey, 'key'> {
  /** Its last characters. */
  readonly last4: string | null
}

/** A shop as Carrefour names it. */
export interface NamedShop {
  readonly shopId: string
  readonly name: string
}

/** Everything that is saved. */
export interface Configuration {
  readonly choices: Choices
  readonly shopKey: SavedKey
  /** Number of saves. */
  readonly version: number
}

/** The configuration without the ShopKey and the mailbox, which are in no other file. */
export interface ShownConfiguration extends Omit<Configuration, 'shopKey' | 'choices'> {
  readonly choices: ShownChoices
  readonly shopKey: ShownKey
}

export type ShownChoices = Omit<Choices, 'notificationEmail'>

export function shownOf({ choices, shopKey, ...rest }: Configuration): ShownConfiguration {
  const { key, ...shown } = shopKey
  return { ...rest, choices: withoutMailbox(choices), shopKey: { ...shown, last4: key.last4 } }
}

export function withoutMailbox({ notificationEmail: _, ...choices }: Choices): ShownChoices {
  return choices
}

export type FieldName = keyof Choices | 'shopKey'

export type FieldProblemCode = CarrefourFieldProblemCode

export interface FieldProblem {
  readonly field: FieldName
  readonly code: FieldProblemCode
}

/** Names of the fields that a save changes, including the ShopKey when a new one was given. */
function changedFields(before: Choices, after: Choices, newKey: boolean): readonly FieldName[] {
  const names = Object.keys(after) as readonly (keyof Choices)[]
  const changed = names.filter(name => before[name] !== after[name])
  return newKey ? ['shopKey', ...changed] : changed
}

/**
 * The history note of a save. The first one, also after a disconnect, names what was filled in: a list of every field
 * would hide the few that somebody chose. One that only flips the switch has a kind of its own.
 */
export function noteOfSave(before: Choices | null, after: Choices, newKey: boolean): Note {
  if (before === null)
    return { kind: 'CONFIGURED', fields: changedFields(readChoices({}), after, newKey) }
  const fields = changedFields(before, after, newKey)
  if (fields.length === 1 && fields[0] === 'active')
    return { kind: after.active ? 'TURNED_ON' : 'TURNED_OFF' }
  return { kind: 'CONFIGURATION_SAVED', fields }
}

/** Path of the webhook; the secret follows it. */
export const NOTIFY_PATH = '/_v/carrefour-inventory/notify/'

/** A replaced webhook secret, and until when it is accepted. */
export interface FormerSecret {
  readonly secret: string
  readonly until: Millis
}

/** Secrets that the app makes for its public routes: never shown. */
export interface OwnSecrets {
  /** Part of the webhook's path. */
  readonly webhook: string
  /** Sent in the body of the scheduler's call. */
  readonly tick: string
  /** Recently replaced webhook secrets, newest first. */
  readonly former: readonly FormerSecret[]
}

/** How long a replaced webhook secret is accepted: the store may have calls with it under way. */
const FORMER_KEPT: Millis = DAY

/** Maximum number of replaced secrets accepted at a time. */
const MAX_FORMER = 3

/** Replaces the webhook's secret; the previous one is accepted for a day. */
export function withWebhook(before: OwnSecrets, webhook: string, now: Millis): OwnSecrets {
  if (before.webhook === webhook) return before
  const former = [{ secret: before.webhook, until: now + FORMER_KEPT }, ...before.former]
  return {
    ...before,
    webhook,
    former: former
      .filter(({ secret, until }) => until > now && secret !== webhook)
      .slice(0, MAX_FORMER),
  }
}

/** Every secret the webhook accepts now. */
export const webhooksOf = ({ webhook, former }: OwnSecrets, now: Millis): readonly string[] => [
  webhook,
  ...former.filter(({ until }) => until > now).map(({ secret }) => secret),
]
