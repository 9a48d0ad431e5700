import type { Configuration, SavedKey } from './configuration.logic'
import type { Process } from '../ledger/process.logic'
import { type Millis, DAY } from '../shared/time'
import type { CheckedShop } from './keyChecks.logic'

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
  const own = shop && (shopId === null || shop.shopId === shopId) ? shop : null
  const told = own && now - own.at < SHOWN_FOR && isClosed(own, now) ? own : null
  if (told) return { shop: told, since: notOpenSince ?? told.at }
  return notOpenSince === null ? null : { shop: null, since: notOpenSince }
}

/** Whether Carrefour is to be asked about the shop: offers say that it is not open, and no newer description is there. */
export const mustAsk = ({ shop, notOpenSince }: ShopSight): boolean =>
  notOpenSince !== null && (shop === null || shop.at < notOpenSince)
