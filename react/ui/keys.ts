import type { Failure } from '../api/failure'
import type {
  Actor,
  AlertTest,
  AsideUntil,
  Cause,
  FieldProblemCode,
  HistoryKind,
  JobPhaseKind,
  JobState,
  LineOutcome,
  MutationName,
  Nameless,
  NoFigure,
  Reason,
  ReconcileProblem,
  Refusal,
  SearchProblem,
  SendingState,
  Status,
  WebhookRenewal,
} from '../api/generated'

/**
 * The message key of each code of the service. The records are over the enums of the schema: a code without a text
 * does not compile, and checks/messages.test.ts looks each of them up in all three languages.
 */
type Keys<Code extends string> = Readonly<Record<Code, string>>

/** Also answers for a code of a newer service, which this page does not know yet. */
const keyOf =
  <Code extends string>(keys: Keys<Code>, unknown: string) =>
  (code: string): string =>
    code in keys ? keys[code as Code] : unknown

/** `NOT_CATALOGED` -> `not-cataloged`: codes as parts of an address. */
export const slug = (code: string) => code.toLowerCase().replace(/_/g, '-')

export const STATUS_KEYS: Keys<Status> = {
  SUCCESS: 'status.success',
  WARNING: 'status.warning',
  ERROR: 'status.error',
  PENDING: 'status.pending',
}

/** For tabs with counts, where the adjacent word gives the meaning. */
export const statusShortKey = (status: Status) => `status.short.${slug(status)}`
export const statusKey = (status: Status) => STATUS_KEYS[status]

/** The texts of each cause: `cause.not-cataloged.title`. */
export const CAUSE_PARTS = ['title', 'meaning', 'todo'] as const
export type CausePart = (typeof CAUSE_PARTS)[number]
export const causeKey = (cause: Cause, part: CausePart) => `cause.${slug(cause)}.${part}`

export const ACTOR_KEYS: Keys<Actor> = {
  MERCHANT: 'actor.merchant',
  CARREFOUR: 'actor.carrefour',
  APP: 'actor.app',
  NOBODY: 'actor.nobody',
}
/** As a problem's card says it. */
export const problemActorKey = (actor: Actor) => `problems.${ACTOR_KEYS[actor]}`
/** Where there is room for a name alone: before the problems that wait for this one. */
export const actorShortKey = (actor: Actor) => `problems.who.${slug(actor)}`
export const actorKey = (actor: Actor) => ACTOR_KEYS[actor]

export const REASON_KEYS: Keys<Reason> = {
  NOTIFICATION: 'reason.notification',
  REPROCESS: 'reason.reprocess',
  RETRY: 'reason.retry',
  RADAR: 'reason.radar',
  RECONCILE: 'reason.reconcile',
}
export const reasonKey = (reason: Reason) => REASON_KEYS[reason]

export const SEARCH_PROBLEM_KEYS: Keys<SearchProblem> = {
  NOTHING_TO_SEARCH: 'inventory.search-problem.nothing-to-search',
  TOO_LONG: 'inventory.search-problem.too-long',
  TOO_MANY_WORDS: 'inventory.search-problem.too-many-words',
  TOO_MANY_CODES: 'inventory.search-problem.too-many-codes',
}

export const REFUSAL_KEYS: Keys<Refusal> = {
  NOTHING_TO_DO: 'refused.nothing-to-do',
  TOO_MANY: 'refused.too-many',
  SKU_NOT_FOUND: 'refused.sku-not-found',
  INVALID_FILTER: 'refused.invalid-filter',
  INVALID_KEY: 'refused.invalid-key',
  KEY_REUSED: 'refused.key-reused',
  TOO_MANY_JOBS: 'refused.too-many-jobs',
  JOB_NOT_FOUND: 'refused.job-not-found',
  INCIDENT_OPEN: 'refused.incident-open',
  CONNECTION_OFF: 'refused.connection-off',
  NOT_CONFIGURED: 'refused.not-configured',
}
export const refusedKey = keyOf(REFUSAL_KEYS, 'refused.unknown')

/** What the pages themselves tell apart: REQUIRED of a ShopKey whose address leads to another host. */
export type PageProblem = 'REQUIRED_FOR_ADDRESS'

