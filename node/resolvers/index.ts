import { carrefourConnection } from './carrefourConnection'
import { carrefourPermissions } from './carrefourPermissions'
import { carrefourProcess } from './carrefourProcess'
import { carrefourProcesses } from './carrefourProcesses'
import { carrefourTradePolicies } from './carrefourTradePolicies'
import { reprocessCarrefourBlocked } from './reprocessCarrefourBlocked'
import { reprocessCarrefourSkus } from './reprocessCarrefourSkus'
import { saveCarrefourConfiguration } from './saveCarrefourConfiguration'

/** The answers of a union name their type themselves. */
const named = { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename }

/** Every field of `graphql/schema.graphql`. */
export const resolvers = {
  Query: {
    carrefourProcesses,
    carrefourProcess,
    carrefourConnection,
    carrefourTradePolicies,
    carrefourPermissions,
  },
  Mutation: {
    reprocessCarrefourSkus,
    reprocessCarrefourBlocked,
    saveCarrefourConfiguration,
  },
  CarrefourReprocessResult: named,
  CarrefourSaveResult: named,
}
