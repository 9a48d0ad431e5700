import type { Configuration, SavedKey, NamedShop } from './configuration.logic'
import type { Process } from '../ledger/process.logic'
import { type Millis, DAY, HOUR } from '../shared/time'
import type { CheckedShop } from './keyChecks.logic'
import type { SkuId } from '../shared/sku.logic'

/** The shop at Carrefour that receives stock. */
export interface Shop {
  readonly name: string
  /** Since when it does. */
  readonly since: Millis
}

/** What decides which shop receives stock. */
type Addressed = Pick<Configuration, 'choices'> & {
  readonly shopKey: Pick<SavedKey, 'shop' | 'version'>
}

/**
 * What identifies a shop: address and ShopId. Without a ShopId it is the key's own shop, as Carrefour named it at the
 * save. If Carrefour named none, another key may belong to another shop, so each saved key counts as a shop of its own.
 * Mistaking one shop for two costs a comparison; mistaking two for one would show the confirmations of one for the
 * other.
 */
export function shopNameOf({ choices, shopKey }: Addressed): string {
  const address = choices.carrefourUrl.toLowerCase()
  const shopId = choices.shopId || shopKey.shop?.shopId
  return shopId ? `${address} ${shopId}` : `${address} key ${shopKey.version}`
}

/**
 * Whether two names may be the same shop: a key of an unknown shop may belong to any at its address. For what must not
 * be missed; confirmations in rows need a shop known to be the same.
 */
export function mayBeSameShop(one: string, other: string): boolean {
  const [address = '', ...rest] = one.split(' ')
  const [otherAddress = '', ...otherRest] = other.split(' ')
  const isNameless = rest[0] === 'key' || otherRest[0] === 'key'
  return one === other || (isNameless && address === otherAddress)
}

/** The sender of stock. */
export const senderOf = (configuration: Addressed) => ({
  affiliateId: configuration.choices.affiliateId,
  shop: shopNameOf(configuration),
})

/**
 * Whether a row's confirmation is from this shop. Rows of older versions name none: they belong to the shop configured
 * at the time.
 */
export const isOfShop = (
  { shop, processedAt }: Pick<Process, 'shop' | 'processedAt'>,
  now: Shop
): boolean => (shop === null ? processedAt >= now.since : shop === now.name)

/** The shop as Carrefour last described it (A01). */
interface SeenShop extends CheckedShop {
  readonly at: Millis
}

/** What is known of whether the shop sells. */
export interface ShopSight {
  /** Carrefour's last description; null when it gave none. */
  readonly shop: SeenShop | null
  /** Since when offers have been inactive because the shop is not open; null while they are not. */
  readonly notOpenSince: Millis | null
}

export const UNSEEN_SHOP: ShopSight = { shop: null, notOpenSince: null }

/** The sight after a page of offers. @param found what the page says; null when it says nothing */
export function afterOffers(
  sight: ShopSight,
  found: 'open' | 'notOpen' | null,
  now: Millis
): ShopSight {
  if (found === 'notOpen')
    return sight.notOpenSince === null ? { ...sight, notOpenSince: now } : sight
  if (found === null) return sight
  const isOutdated = sight.shop !== null && isClosed(sight.shop, now) && sight.shop.at < now
  return sight.notOpenSince === null && !isOutdated
    ? sight
    : { shop: isOutdated ? null : sight.shop, notOpenSince: null }
}

/** Whether by its description nothing of the shop can be bought at this moment. */
const isClosed = ({ state, closedFrom, closedTo }: CheckedShop, now: Millis): boolean =>
  (state !== '' && state !== 'OPEN') ||
  ((closedFrom ?? Infinity) <= now && (closedTo ?? Infinity) > now)

/** How long a description is shown. */
const SHOWN_FOR: Millis = 2 * DAY

/**
 * Why nothing of the shop sells; null while it does. The description is left out when it says nothing about it, or is old.
 *
 * @param shopId of the configured shop; null when it is not known
 */