export const FIELD_PROBLEM_KEYS: Keys<FieldProblemCode | PageProblem> = {
  REQUIRED: 'problem.required',
  NOT_A_WHOLE_NUMBER: 'problem.not-a-whole-number',
  OUT_OF_RANGE: 'problem.out-of-range',
  NOT_AN_EMAIL: 'problem.not-an-email',
  NOT_A_URL: 'problem.not-a-url',
  HOST_NOT_ALLOWED: 'problem.host-not-allowed',
  UNKNOWN_TRADE_POLICY: 'problem.unknown-trade-policy',
  NOT_THREE_CONSONANTS: 'problem.not-three-consonants',
  AFFILIATE_TAKEN: 'problem.affiliate-taken',
  TOO_LONG: 'problem.too-long',
  NOT_DIGITS: 'problem.not-digits',
  CONTROL_CHARACTERS: 'problem.control-characters',
  NOT_ALONE: 'problem.not-alone',
  NOT_A_KEY: 'problem.not-a-key',
  REQUIRED_FOR_ADDRESS: 'problem.required-for-address',
}
export const problemKey = keyOf(FIELD_PROBLEM_KEYS, 'problem.unknown')

export const NAMELESS_KEYS: Keys<Nameless> = {
  TOO_SOON: 'key-test.next',
  NOT_SAID: 'key-test.not-said',
}

export const WEBHOOK_KEYS: Keys<WebhookRenewal> = {
  RENEWED: 'webhook.renewed',
  NOT_TOLD: 'webhook.not-told',
  NOT_CONFIGURED: 'webhook.not-configured',
  TOO_SOON: 'webhook.too-soon',
}

export const ALERT_TEST_KEYS: Keys<AlertTest> = {
  SENT: 'alert-test.sent',
  NOT_SENT: 'alert-test.not-sent',
  NO_ADDRESS: 'alert-test.no-address',
  TOO_SOON: 'alert-test.too-soon',
}

export const NO_FIGURE_KEYS: Keys<NoFigure> = {
  NOT_THERE: 'comparison.missing.not-there',
  UNAVAILABLE: 'comparison.missing.unavailable',
  KEY_REFUSED: 'comparison.missing.key-refused',
  NOT_CONFIGURED: 'comparison.missing.not-configured',
}

export const JOB_STATE_KEYS: Keys<JobState> = {
  PLANNED: 'job.state.planned',
  WAITING: 'job.state.waiting',
  RUNNING: 'job.state.running',
  CANCELLING: 'job.state.cancelling',
  CANCELLED: 'job.state.cancelled',
  DONE: 'job.state.done',
}

/** With `.count` added: how many ended so. */
export const OUTCOME_KEYS: Keys<LineOutcome> = {
  SUCCEEDED: 'outcome.succeeded',
  FAILED: 'outcome.failed',
  WAITING: 'outcome.waiting',
  SKIPPED: 'outcome.skipped',
}

export const RECONCILE_PROBLEM_KEYS: Keys<ReconcileProblem> = {
  OFFERS_FORBIDDEN: 'integrations.reconcile.problem.offers-forbidden',
  OFFERS_UNREADABLE: 'integrations.reconcile.problem.offers-unreadable',
  OFFERS_INCOMPLETE: 'integrations.reconcile.problem.offers-incomplete',
  STORE_INCOMPLETE: 'integrations.reconcile.problem.store-incomplete',
  MARKETPLACE_UNAVAILABLE: 'integrations.reconcile.problem.marketplace-unavailable',
  VTEX_UNAVAILABLE: 'integrations.reconcile.problem.vtex-unavailable',
}
export const reconcileProblemKey = keyOf(
  RECONCILE_PROBLEM_KEYS,
  'integrations.reconcile.problem.unknown'
)

export const HISTORY_KIND_KEYS: Keys<HistoryKind> = {
  CONFIGURED: 'history.kind.configured',
  CONFIGURATION_SAVED: 'history.kind.configuration-saved',
  CONFIGURATION_NOT_SAVED: 'history.kind.configuration-not-saved',
  TURNED_ON: 'history.kind.turned-on',
  TURNED_OFF: 'history.kind.turned-off',
  CONNECTION_TESTED: 'history.kind.connection-tested',
  ALERT_TESTED: 'history.kind.alert-tested',
  REPROCESSED: 'history.kind.reprocessed',
  REPROCESS_CANCELLED: 'history.kind.reprocess-cancelled',
  EXPORTED: 'history.kind.exported',
  SENDING_DOWNLOADED: 'history.kind.sending-downloaded',
  STOCK_COMPARED: 'history.kind.stock-compared',
  ZEROS_SENT: 'history.kind.zeros-sent',
  ZEROS_KEPT: 'history.kind.zeros-kept',
  DISCONNECTED: 'history.kind.disconnected',
  WEBHOOK_RENEWED: 'history.kind.webhook-renewed',
  PROBLEM_DISMISSED: 'history.kind.problem-dismissed',
  PROBLEM_RESTORED: 'history.kind.problem-restored',
  BEGUN: 'history.kind.begun',
  PERSON_FORGOTTEN: 'history.kind.person-forgotten',
  REFUSED: 'history.kind.refused',
}

