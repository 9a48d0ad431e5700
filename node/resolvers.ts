import type { Resolvers } from './generated/schema'
import { resolver, viewing } from './guard/resolver'
import {
  cancelCarrefourReprocess,
  carrefourReprocessJob,
  carrefourReprocessJobs,
  carrefourReprocessPlan,
  carrefourReprocessReceipt,
  reprocessCarrefourBlocked,
  reprocessCarrefourSkus,
  startCarrefourReprocess,
} from './jobs/resolvers'
import {
  carrefourActivity,
  carrefourHealth,
  carrefourProcess,
  carrefourProcessCounts,
  carrefourProcesses,
  carrefourProblems,
  dismissCarrefourProblem,
} from './ledger/resolvers'
import {
  carrefourComparison,
  carrefourReconcile,
  startCarrefourReconcile,
} from './reconcile/resolvers'
import {
  carrefourConfigurationRules,
  carrefourConfiguration,
  carrefourConnection,
  carrefourPulse,
  mailboxOf,
  carrefourTradePolicies,
  disconnectCarrefour,
  saveCarrefourConfiguration,
  renewCarrefourWebhook,
  switchCarrefourConnection,
  testCarrefourShopKey,
  decideCarrefourBrake,
} from './connection/resolvers'
import { carrefourExport } from './export/resolvers'
import { carrefourHistory, forgetCarrefourPerson } from './history/resolvers'
import { carrefourSendingFiles, carrefourSendings } from './sendings/resolvers'
import { testAlert } from './alerts/alert'

const carrefourPermissions = resolver(async (_ports, _args: unknown, people) => {
  const [view, reprocess, configure] = await Promise.all([
    people.may('view'),
    people.may('reprocess'),
    people.may('configure'),
  ])
  return { view, reprocess, configure }
})

const testCarrefourAlert = resolver(ports => testAlert(ports))

/** Answers of a union name their own type. */
const named = {
  __resolveType: <Name extends string>({ __typename }: { readonly __typename?: Name }) =>
    __typename ?? null,
}

/** Each part is read when it is asked for. */
const carrefourPage = viewing(() =>
  Promise.resolve({
    connection: null,
    problems: null,
    jobs: null,
    counts: null,
    processes: null,
    health: null,
    reconcile: null,
  })
)

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
    carrefourConfiguration,
    carrefourHealth,
    carrefourPage,
    carrefourPulse,
    carrefourReconcile,
    carrefourSendings,
    carrefourSendingFiles,
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
    decideCarrefourBrake,
    switchCarrefourConnection,
    renewCarrefourWebhook,
    testCarrefourAlert,
    testCarrefourShopKey,
  },
  CarrefourPage: {
    connection: carrefourConnection,
    problems: carrefourProblems,
    jobs: carrefourReprocessJobs,
    counts: carrefourProcessCounts,
    processes: carrefourProcesses,
    health: carrefourHealth,
    reconcile: carrefourReconcile,
  },
  CarrefourConfiguration: { notificationEmail: mailboxOf },
  CarrefourDisconnectResult: named,
  CarrefourReconcileResult: named,
  CarrefourReprocessResult: named,
  CarrefourReprocessPlanResult: named,
  CarrefourReprocessJobResult: named,
  CarrefourSaveResult: named,
  CarrefourShopKeyTest: named,
} satisfies Resolvers
