import { SECOND } from '../../domain/time'
import type { KeyVerdict } from '../../useCases/verifyKey'

/** Why Carrefour did not accept a ShopKey, as `CarrefourShopKeyRefused` or `CarrefourUnreachable`. */
export const showVerdict = (verdict: Exclude<KeyVerdict, { kind: 'accepted' }>) =>
  verdict.kind === 'refused'
    ? {
        __typename: 'CarrefourShopKeyRefused' as const,
        httpStatus: verdict.httpStatus,
        message: verdict.message,
      }
    : {
        __typename: 'CarrefourUnreachable' as const,
        message: verdict.message,
        retryAfterSeconds:
          verdict.retryAfter === null ? null : Math.ceil(verdict.retryAfter / SECOND),
      }
