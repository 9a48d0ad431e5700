import type { TradePolicy } from '../../graphql/types'

/** Choices for the trade policy. One that is saved but no longer in the store stays, by its id. */
export function policyOptions(
  policies: readonly TradePolicy[],
  chosen: string,
  inactive: string
): Array<{ value: string; label: string }> {
  const options = policies.map(({ id, name, active }) => ({
    value: id,
    label: `${id} – ${name}${active ? '' : ` (${inactive})`}`,
  }))
  const known = chosen === '' || policies.some(policy => policy.id === chosen)
  return known ? options : [{ value: chosen, label: chosen }, ...options]
}
