import type { Outcome } from '../data/useAction'
import type { KeyTest } from '../graphql/keyTestTypes'

/** The colour of a test's outcome: accepted for a shop that does not sell is a warning. */
export function keyTestTone(outcome: Outcome<KeyTest>): 'success' | 'warning' | 'error' {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourShopKeyAccepted') return 'error'
  const { shop } = outcome.done
  return shop !== null && shop.state !== 'OPEN' ? 'warning' : 'success'
}
