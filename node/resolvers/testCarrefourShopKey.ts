import { toIso } from '../domain/time'
import type { KeyTest, KeyToTest } from '../useCases/testKey'
import { testKey } from '../useCases/testKey'
import { resolver } from './resolver'
import { showShop, showVerdict } from './views/verdict'

export const testCarrefourShopKey = resolver(
  async (ports, { shopKey, shopId, carrefourUrl }: Partial<KeyToTest>) =>
    show(
      await testKey(ports, {
        shopKey: shopKey ?? null,
        shopId: shopId ?? null,
        carrefourUrl: carrefourUrl ?? null,
      })
    )
)

/** What became of the test, as `CarrefourShopKeyTest`. */
function show(result: KeyTest) {
  switch (result.kind) {
    case 'accepted':
      return {
        __typename: 'CarrefourShopKeyAccepted' as const,
        ...showShop(result.shop),
        // A key of another shop is an answer of its own.
        mismatch: false,
        nextShopCheckAt: toIso(result.nextShopCheckAt),
        blocked: result.blocked,
      }
    case 'invalid':
      return { __typename: 'CarrefourInvalidConfiguration' as const, problems: result.problems }
    default:
      return showVerdict(result)
  }
}
