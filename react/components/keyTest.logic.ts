import type { Outcome } from '../data/useAction'
import type { KeyTest } from '../graphql/keyTestTypes'

/** What a refusal blocked, when the saved key was tried and accepted; null otherwise. */
export function unblockedBy(outcome: Outcome<KeyTest>): number | null {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourShopKeyAccepted') return null
  return outcome.done.blocked ?? null
}

/** The colour of a test's outcome: accepted for a shop that does not sell is a warning. */
export function keyTestTone(outcome: Outcome<KeyTest>): 'success' | 'warning' | 'error' {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourShopKeyAccepted') return 'error'
  const { shop } = outcome.done
  return shop !== null && shop.state !== 'OPEN' ? 'warning' : 'success'
}
