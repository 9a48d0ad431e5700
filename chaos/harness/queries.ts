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

export const SAVE = `mutation ($input: CarrefourConfigurationInput!, $shopKey: String) {
  saved: saveCarrefourConfiguration(input: $input, shopKey: $shopKey) {
    __typename ... on CarrefourUnreachable { message } ... on CarrefourInvalidConfiguration { problems { field code } }
  }
}`

export const REPROCESS = `mutation ($skuIds: [ID!]!) {
  result: reprocessCarrefourSkus(skuIds: $skuIds) {
    __typename ... on CarrefourReprocessAccepted { skuIds } ... on CarrefourReprocessRefused { code }
  }
}`

export const REPROCESS_BLOCKED = `mutation { result: reprocessCarrefourBlocked { __typename } }`

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
