import { type Millis, DAY } from '../shared/time'
import type { CheckedShop } from './keyChecks.logic'

/** The shop as Carrefour last described it (A01). */
export interface SeenShop extends CheckedShop {
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
export const isClosed = ({ state, closedFrom, closedTo }: CheckedShop, now: Millis): boolean =>
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
