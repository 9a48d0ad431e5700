import type { Configuration, SavedKey } from './configuration.logic'
import type { Process } from '../ledger/process.logic'
import type { Millis } from '../shared/time'

/** The shop at Carrefour that stock is sent to. */
export interface Shop {
  readonly name: string
  /** Since when it is. */
  readonly since: Millis
}

/** What decides to which shop stock goes. */
type Addressed = Pick<Configuration, 'choices'> & {
  readonly shopKey: Pick<SavedKey, 'shop' | 'version'>
}

/**
 * What tells shops apart: the address and the id of the shop there. With no ShopId it is the key's own shop, as Carrefour
 * named it when the key was saved. Where Carrefour names none, another key may open another shop: then each key that is
 * saved counts as a shop of its own. Taking one shop for two costs a comparison; taking two for one shows the quantities
 * of the one as the word of the other.
 */
export function shopNameOf({ choices, shopKey }: Addressed): string {
  const address = choices.carrefourUrl.toLowerCase()
  const shopId = choices.shopId || shopKey.shop?.shopId
  return shopId ? `${address} ${shopId}` : `${address} key ${shopKey.version}`
}

/**
 * Whether two names may be of one shop: of a key whose shop nobody knows, any shop at its address may be. For what must
 * not be overlooked; what a row says is the word of a shop that is known to be the same.
 */
export function mayBeSameShop(one: string, other: string): boolean {
  const [address = '', ...rest] = one.split(' ')
  const [otherAddress = '', ...otherRest] = other.split(' ')
  const isNameless = rest[0] === 'key' || otherRest[0] === 'key'
  return one === other || (isNameless && address === otherAddress)
}

/** As whom stock is sent. */
export const senderOf = (configuration: Addressed) => ({
  affiliateId: configuration.choices.affiliateId,
  shop: shopNameOf(configuration),
})

/**
 * Whether what a row says is the word of this shop. Rows that older versions wrote name none: they are of the
 * shop that was configured when they were written.
 */
export const isOfShop = (
  { shop, processedAt }: Pick<Process, 'shop' | 'processedAt'>,
  now: Shop
): boolean => (shop === null ? processedAt >= now.since : shop === now.name)
