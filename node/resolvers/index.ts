import { cancelCarrefourReprocess } from './cancelCarrefourReprocess'
import { carrefourActivity } from './carrefourActivity'
import { carrefourComparison } from './carrefourComparison'
import { carrefourConfigurationRules } from './carrefourConfigurationRules'
import { carrefourConnection } from './carrefourConnection'
import { carrefourExport } from './carrefourExport'
import { carrefourHealth } from './carrefourHealth'
import { carrefourHistory } from './carrefourHistory'
import { carrefourPermissions } from './carrefourPermissions'
import { carrefourProblems } from './carrefourProblems'
import { carrefourProcess } from './carrefourProcess'
import { carrefourProcessCounts } from './carrefourProcessCounts'
import { carrefourProcesses } from './carrefourProcesses'
import { carrefourReconcile } from './carrefourReconcile'
import { carrefourReprocessJob } from './carrefourReprocessJob'
import { carrefourReprocessJobs } from './carrefourReprocessJobs'
import { carrefourReprocessPlan } from './carrefourReprocessPlan'
import { carrefourReprocessReceipt } from './carrefourReprocessReceipt'
import { carrefourTradePolicies } from './carrefourTradePolicies'
import { disconnectCarrefour } from './disconnectCarrefour'
import { dismissCarrefourProblem } from './dismissCarrefourProblem'
import { forgetCarrefourPerson } from './forgetCarrefourPerson'
import { reprocessCarrefourBlocked } from './reprocessCarrefourBlocked'
import { reprocessCarrefourSkus } from './reprocessCarrefourSkus'
import { saveCarrefourConfiguration } from './saveCarrefourConfiguration'
import { startCarrefourReconcile } from './startCarrefourReconcile'
import { startCarrefourReprocess } from './startCarrefourReprocess'
import { renewCarrefourWebhook } from './renewCarrefourWebhook'
import { switchCarrefourConnection } from './switchCarrefourConnection'
import { testCarrefourAlert } from './testCarrefourAlert'
import { testCarrefourShopKey } from './testCarrefourShopKey'

/** The answers of a union name their type themselves. */
const named = { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename }

/** Every field of `graphql/schema.graphql`. */
export const resolvers = {
  Query: {
    carrefourProcesses,
    carrefourProcess,
    carrefourExport,
    carrefourComparison,
    carrefourActivity,
    carrefourProcessCounts,
    carrefourProblems,
    carrefourConfigurationRules,
    carrefourReprocessPlan,
    carrefourReprocessJobs,
    carrefourReprocessJob,
    carrefourReprocessReceipt,
    carrefourConnection,
    carrefourHealth,
    carrefourReconcile,
    carrefourHistory,
    carrefourTradePolicies,
    carrefourPermissions,
  },
  Mutation: {
    disconnectCarrefour,
    forgetCarrefourPerson,
    dismissCarrefourProblem,
    reprocessCarrefourSkus,
    reprocessCarrefourBlocked,
    startCarrefourReprocess,
    cancelCarrefourReprocess,
    saveCarrefourConfiguration,
    startCarrefourReconcile,
    switchCarrefourConnection,
    renewCarrefourWebhook,
    testCarrefourAlert,
    testCarrefourShopKey,
  },
  CarrefourDisconnectResult: named,
  CarrefourReconcileResult: named,
  CarrefourReprocessResult: named,
  CarrefourReprocessPlanResult: named,
  CarrefourReprocessJobResult: named,
  CarrefourSaveResult: named,
  CarrefourShopKeyTest: named,
}
