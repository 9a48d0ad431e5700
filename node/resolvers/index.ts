import { carrefourConfigurationRules } from './carrefourConfigurationRules'
import { carrefourConnection } from './carrefourConnection'
import { carrefourHealth } from './carrefourHealth'
import { carrefourPermissions } from './carrefourPermissions'
import { carrefourProblems } from './carrefourProblems'
import { carrefourProcess } from './carrefourProcess'
import { carrefourProcessCounts } from './carrefourProcessCounts'
import { carrefourProcesses } from './carrefourProcesses'
import { carrefourTradePolicies } from './carrefourTradePolicies'
import { dismissCarrefourProblem } from './dismissCarrefourProblem'
import { reprocessCarrefourBlocked } from './reprocessCarrefourBlocked'
import { reprocessCarrefourSkus } from './reprocessCarrefourSkus'
import { saveCarrefourConfiguration } from './saveCarrefourConfiguration'
import { switchCarrefourConnection } from './switchCarrefourConnection'
import { testCarrefourShopKey } from './testCarrefourShopKey'

/** The answers of a union name their type themselves. */
const named = { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename }

/** Every field of `graphql/schema.graphql`. */
export const resolvers = {
  Query: {
    carrefourProcesses,
    carrefourProcess,
    carrefourProcessCounts,
    carrefourProblems,
    carrefourConfigurationRules,
    carrefourConnection,
    carrefourHealth,
    carrefourTradePolicies,
    carrefourPermissions,
  },
  Mutation: {
    dismissCarrefourProblem,
    reprocessCarrefourSkus,
    reprocessCarrefourBlocked,
    saveCarrefourConfiguration,
    switchCarrefourConnection,
    testCarrefourShopKey,
  },
  CarrefourReprocessResult: named,
  CarrefourSaveResult: named,
  CarrefourShopKeyTest: named,
}
