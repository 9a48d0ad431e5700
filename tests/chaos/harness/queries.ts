/** What the harness asks of the app's GraphQL API, like a page of the Admin. */

export interface Connection {
  readonly pending: number
  readonly blocked: number
  readonly incident: { readonly cause: string } | null
  readonly configuration: (Record<string, unknown> & { readonly version: number }) | null
}

export const CONNECTION = `{ carrefourConnection {
  pending blocked incident { cause }
  configuration { active shopId tradePolicy affiliateId minimumStock sendKits notificationEmail carrefourUrl
    portalUrl version }
} }`

export const SAVE = `mutation ($input: CarrefourConfigurationInput!, $shopKey: String, $confirmedShopId: String) {
  saved: saveCarrefourConfiguration(input: $input, shopKey: $shopKey, confirmedShopId: $confirmedShopId) {
    __typename ... on CarrefourUnreachable { message } ... on CarrefourInvalidConfiguration { problems { field code } }
  }
}`

export const DISCONNECT = `mutation { result: disconnectCarrefour { __typename } }`

export const COMPARE = `mutation { result: startCarrefourReconcile {
  __typename ... on CarrefourReconcileRefused { code }
} }`

export const COMPARED = `{ compared: carrefourReconcile {
  run { phase } last { startedAt problem unknownOffers offersSeen }
} }`

export const REPROCESS = `mutation ($skuIds: [ID!]!) {
  result: reprocessCarrefourSkus(skuIds: $skuIds) {
    __typename ... on CarrefourReprocessAccepted { skuIds } ... on CarrefourReprocessRefused { code }
  }
}`

export const REPROCESS_BLOCKED = `mutation { result: reprocessCarrefourBlocked { __typename } }`

/** One line of a job's receipt. */
export interface SeenLine {
  readonly skuId: string
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'WAITING' | 'SKIPPED'
  readonly cause: string | null
  readonly quantity: number | null
  readonly at: string | null
}

/** A reprocess job with its receipt. */
export interface SeenJob {
  readonly id: string
  readonly key: string
  readonly state: string
  readonly createdAt: string
  readonly endedAt: string | null
  readonly total: number | null
  readonly succeeded: number
  readonly failed: number
  readonly waiting: number
  readonly skipped: number
  readonly lines: readonly SeenLine[]
}

export const JOBS = `{ jobs: carrefourReprocessJobs {
  id key state createdAt endedAt total succeeded failed waiting skipped
} }`

export const RECEIPT = `query ($id: ID!) { receipt: carrefourReprocessReceipt(id: $id, pageSize: 1000) {
  items { skuId outcome cause quantity at }
} }`

export const START_JOB = `mutation ($filter: CarrefourReprocessFilter!, $key: String!) {
  result: startCarrefourReprocess(filter: $filter, key: $key) {
    __typename ... on CarrefourReprocessJob { id state } ... on CarrefourJobRefused { code }
  }
}`

export const CANCEL_JOB = `mutation ($id: ID!) { result: cancelCarrefourReprocess(id: $id) {
  __typename ... on CarrefourReprocessJob { id state } ... on CarrefourJobRefused { code }
} }`

export const COMPARING = `{ compared: carrefourReconcile { run { phase } last { endedAt } } }`

export interface Attempt {
  readonly at: string
  readonly reason: string
  readonly status: string
  readonly cause: string | null
  readonly quantity: number | null
  readonly importId: string | null
}

export interface Row {
  readonly skuId: string
  readonly name: string | null
  readonly status: string
  readonly cause: string | null
  readonly quantity: number | null
  readonly processedAt: string | null
  readonly attempts: readonly Attempt[]
}

export const ROW = `query ($skuId: ID!) { row: carrefourProcess(skuId: $skuId) {
  skuId name status cause quantity processedAt
  attempts { at reason status cause quantity importId }
} }`

export const ROWS = `query ($status: CarrefourStatus) {
  page: carrefourProcesses(page: 1, pageSize: 100, filter: { status: $status }) {
    total items { skuId name status cause }
  }
}`
