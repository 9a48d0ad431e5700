/* The stored configuration and the app's secrets: written with secret texts encrypted, and read back tolerantly. */

import type { CheckedShop, KeyChecks } from './keyChecks.logic'
import {
  type ForeignChange,
  type ShopSight,
  type KeyOwner,
  type ShopMismatch,
  UNKNOWN_OWNER,
  ShopKey,
} from './shop.logic'
import {
  type NamedShop,
  type Choices,
  type Configuration,
  type SavedKey,
  type ShownConfiguration,
  type OwnSecrets,
  readChoices,
  withoutMailbox,
} from './configuration.logic'
import {
  type Json,
  asFlag,
  asNumber,
  asObject,
  asText,
  asList,
  countIn,
  entriesOf,
  partOf,
} from '../shared/json'
import { parseSkuId } from '../shared/sku.logic'
import { problemsOf } from './form.logic'
import { type Millis, fromIso, toIso } from '../shared/time'

/** How a secret text is encrypted, or decrypted; null when that is impossible. */
export type Sealing = (text: string) => string
export type Opening = (sealed: string) => string | null

/** The file with the configuration and the app's own secrets. Secret texts in it are encrypted. */
export interface ConfigurationFile {
  /** False while what an older version stored in the app's settings still counts. */
  readonly moved: boolean
  /** The last version given to a configuration; only grows, even across a disconnect. */
  readonly version: number
  readonly connection: Json | null
  readonly secrets: Json | null
  /** A person disconnected, and nobody has configured it since. */
  readonly disconnected: boolean
  /** Affiliate of a former connection that is still to be removed. */
  readonly leaving: string | null
  /** The key that encrypts secrets, and since when. */
  readonly vault: { readonly id: string; readonly since: Millis } | null
}

export const NO_CONFIGURATION: ConfigurationFile = {
  moved: false,
  version: 0,
  connection: null,
  secrets: null,
  disconnected: false,
  leaving: null,
  vault: null,
}

/** The stored file. */
export function readConfigurationFile(raw: unknown): ConfigurationFile {
  const stored = asObject(raw)
  if (!stored) return NO_CONFIGURATION
  return {
    moved: asFlag(stored.moved) ?? false,
    version: countIn(stored.version),
    connection: asObject(stored.connection),
    secrets: asObject(stored.secrets),
    disconnected: asFlag(stored.disconnected) ?? false,
    leaving: asText(stored.leaving),
    vault: partOf(
      stored.vault,
      ({ id }) => ({ id: asText(id) }),
      ({ id }, vault) => ({ id, since: asNumber(vault.since) ?? 0 })
    ),
  }
}

/** Every text of the file that may be encrypted. */
export function secretTexts({ connection, secrets }: ConfigurationFile): readonly string[] {
  const former = (asList(secrets?.former) ?? []).map(one => asObject(one)?.secret)
  return [asObject(connection?.shopKey)?.key, secrets?.webhook, secrets?.tick, ...former].flatMap(
    text => asText(text) ?? []
  )
}

/** A configuration in its stored form. */
export const writeConfiguration = (
  { choices, shopKey, version }: Configuration,
  seal: Sealing
): Json => ({
  ...choices,
  shopKey: {
    key: seal(shopKey.key.reveal()),
    savedBy: shopKey.savedBy,
    savedAt: toIso(shopKey.savedAt),
    verifiedAt: shopKey.verifiedAt === null ? null : toIso(shopKey.verifiedAt),
    version: shopKey.version,
    shop: shopKey.shop,
  },
  version,
})

/** The configuration in stored data; null when nothing can be sent with it. */
export function readConfiguration(
  raw: unknown,
  open: Opening = text => text,
  hosts: readonly string[] = []
): Configuration | null {
  const saved = asObject(raw)
  const choices = saved && usableChoices(saved, hosts)
  const shopKey = readKey(saved?.shopKey, open)
  const version = asNumber(saved?.version)
  return choices && shopKey && version !== null ? { choices, shopKey, version } : null
}

/** Settings used in calls: a value that the form would refuse is not used. */
const VITAL: ReadonlySet<string> = new Set<keyof Choices>([
  'carrefourUrl',
  'shopId',
  'tradePolicy',
  'affiliateId',
])

/** The stored settings; null when nothing could be sent with them. */
function usableChoices(saved: Json, hosts: readonly string[]): Choices | null {
  const choices = readChoices(saved)
  return problemsOf(choices, hosts).some(({ field }) => VITAL.has(field)) ? null : choices
}