/** How the filter of the history names a kind of entry. */
export const historyFilterKey = (kind: HistoryKind) =>
  HISTORY_KIND_KEYS[kind].replace('.kind.', '.filter.')

export const JOB_PHASE_KEYS: Keys<JobPhaseKind> = {
  LISTING: 'job.phase.listing',
  NEXT_FILE: 'job.phase.next-file',
  READING: 'job.phase.reading',
  AT_CARREFOUR: 'job.phase.at-carrefour',
  WRITING: 'job.phase.writing',
}

export const ASIDE_UNTIL_KEYS: Keys<AsideUntil> = {
  OVER: 'aside.until.over',
  DAY: 'aside.until.day',
  MORE: 'aside.until.more',
  HALF: 'aside.until.half',
}

export const SENDING_STATE_KEYS: Keys<SendingState> = {
  SENT: 'sendings.state.sent',
  COMPLETE: 'sendings.state.complete',
  FAILED: 'sendings.state.failed',
  UNKNOWN: 'sendings.state.unknown',
  NOT_TAKEN: 'sendings.state.not-taken',
}

/** How a test or a save ended, as the history keeps it. */
export const HISTORY_OUTCOME_KEYS = {
  ACCEPTED: 'history.outcome.accepted',
  REFUSED: 'history.outcome.refused',
  OTHER_SHOP: 'history.outcome.other-shop',
  SHOP_TO_CONFIRM: 'history.outcome.shop-to-confirm',
  UNREACHABLE: 'history.outcome.unreachable',
  LIMITED: 'history.outcome.limited',
  SENT: 'history.outcome.sent',
  NOT_SENT: 'history.outcome.not-sent',
  RENEWED: 'history.outcome.renewed',
  NOT_TOLD: 'history.outcome.not-told',
} as const
export const historyOutcomeKey = keyOf(HISTORY_OUTCOME_KEYS, 'history.outcome.unknown')

/** Actions that change something, and need a permission; all others only read. */
export const OPERATION_KEYS: Keys<MutationName> = {
  dismissCarrefourProblem: 'history.operation.dismiss-carrefour-problem',
  reprocessCarrefourSkus: 'history.operation.reprocess-carrefour-skus',
  reprocessCarrefourBlocked: 'history.operation.reprocess-carrefour-blocked',
  startCarrefourReprocess: 'history.operation.start-carrefour-reprocess',
  cancelCarrefourReprocess: 'history.operation.cancel-carrefour-reprocess',
  saveCarrefourConfiguration: 'history.operation.save-carrefour-configuration',
  switchCarrefourConnection: 'history.operation.switch-carrefour-connection',
  decideCarrefourBrake: 'history.operation.decide-carrefour-brake',
  startCarrefourReconcile: 'history.operation.start-carrefour-reconcile',
  disconnectCarrefour: 'history.operation.disconnect-carrefour',
  renewCarrefourWebhook: 'history.operation.renew-carrefour-webhook',
  forgetCarrefourPerson: 'history.operation.forget-carrefour-person',
  testCarrefourAlert: 'history.operation.test-carrefour-alert',
  testCarrefourShopKey: 'history.operation.test-carrefour-shop-key',
}
export const operationKey = keyOf(OPERATION_KEYS, 'history.operation.view')

/** States of a shop in Carrefour's own words. */
export const SHOP_STATE_KEYS = {
  OPEN: 'shop-state.open',
  CLOSE: 'shop-state.close',
  SUSPENDED: 'shop-state.suspended',
} as const
export const shopStateKey = keyOf(SHOP_STATE_KEYS, 'shop-state.unknown')

/** Each has the texts `.title`, `.todo` and `.action`. */
export const FAILURE_KEYS: Keys<Failure> = {
  'signed-out': 'failure.signed-out',
  forbidden: 'failure.forbidden',
  failed: 'failure.failed',
}
export const failureKey = (failure: Failure) => FAILURE_KEYS[failure]
