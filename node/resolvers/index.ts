import { carrefourConnection } from './carrefourConnection'
import { carrefourPermissions } from './carrefourPermissions'
import { carrefourProcess } from './carrefourProcess'
import { carrefourProcesses } from './carrefourProcesses'
import { carrefourTradePolicies } from './carrefourTradePolicies'
import { reprocessCarrefourBlocked } from './reprocessCarrefourBlocked'
import { reprocessCarrefourSkus } from './reprocessCarrefourSkus'
import { saveCarrefourConfiguration } from './saveCarrefourConfiguration'

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
}