function readKey(raw: unknown, open: Opening): SavedKey | null {
  const saved = asObject(raw)
  const key = ShopKey.parse(open(asText(saved?.key) ?? ''))
  if (!saved || !key) return null
  return {
    key,
    savedBy: asText(saved.savedBy) ?? '',
    savedAt: fromIso(asText(saved.savedAt)) ?? 0,
    verifiedAt: fromIso(asText(saved.verifiedAt)),
    version: asNumber(saved.version) ?? 0,
    shop: readNamedShop(saved.shop),
  }
}

/** Shortest valid secret. */
const SHORTEST = 32

export const writeSecrets = ({ webhook, tick, former }: OwnSecrets, seal: Sealing): Json => ({
  webhook: seal(webhook),
  tick: seal(tick),
  former: former.map(({ secret, until }) => ({ secret: seal(secret), until })),
})

export function readSecrets(raw: unknown, open: Opening = text => text): OwnSecrets | null {
  const saved = asObject(raw)
  const read = (text: unknown): string | null => {
    const secret = open(asText(text) ?? '')
    return secret !== null && secret.length >= SHORTEST ? secret : null
  }
  const webhook = read(saved?.webhook)
  const tick = read(saved?.tick)
  if (webhook === null || tick === null) return null
  const former = entriesOf(saved?.former, one =>
    partOf(one, ({ secret, until }) => ({ secret: read(secret), until: asNumber(until) }))
  )
  return { webhook, tick, former }
}

/** A copied configuration; undefined for one of another shape. */
export function readShown(raw: unknown): ShownConfiguration | undefined {
  const stored = asObject(raw)
  const choices = asObject(stored?.choices)
  const key = asObject(stored?.shopKey)
  const version = asNumber(stored?.version)
  const last4 = asText(key?.last4)
  if (!choices || !key || version === null) return undefined
  return {
    choices: withoutMailbox(readChoices(choices)),
    shopKey: {
      last4,
      savedBy: asText(key.savedBy) ?? '',
      savedAt: asNumber(key.savedAt) ?? 0,
      verifiedAt: asNumber(key.verifiedAt),
      version: asNumber(key.version) ?? 0,
      shop: readNamedShop(key.shop),
    },
    version,
  }
}

// What Carrefour said about keys, the shop and its offers, as stored.

export const readKeyChecks = (raw: unknown): KeyChecks => ({
  keys: entriesOf(asObject(raw)?.keys, readKeyCheck),
})

const readKeyCheck = (raw: unknown) =>
  partOf(
    raw,
    ({ print }) => ({ print: asText(print) }),
    ({ print }, stored) => ({
      print,
      acceptedAt: asNumber(stored.acceptedAt),
      askedAt: asNumber(stored.askedAt),
      asked: asText(stored.asked) ?? '',
      shop: readShop(stored.shop),
      unsaid: asFlag(stored.unsaid) ?? false,
    })
  )

export const readKeyOwner = (raw: unknown): KeyOwner =>
  partOf(
    raw,
    ({ keyVersion }) => ({ keyVersion: asNumber(keyVersion) }),
    ({ keyVersion }, stored) => ({
      keyVersion,
      shop: readNamedShop(stored.shop),
      askAfter: asNumber(stored.askAfter) ?? 0,
      disproved: asText(stored.disproved),
    })
  ) ?? UNKNOWN_OWNER

export const readMismatch = (raw: unknown): ShopMismatch | null =>
  partOf(raw, ({ bound, opens }) => ({ bound: readNamedShop(bound), opens: readNamedShop(opens) }))

/** A shop that is named by its id; its name may be missing. */
const readNamedShop = (raw: unknown): NamedShop | null =>
  partOf(
    raw,
    ({ shopId }) => ({ shopId: asText(shopId) }),
    ({ shopId }, stored) => ({ shopId, name: asText(stored.name) ?? '' })
  )

export const readForeign = (raw: unknown): readonly ForeignChange[] =>
  entriesOf(raw, one =>
    partOf(one, ({ skuId, at, ours, theirs }) => ({
      skuId: parseSkuId(skuId),
      at: asNumber(at),
      ours: asNumber(ours),
      theirs: asNumber(theirs),
    }))
  )

export function readSight(raw: unknown): ShopSight {
  const stored = asObject(raw)
  return {
    shop: partOf(
      stored?.shop,
      shop => ({ described: readShop(shop), at: asNumber(shop.at) }),
      ({ described, at }) => ({ ...described, at })
    ),
    notOpenSince: asNumber(stored?.notOpenSince),
  }
}

const readShop = (raw: unknown): CheckedShop | null =>
  partOf(
    raw,
    ({ shopId }) => ({ shopId: asText(shopId) }),
    ({ shopId }, shop) => ({
      shopId,
      name: asText(shop.name) ?? '',
      state: asText(shop.state) ?? '',
      closedFrom: asNumber(shop.closedFrom),
      closedTo: asNumber(shop.closedTo),
      suspension: asText(shop.suspension) ?? '',
    })
  )
