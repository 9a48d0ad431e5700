import type { Configuration, SavedKey } from './configuration.logic'
import type { Process } from '../ledger/process.logic'
import type { Millis } from '../shared/time'

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
