import { toIso } from '../domain/time'
import type { KeyTest, KeyToTest } from '../useCases/testKey'
import { testKey } from '../useCases/testKey'
import { resolver } from './resolver'
import { showVerdict } from './views/verdict'

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
    case 'accepted': {
      const { shop, mismatch, nextShopCheckAt } = result
      const named = typeof shop !== 'string'
      return {
        __typename: 'CarrefourShopKeyAccepted' as const,
        shop: named ? shop : null,
        nameless: named ? null : shop,
        mismatch,
        nextShopCheckAt: toIso(nextShopCheckAt),
      }
    }
    case 'invalid':
      return { __typename: 'CarrefourInvalidConfiguration' as const, problems: result.problems }
    default:
      return showVerdict(result)
  }
}
