import type { Actor, Cause } from './types'

export const ALERT_LANGUAGES = ['PT', 'EN', 'ES'] as const
export type AlertLanguage = (typeof ALERT_LANGUAGES)[number]

export const ALERT_TESTS = ['SENT', 'NOT_SENT', 'NO_ADDRESS', 'TOO_SOON'] as const
export type AlertTest = (typeof ALERT_TESTS)[number]

export const WEBHOOK_RENEWALS = ['RENEWED', 'NOT_TOLD', 'NOT_CONFIGURED', 'TOO_SOON'] as const
export type WebhookRenewal = (typeof WEBHOOK_RENEWALS)[number]

export interface ShopKey {
  last4: string | null
  savedBy: string
  savedAt: string
  verifiedAt: string | null
}

export interface Configuration {
  active: boolean
  shopId: string
  tradePolicy: string
  affiliateId: string
  minimumStock: number
  sendKits: boolean
  notificationEmail: string
  alertIncident: boolean
  alertSolved: boolean
  alertDigest: boolean
  alertLanguage: AlertLanguage
  carrefourUrl: string
  portalUrl: string
  sendFromDevelopment: boolean
  shopKey: ShopKey | null
  version: number
}

export interface Incident {
  cause: Cause
  actor: Actor
  since: string
  lastSeenAt: string
  message: string
  nextTryAt: string | null
}

export interface Connection {
  configuration: Configuration | null
  /** Whether the workspace is the production one: another one sends nothing unless told to. */
  production: boolean
  incident: Incident | null
  /** What does not answer on VTEX's side. */
  outages: readonly Incident[]
  lastConfirmedAt: string | null
  pending: number
  /** When the oldest request was made that has no outcome yet. */
  waitingSince: string | null
  /** Stock that waits although nothing known stands in its way. */
  standstill: { kind: 'RUNS' | 'QUEUE'; since: string } | null
  /** Null while the list cannot be read, as the three below. */
  blocked: number | null
  nextSendAt: string | null
  success: number | null
  warning: number | null
  error: number | null
}

export interface ConfigurationInput {
  active: boolean
  /** Null keeps the ShopKey that is saved. */
  shopKey: string | null
  shopId: string
  tradePolicy: string
  affiliateId: string
  minimumStock: number
  sendKits: boolean
  notificationEmail: string
  alertIncident: boolean
  alertSolved: boolean
  alertDigest: boolean
  alertLanguage: AlertLanguage
  carrefourUrl: string
  portalUrl: string
  sendFromDevelopment: boolean
  version: number | null
}

export interface FieldProblem {
  field: string
  code: string
}

/** A shop as Carrefour calls it. */
export interface NamedShop {
  shopId: string
  name: string
}

export type SaveResult =
  | {
      __typename: 'CarrefourSaved'
      connection: Connection
      blocked: number
      /** Why Carrefour did not name the shop of a key that was checked. */
      nameless?: 'TOO_SOON' | 'NOT_SAID' | null
    }
  | { __typename: 'CarrefourInvalidConfiguration'; problems: readonly FieldProblem[] }
  | { __typename: 'CarrefourShopKeyRefused'; httpStatus: number; message: string }
  | { __typename: 'CarrefourOtherShop'; opens: NamedShop; shopId: string }
  | {
      __typename: 'CarrefourShopToConfirm'
      shop: NamedShop | null
      formerShopId: string | null
      formerShopName: string | null
    }
  | { __typename: 'CarrefourUnreachable'; message: string; retryAfterSeconds: number | null }
  | { __typename: 'CarrefourConfigurationConflict'; current: Configuration | null }

/** How the processes since a moment ended. */
export interface DayHealth {
  since: string
  success: number
  warning: number
  error: number
}
