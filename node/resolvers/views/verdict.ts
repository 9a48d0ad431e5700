import type { CheckedShop, Nameless } from '../../domain/keyChecks'
import { SECOND } from '../../domain/time'
import type { KeyVerdict } from '../../useCases/verifyKey'

/** A shop, or why it is missing; both null when nobody asked. */
export const showShop = (shop: CheckedShop | Nameless | null) =>
  typeof shop === 'string' ? { shop: null, nameless: shop } : { shop, nameless: null }

/** Why a ShopKey is not taken: refused, of another shop, or Carrefour could not be asked. */
export function showVerdict(verdict: Exclude<KeyVerdict, { kind: 'accepted' }>) {
  switch (verdict.kind) {
    case 'refused':
      return {
        __typename: 'CarrefourShopKeyRefused' as const,
        httpStatus: verdict.httpStatus,
        message: verdict.message,
      }
    case 'otherShop':
      return {
        __typename: 'CarrefourOtherShop' as const,
        opens: verdict.shop,
        shopId: verdict.shopId,
      }
    case 'unreachable':
      return {
        __typename: 'CarrefourUnreachable' as const,
        message: verdict.message,
        retryAfterSeconds:
          verdict.retryAfter === null ? null : Math.ceil(verdict.retryAfter / SECOND),
      }
  }
}
