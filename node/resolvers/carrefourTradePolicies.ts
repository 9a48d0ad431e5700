import { ResolverError } from '@vtex/api'

import { resolver } from './resolver'

export const carrefourTradePolicies = resolver(async ({ store }) => {
  const policies = await store.tradePolicies()
  if (!policies.ok)
    throw new ResolverError(
      `The store did not answer: ${policies.error.message}`,
      502,
      'STORE_UNAVAILABLE'
    )
  return policies.value
})