export function closedShop(
  { shop, notOpenSince }: ShopSight,
  shopId: string | null,
  now: Millis
): { readonly shop: SeenShop | null; readonly since: Millis } | null {
  const own = shop && (shopId === null || isSameShop(shop.shopId, shopId)) ? shop : null
  const told = own && now - own.at < SHOWN_FOR && isClosed(own, now) ? own : null
  if (told) return { shop: told, since: notOpenSince ?? told.at }
  return notOpenSince === null ? null : { shop: null, since: notOpenSince }
}

/** Whether Carrefour is to be asked about the shop: offers say that it is not open, and no newer description is there. */
export const mustAsk = ({ shop, notOpenSince }: ShopSight): boolean =>
  notOpenSince !== null && (shop === null || shop.at < notOpenSince)

/** What Carrefour's answers since the last save say about whose key the saved one is. */
export interface KeyOwner {
  /** Version of the ShopKey that this is about; with any other it says nothing. */
  readonly keyVersion: number
  /** Its shop, for a key that was saved without Carrefour naming one; null while nobody knows. */
  readonly shop: NamedShop | null
  /** Before this moment Carrefour is not asked (A01) whose key it is. */
  readonly askAfter: Millis
  /** A shop id in an import's status that A01 has contradicted: it is not taken for another shop again. */
  readonly disproved: string | null
}

export const UNKNOWN_OWNER: KeyOwner = { keyVersion: 0, shop: null, askAfter: 0, disproved: null }

/** The owner of this version of the key; what is known of another one is forgotten. */
export const ownerOf = (owner: KeyOwner, keyVersion: number): KeyOwner =>
  owner.keyVersion === keyVersion ? owner : { ...UNKNOWN_OWNER, keyVersion }

/** The shop that the saved key was bound to, and another one that it opens instead. */
export interface ShopMismatch {
  readonly bound: NamedShop
  readonly opens: NamedShop
}

type Bound = { readonly choices: Pick<Configuration['choices'], 'shopId'> } & {
  readonly shopKey: Pick<Configuration['shopKey'], 'shop' | 'version'>
}

/** Where stock is to go: the ShopId of the form, else the shop that Carrefour named; null while nobody knows. */
export function boundShop({ choices, shopKey }: Bound, owner: KeyOwner): NamedShop | null {
  const named = shopKey.shop ?? ownerOf(owner, shopKey.version).shop
  if (choices.shopId === '') return named
  const isSame = named !== null && isSameShop(named.shopId, choices.shopId)
  return { shopId: choices.shopId, name: isSame ? named.name : '' }
}

/** A shop's number may be written as number or text, with zeros before it. */
const plain = (shopId: string): string => shopId.trim().replace(/^0+(?=\d)/, '')

export const isSameShop = (one: string, other: string): boolean => plain(one) === plain(other)

/** What the naming of a shop means for the saved key. */
type Naming =
  | { readonly kind: 'own' }
  /** The first time that anybody names a shop: from now on it is the key's. */
  | { readonly kind: 'first'; readonly shop: NamedShop }
  | { readonly kind: 'other'; readonly mismatch: ShopMismatch }

/** @param opens the shop that an answer names; `name` is empty where the answer gives only the number */
export function namingOf(configuration: Bound, owner: KeyOwner, opens: NamedShop): Naming {
  const bound = boundShop(configuration, owner)
  if (bound === null) return { kind: 'first', shop: opens }
  return isSameShop(bound.shopId, opens.shopId)
    ? { kind: 'own' }
    : { kind: 'other', mismatch: { bound, opens } }
}

/** How long a shop's answer that names nobody is left alone, and how long a window of A01 that is not free. */
const UNSAID: Millis = DAY
const TOO_SOON: Millis = HOUR

/**
 * Whether Carrefour is to be asked whose key it is before a file leaves: nobody has named its shop yet. A key that was
 * named at the save is not asked about again: A01 is answered once a day, and the next new key needs it. Each import's
 * status names the shop that got the file.
 */
