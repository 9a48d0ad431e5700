import type { TradePolicy } from '../../graphql/types'

/**
 * Choices for the trade policy. One that is saved but no longer in the store stays, by its id. The empty
 * choice is an option like the others, as the Styleguide's own placeholder is too pale to read.
 */
export function policyOptions(
  policies: readonly TradePolicy[],
  chosen: string,
  words: { choose: string; inactive: string }
): Array<{ value: string; label: string }> {
  const options = policies.map(({ id, name, active }) => ({
    value: id,
    label: `${id} – ${name}${active ? '' : ` (${words.inactive})`}`,
  }))
  if (chosen === '') return [{ value: '', label: words.choose }, ...options]
  const known = policies.some(policy => policy.id === chosen)
  return known ? options : [{ value: chosen, label: chosen }, ...options]
}
