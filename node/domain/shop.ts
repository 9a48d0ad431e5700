import type { Choices } from './configuration'
import type { Process } from './processes'
import type { Millis } from './time'

/** The shop at Carrefour that stock is sent to. */
export interface Shop {
  readonly name: string
  /** Since when it is. */
  readonly since: Millis
}

/**
 * What tells shops apart: the address and the id of the shop there. With no ShopId it is the key's own shop, so
 * another key at the same address is taken for a new key of the same shop.
 */
export const shopNameOf = ({
  carrefourUrl,
  shopId,
}: Pick<Choices, 'carrefourUrl' | 'shopId'>): string =>
  `${carrefourUrl.toLowerCase()} ${shopId}`.trim()

/** As whom stock is sent. */
export const senderOf = (choices: Choices) => ({
  affiliateId: choices.affiliateId,
  shop: shopNameOf(choices),
})

/**
 * Whether what a row says is the word of this shop. Rows that older versions wrote name none: they are of the
 * shop that was configured when they were written.
 */
export const isOfShop = (
  { shop, processedAt }: Pick<Process, 'shop' | 'processedAt'>,
  now: Shop
): boolean => (shop === null ? processedAt >= now.since : shop === now.name)
