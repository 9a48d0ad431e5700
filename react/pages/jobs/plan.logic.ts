import type { JobFilter, Plan } from '../../graphql/jobTypes'
import type { Cause } from '../../graphql/types'

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
export const AT_FIRST: LeftOut = { waiting: true, blocked: false }

/** The filter of the job: what was wished, without what is left out. */
export function narrowed(wish: JobFilter, leftOut: LeftOut): JobFilter {
  const without = (Object.keys(GROUPS) as Group[]).flatMap((group): readonly Cause[] =>
    leftOut[group] ? GROUPS[group] : []
  )
  return without.length === 0 ? wish : { ...wish, without }
}

/** The groups that the plan has any SKU of. */
export const groupsIn = (plan: Plan): readonly Group[] =>
  (Object.keys(GROUPS) as Group[]).filter(group => plan[group] > 0)

/** The filter without named SKUs that the service does not know yet: it would refuse them. */
export function known(filter: JobFilter, { missing }: Plan): JobFilter {
  if (filter.skuIds === undefined || missing.length === 0) return filter
  return { ...filter, skuIds: filter.skuIds.filter(sku => !missing.includes(sku)) }
}