export const mustAskOwner = ({ shopKey }: Bound, owner: KeyOwner, now: Millis): boolean => {
  const { shop, askAfter } = ownerOf(owner, shopKey.version)
  return shopKey.shop === null && (shop === null || shop.name === '') && askAfter <= now
}

/** The owner after an answer that names nobody. */
export const unnamed = (owner: KeyOwner, why: 'TOO_SOON' | 'NOT_SAID', now: Millis): KeyOwner => ({
  ...owner,
  askAfter: now + (why === 'TOO_SOON' ? TOO_SOON : UNSAID),
})

/**
 * A ShopKey (Mirakl shop API key). Only `reveal` returns the text, called by the Carrefour client and the configuration
 * store; printing, logging or serialising it shows nothing.
 */
export class ShopKey {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** The key in pasted text, trimmed; null when nothing usable is left. */
  static parse(raw: unknown): ShopKey | null {
    if (typeof raw !== 'string') return null
    const text = raw.trim()
    return /^[\x21-\x7e]{1,500}$/.test(text) ? new ShopKey(text) : null
  }

  reveal(): string {
    return this.#text
  }

  /** The last 4 characters; null when the key is so short that they would reveal it. */
  get last4(): string | null {
    return this.#text.length >= 12 ? this.#text.slice(-4) : null
  }

  toString(): string {
    return '[ShopKey]'
  }

  toJSON(): string {
    return '[ShopKey]'
  }
}

/** A quantity at Carrefour that nobody here sent, while the store's own had not changed. */
export interface ForeignChange {
  readonly skuId: SkuId
  readonly at: Millis
  /** Units that Carrefour had confirmed to this connection, which are the store's. */
  readonly ours: number
  /** Units that it held instead. */
  readonly theirs: number
}

/** Maximum changes remembered, and for how long. */
const MAX_CHANGES = 200

const KEPT_FOR: Millis = 7 * DAY

/** What is known of a SKU when a comparison finds another quantity. */
interface Found {
  readonly skuId: SkuId
  /** Units that the store's rules give now. */
  readonly wanted: number | null
  /** Units at Carrefour. */
  readonly held: number | null
  /** The row's confirmed quantity, and when it was confirmed; null when Carrefour has confirmed none. */
  readonly confirmed: { readonly quantity: number; readonly at: Millis } | null
}

/**
 * The foreign change that this is; null when it is none. The store still has what Carrefour confirmed, so no sale and no
 * change of stock explains the difference. One that was seen before counts anew only after it was put right.
 */
export function foreignChange(
  changes: readonly ForeignChange[],
  { skuId, wanted, held, confirmed }: Found,
  now: Millis
): ForeignChange | null {
  if (!confirmed || held === null || held === wanted || wanted !== confirmed.quantity) return null
  const last = changes.find(one => one.skuId === skuId)
  if (last && confirmed.at <= last.at) return null
  return { skuId, at: now, ours: confirmed.quantity, theirs: held }
}

/** The changes with new ones, newest first. */
export const withForeign = (
  changes: readonly ForeignChange[],
  more: readonly ForeignChange[],
  now: Millis
): readonly ForeignChange[] =>
  [...more, ...changes.filter(({ at }) => now - at < KEPT_FOR)].slice(0, MAX_CHANGES)

/** A SKU whose quantity somebody else changes as well, with its last two changes, newest first. */
export interface OtherWriter {
  readonly skuId: SkuId
  readonly changes: readonly ForeignChange[]
}

/**
 * SKUs that somebody else writes as well: changed twice, with a sending of ours between. Once may be a sale of which the
 * store has not heard yet.
 */
export function otherWriters(
  changes: readonly ForeignChange[],
  now: Millis
): readonly OtherWriter[] {
  const recent = changes.filter(({ at }) => now - at < KEPT_FOR)
  const skuIds = [...new Set(recent.map(({ skuId }) => skuId))]
  return skuIds
    .map(skuId => ({ skuId, changes: recent.filter(one => one.skuId === skuId).slice(0, 2) }))
    .filter(one => one.changes.length > 1)
}
