import type { AlertTest, WebhookRenewal } from '../graphql/connectionTypes'
import type { HistoryKind } from '../graphql/historyTypes'
import type { NAMELESS } from '../graphql/keyTestTypes'
import type { Actor, Cause, Reason, SearchProblem, Status } from '../graphql/types'

/** `NOT_CATALOGED` -> `not-cataloged`: service codes as parts of message keys. */
export const slug = (code: string) => code.toLowerCase().replace(/_/g, '-')

/** The three texts that the help of each cause has. */
export const CAUSE_PARTS = ['title', 'meaning', 'todo'] as const
export type CausePart = (typeof CAUSE_PARTS)[number]

export const causeKey = (cause: Cause, part: CausePart) => `cause.${slug(cause)}.${part}`
export const statusKey = (status: Status) => `status.${slug(status)}`
export const searchProblemKey = (problem: SearchProblem) =>
  `inventory.search-problem.${slug(problem)}`
export const actorKey = (actor: Actor) => `actor.${slug(actor)}`
export const reasonKey = (reason: Reason) => `reason.${slug(reason)}`

/** Codes of `CarrefourReprocessRefused` that have a text; any other code gets `refused.unknown`. */
export const REFUSALS = [
  'NOTHING_TO_DO',
  'TOO_MANY',
  'SKU_NOT_FOUND',
  'INCIDENT_OPEN',
  'CONNECTION_OFF',
  'NOT_CONFIGURED',
  'INVALID_FILTER',
  'INVALID_KEY',
  'KEY_REUSED',
  'TOO_MANY_JOBS',
  'JOB_NOT_FOUND',
] as const

export const refusedKey = (code: string) =>
  (REFUSALS as readonly string[]).includes(code) ? `refused.${slug(code)}` : 'refused.unknown'

/** Codes of `CarrefourFieldProblem` that have a text; any other code gets `problem.unknown`. */
export const PROBLEMS = [
  'REQUIRED',
  'NOT_A_WHOLE_NUMBER',
  'OUT_OF_RANGE',
  'NOT_AN_EMAIL',
  'NOT_A_URL',
  'HOST_NOT_ALLOWED',
  'UNKNOWN_TRADE_POLICY',
  'NOT_THREE_CONSONANTS',
  'AFFILIATE_TAKEN',
  'TOO_LONG',
  'NOT_DIGITS',
  'CONTROL_CHARACTERS',
  'NOT_ALONE',
  'NOT_A_KEY',
] as const

/** What the pages themselves tell apart: REQUIRED of a ShopKey whose address leads to another host. */
export const PAGE_PROBLEMS = ['REQUIRED_FOR_ADDRESS'] as const

export const problemKey = (code: string) =>
  ([...PROBLEMS, ...PAGE_PROBLEMS] as readonly string[]).includes(code)
    ? `problem.${slug(code)}`
    : 'problem.unknown'

/** States of a shop at Carrefour that have a text; any other word gets `shop-state.unknown`. */
export const SHOP_STATES = ['OPEN', 'CLOSE', 'SUSPENDED'] as const

export const shopStateKey = (state: string) =>
  (SHOP_STATES as readonly string[]).includes(state)
    ? `shop-state.${slug(state)}`
    : 'shop-state.unknown'

export const namelessKey = (nameless: (typeof NAMELESS)[number]) => `key-test.${slug(nameless)}`

export const webhookKey = (outcome: WebhookRenewal) => `webhook.${slug(outcome)}`

export const alertTestKey = (outcome: AlertTest) => `alert-test.${slug(outcome)}`

/** What kept a comparison from being whole, as far as it has a text. */
export const RECONCILE_PROBLEMS = [
  'OFFERS_FORBIDDEN',
  'OFFERS_UNREADABLE',
  'OFFERS_INCOMPLETE',
  'STORE_INCOMPLETE',
  'MARKETPLACE_UNAVAILABLE',
  'VTEX_UNAVAILABLE',
] as const

export const reconcileProblemKey = (problem: string) =>
  `integrations.reconcile.problem.${
    (RECONCILE_PROBLEMS as readonly string[]).includes(problem) ? slug(problem) : 'unknown'
  }`

export const historyKindKey = (kind: HistoryKind) => `history.kind.${slug(kind)}`
export const historyFilterKey = (kind: HistoryKind) => `history.filter.${slug(kind)}`

/** How a test or a save ended, as far as it has a text; any other code gets `history.outcome.unknown`. */
export const HISTORY_OUTCOMES = [
  'ACCEPTED',
  'REFUSED',
  'OTHER_SHOP',
  'SHOP_TO_CONFIRM',
  'UNREACHABLE',
  'SENT',
  'NOT_SENT',
  'RENEWED',
  'NOT_TOLD',
] as const

export const historyOutcomeKey = (outcome: string) =>
  (HISTORY_OUTCOMES as readonly string[]).includes(outcome)
    ? `history.outcome.${slug(outcome)}`
    : 'history.outcome.unknown'

/** What changes something, and can be refused for want of a permission; anything else is a look. */
export const OPERATIONS = [
  'cancelCarrefourReprocess',
  'disconnectCarrefour',
  'dismissCarrefourProblem',
  'renewCarrefourWebhook',
  'forgetCarrefourPerson',
  'reprocessCarrefourBlocked',
  'reprocessCarrefourSkus',
  'saveCarrefourConfiguration',
  'startCarrefourReconcile',
  'startCarrefourReprocess',
  'switchCarrefourConnection',
  'testCarrefourAlert',
  'testCarrefourShopKey',
] as const

export const operationKey = (name: string) =>
  (OPERATIONS as readonly string[]).includes(name)
    ? `history.operation.${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
    : 'history.operation.view'

/** Texts of `Failure` in data/failure.logic.ts. */
export const failureKey = (failure: 'signed-out' | 'forbidden' | 'failed') => `failure.${failure}`
