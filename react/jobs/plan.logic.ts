import type { Cause, Plan, ReprocessFilter } from '../api/generated'

/** What sending again may not help, each with its causes. */
export const GROUPS: Readonly<Record<Group, readonly Cause[]>> = {
  waiting: ['NOT_CATALOGED'],
  blocked: ['AUTH_INVALID', 'AUTH_FORBIDDEN'],
}
export type Group = 'waiting' | 'blocked'

export type LeftOut = Readonly<Record<Group, boolean>>

/**
 * Left out unless a person wants them: for what waits for Carrefour's catalogue sending again does nothing. What
 * a refused ShopKey blocked is sent: the key that is saved works, or the plan is refused as a whole.
 */
export const LEFT_OUT_AT_FIRST: LeftOut = { waiting: true, blocked: false }

/** The filter of the job: what was asked for, without what is left out. */
export function narrowed(wanted: ReprocessFilter, leftOut: LeftOut): ReprocessFilter {
  const without = (Object.keys(GROUPS) as Group[]).flatMap((group): readonly Cause[] =>
    leftOut[group] ? GROUPS[group] : []
  )
  return without.length === 0 ? wanted : { ...wanted, without }
}

/** The groups that the plan has any SKU of. */
export const groupsIn = (plan: Plan): readonly Group[] =>
  (Object.keys(GROUPS) as Group[]).filter(group => plan[group] > 0)

/** The filter without named SKUs that the service does not know yet: it would refuse them. */
export function withoutMissing(filter: ReprocessFilter, { missing }: Plan): ReprocessFilter {
  const { skuIds } = filter
  if (!skuIds || missing.length === 0) return filter
  return { ...filter, skuIds: skuIds.filter(sku => !missing.includes(sku)) }
}
