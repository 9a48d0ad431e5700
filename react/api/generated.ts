/* Made by `npm run generate` from graphql/ and react/graphql/: never edited by hand. */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] }
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never }
import carrefourActivity from '../graphql/activity.graphql'
import cancelCarrefourReprocess from '../graphql/cancelReprocess.graphql'
import carrefourComparison from '../graphql/comparison.graphql'
import carrefourConfiguration from '../graphql/configuration.graphql'
import carrefourConfigurationRules from '../graphql/configurationRules.graphql'
import carrefourConnection from '../graphql/connection.graphql'
import decideCarrefourBrake from '../graphql/decideBrake.graphql'
import disconnectCarrefour from '../graphql/disconnect.graphql'
import dismissCarrefourProblem from '../graphql/dismissProblem.graphql'
import carrefourExport from '../graphql/export.graphql'
import carrefourHealth from '../graphql/health.graphql'
import carrefourHistory from '../graphql/history.graphql'
import carrefourPage from '../graphql/page.graphql'
import carrefourPermissions from '../graphql/permissions.graphql'
import carrefourProblems from '../graphql/problems.graphql'
import carrefourProcessCounts from '../graphql/processCounts.graphql'
import carrefourProcesses from '../graphql/processes.graphql'
import carrefourPulse from '../graphql/pulse.graphql'
import carrefourReconcile from '../graphql/reconcile.graphql'
import renewCarrefourWebhook from '../graphql/renewWebhook.graphql'
import reprocessCarrefourBlocked from '../graphql/reprocessBlocked.graphql'
import carrefourReprocessJob from '../graphql/reprocessJob.graphql'
import carrefourReprocessJobs from '../graphql/reprocessJobs.graphql'
import carrefourReprocessPlan from '../graphql/reprocessPlan.graphql'
import carrefourReprocessReceipt from '../graphql/reprocessReceipt.graphql'
import reprocessCarrefourSkus from '../graphql/reprocessSkus.graphql'
import saveCarrefourConfiguration from '../graphql/saveConfiguration.graphql'
import carrefourSendingFiles from '../graphql/sendingFiles.graphql'
import carrefourSendings from '../graphql/sendings.graphql'
import startCarrefourReconcile from '../graphql/startReconcile.graphql'
import startCarrefourReprocess from '../graphql/startReprocess.graphql'
import switchCarrefourConnection from '../graphql/switchConnection.graphql'
import testCarrefourAlert from '../graphql/testAlert.graphql'
import testCarrefourShopKey from '../graphql/testShopKey.graphql'
import carrefourTradePolicies from '../graphql/tradePolicies.graphql'
import type { MutationOf, QueryOf } from './operation'
/** Filters combine with AND. */
export type ProcessFilter = {
  /** Only this status. */
  readonly status?: Status | null | undefined
  /** Only these causes; an empty list does not narrow. */
  readonly causes?: ReadonlyArray<Cause> | null | undefined
  /** Only what waits for this one. */
  readonly actor?: Actor | null | undefined
  /** Only this reason in words of its own, as a problem names it. */
  readonly fingerprint?: string | null | undefined
  /** Processed at this moment or later, ISO 8601. */
  readonly since?: string | null | undefined
  /** Processed before this moment, ISO 8601. */
  readonly before?: string | null | undefined
  /**
   * Words and symbols that must all be found in SKU code, EAN, reference, name, message or Carrefour's own words of
   * the latest attempt: words of 3 letters or more are beginnings of words, shorter ones whole words. The SKU whose
   * code it is comes first. Or a list of up to 100 SKU codes or EANs, separated by comma, semicolon or line break.
   * At most 2,000 characters and 10 words; a search beyond that, or without a letter, digit or symbol, matches
   * nothing and is named in `searchProblem`.
   */
  readonly search?: string | null | undefined
}

/** How the latest sending of a SKU's stock stands. */
export const Status = {
  /** Carrefour confirmed the quantity: import complete and the SKU not in its error report. */
  SUCCESS: 'SUCCESS',
  /** Confirmed with a remark, not sent on purpose, or waiting for Carrefour. Nobody here needs to act at once. */
  WARNING: 'WARNING',
  /** Refused. Somebody must act before sending again can help. */
  ERROR: 'ERROR',
  /** Queued, or in a batch whose result is not known yet. */
  PENDING: 'PENDING',
} as const

export type Status = (typeof Status)[keyof typeof Status]
/** Why a process is not a plain success. UNKNOWN keeps Carrefour's own words. */
export const Cause = {
  /** The product is not in Carrefour's catalogue yet; the radar resends by itself. */
  NOT_CATALOGED: 'NOT_CATALOGED',
  /** Carrefour answered 401: the ShopKey is expired, revoked or wrong. */
  AUTH_INVALID: 'AUTH_INVALID',
  /** Carrefour answered 403: the ShopKey works but may not send stock. */
  AUTH_FORBIDDEN: 'AUTH_FORBIDDEN',
  /** The ShopKey opens another shop than the one it was saved for. Of an incident only, never of a SKU: nothing is sent. */
  OTHER_SHOP: 'OTHER_SHOP',
  /** Carrefour asked for fewer calls (429). */
  RATE_LIMITED: 'RATE_LIMITED',
  /** Carrefour did not answer, or with a 5xx or an error page. */
  MARKETPLACE_UNAVAILABLE: 'MARKETPLACE_UNAVAILABLE',
  /** Carrefour refused this SKU's line in the stock file. */
  OFFER_LINE_REJECTED: 'OFFER_LINE_REJECTED',
  /** Carrefour refused the quantity of this SKU's line. */
  INVALID_QUANTITY: 'INVALID_QUANTITY',
  /** Carrefour has the product, but does not sell it at present. */
  PRODUCT_NOT_FOR_SALE: 'PRODUCT_NOT_FOR_SALE',
  /** At Carrefour another product bears this SKU code. */
  BOUND_TO_OTHER_PRODUCT: 'BOUND_TO_OTHER_PRODUCT',
  /** Carrefour could not read the whole stock file. */
  IMPORT_FAILED: 'IMPORT_FAILED',
  /** The SKU is inactive in the store: 0 was sent. */
  SKU_INACTIVE: 'SKU_INACTIVE',
  /** The SKU is not sold in the connection's trade policy: 0 was sent. */
  NOT_IN_TRADE_POLICY: 'NOT_IN_TRADE_POLICY',
  /** The SKU is a kit and kits are not sent. */
  KIT_NOT_SENT: 'KIT_NOT_SENT',
  /** At or below the minimum stock: 0 was sent on purpose. */
  BELOW_MIN_STOCK: 'BELOW_MIN_STOCK',
  /** More units reserved than in stock: 0 was sent. */
  NEGATIVE_STOCK: 'NEGATIVE_STOCK',
  /** Active and in the trade policy, but not for sale there, as a SKU without a price: 0 was sent. */
  NO_PRICE: 'NO_PRICE',
  /** No active warehouse or dock serves the trade policy. */
  NO_WAREHOUSE: 'NO_WAREHOUSE',
  /** The store's own APIs did not answer. */
  VTEX_UNAVAILABLE: 'VTEX_UNAVAILABLE',
  /** The store answers for other SKUs, but not for this one: nothing was sent. */
  STORE_SKU_FAILED: 'STORE_SKU_FAILED',
  /** Master Data, where the list is kept, did not answer. Of an outage only, never of a SKU. */
  LEDGER_UNAVAILABLE: 'LEDGER_UNAVAILABLE',
  /** The store has no units, and too many others had none at once: 0 was held back, to be read again or decided by a person. */
  ZERO_HELD: 'ZERO_HELD',
  /** The last confirmation is old or no longer equals the store. */
  STALE: 'STALE',
  /** Carrefour's answer does not tell whether it took the line, and it does not show the quantity that was sent: neither success nor error. */
  UNCONFIRMED: 'UNCONFIRMED',
  /** Anything else: read Carrefour's words. */
  UNKNOWN: 'UNKNOWN',
} as const

export type Cause = (typeof Cause)[keyof typeof Cause]
/** Who can end the problem. */
export const Actor = {
  /** The merchant. */
  MERCHANT: 'MERCHANT',
  /** Carrefour. */
  CARREFOUR: 'CARREFOUR',
  /** This app; nobody needs to do anything. */
  APP: 'APP',
  /** Nobody: as it should be. */
  NOBODY: 'NOBODY',
} as const

export type Actor = (typeof Actor)[keyof typeof Actor]
/** Order of the list. */
export const ProcessSort = {
  /** Last processed first. */
  NEWEST: 'NEWEST',
  /** First processed first. */
  OLDEST: 'OLDEST',
  /** By SKU code, as a number. */
  SKU_ASC: 'SKU_ASC',
  /** By SKU code, the highest first. */
  SKU_DESC: 'SKU_DESC',
  /** Errors first, then warnings, then successes; newest first within each. */
  STATUS_ASC: 'STATUS_ASC',
  /** Successes first. */
  STATUS_DESC: 'STATUS_DESC',
  /**
   * What costs most first: units that may be oversold, then units that Carrefour does not sell although the store has them;
   * then rows that cost nothing.
   */
  IMPACT: 'IMPACT',
} as const

export type ProcessSort = (typeof ProcessSort)[keyof typeof ProcessSort]
/** What made an attempt happen. */
export const Reason = {
  /** The store said that the SKU changed. */
  NOTIFICATION: 'NOTIFICATION',
  /** A person asked. */
  REPROCESS: 'REPROCESS',
  /** The app tried again after a passing failure. */
  RETRY: 'RETRY',
  /** The radar found the product catalogued. */
  RADAR: 'RADAR',
  /** A comparison of both sides found a difference. */
  RECONCILE: 'RECONCILE',
} as const

export type Reason = (typeof Reason)[keyof typeof Reason]
/** Why a search text cannot be carried out. */
export const SearchProblem = {
  /** It has no letter, digit or symbol. */
  NOTHING_TO_SEARCH: 'NOTHING_TO_SEARCH',
  /** It has more than 2,000 characters. */
  TOO_LONG: 'TOO_LONG',
  /** It has more than 10 words. */
  TOO_MANY_WORDS: 'TOO_MANY_WORDS',
  /** It lists more than 100 codes. */
  TOO_MANY_CODES: 'TOO_MANY_CODES',
} as const

export type SearchProblem = (typeof SearchProblem)[keyof typeof SearchProblem]
/** Why a side has no figure. */
export const NoFigure = {
  /** There is no such SKU, or it is not sold there. */
  NOT_THERE: 'NOT_THERE',
  /** It did not answer, or without a figure. */
  UNAVAILABLE: 'UNAVAILABLE',
  /** Carrefour refuses the ShopKey. */
  KEY_REFUSED: 'KEY_REFUSED',
  /** Nothing is configured. */
  NOT_CONFIGURED: 'NOT_CONFIGURED',
} as const

export type NoFigure = (typeof NoFigure)[keyof typeof NoFigure]
/** When a problem that was put aside comes back. It also comes back when it was over and begins again. */
export const AsideUntil = {
  /** Only when it was over and begins again. */
  OVER: 'OVER',
  /** On a day. */
  DAY: 'DAY',
  /** With some more SKUs than when it was put aside. */
  MORE: 'MORE',
  /** With half as many SKUs again as when it was put aside. */
  HALF: 'HALF',
} as const

export type AsideUntil = (typeof AsideUntil)[keyof typeof AsideUntil]
/** Which SKUs to reprocess. Conditions combine with AND; skuIds stands alone, but for `without`. Left empty: all. */
export type ReprocessFilter = {
  /** Only this status. PENDING is refused: what waits is sent anyway. */
  readonly status?: Status | null | undefined
  /** Any of these causes. */
  readonly causes?: ReadonlyArray<Cause> | null | undefined
  /** None of these causes; what has no cause stays. */
  readonly without?: ReadonlyArray<Cause> | null | undefined
  /** Only what waits for this one. */
  readonly actor?: Actor | null | undefined
  /** One reason of a cause whose words are not classified, as a problem names it. */
  readonly fingerprint?: string | null | undefined
  /** Processed at this moment or later, UTC, ISO 8601. */
  readonly since?: string | null | undefined
  /** Processed before this moment, UTC, ISO 8601. */
  readonly before?: string | null | undefined
  /** As on the list: SKU code, EAN, or words of reference, name or message. At most 100 characters. */
  readonly search?: string | null | undefined
  /** VTEX SKU ids, at most 1,000. */
  readonly skuIds?: ReadonlyArray<string> | null | undefined
}

/** Why SKUs are not sent again. */
export const Refusal = {
  /** No SKU was named, or none matches. */
  NOTHING_TO_DO: 'NOTHING_TO_DO',
  /** More SKUs than may be named at once. */
  TOO_MANY: 'TOO_MANY',
  /** A SKU that was named was never asked for. */
  SKU_NOT_FOUND: 'SKU_NOT_FOUND',
  /** The filter has a condition that cannot be met, such as the status PENDING. */
  INVALID_FILTER: 'INVALID_FILTER',
  /** The idempotency key is empty or longer than 100 characters. */
  INVALID_KEY: 'INVALID_KEY',
  /** The idempotency key was used with another filter. */
  KEY_REUSED: 'KEY_REUSED',
  /** As many jobs as may be open are open. */
  TOO_MANY_JOBS: 'TOO_MANY_JOBS',
  /** The job is not remembered. */
  JOB_NOT_FOUND: 'JOB_NOT_FOUND',
  /** Carrefour refuses the ShopKey. */
  INCIDENT_OPEN: 'INCIDENT_OPEN',
  /** Sending is switched off. */
  CONNECTION_OFF: 'CONNECTION_OFF',
  /** Nothing is configured. */
  NOT_CONFIGURED: 'NOT_CONFIGURED',
} as const

export type Refusal = (typeof Refusal)[keyof typeof Refusal]
/** How a reprocess job stands. */
export const JobState = {
  /** The list of its SKUs is being made. */
  PLANNED: 'PLANNED',
  /** Another job runs; this one is next in turn. */
  WAITING: 'WAITING',
  /** Its SKUs go out file by file, after live changes. */
  RUNNING: 'RUNNING',
  /** Cancelled; the file in the making still gets its outcomes. */
  CANCELLING: 'CANCELLING',
  /** Ended before all was sent: the rest counts as skipped. */
  CANCELLED: 'CANCELLED',
  /** Every SKU has its line in the receipt. */
  DONE: 'DONE',
} as const

export type JobState = (typeof JobState)[keyof typeof JobState]
/** What is being done for a job. */
export const JobPhaseKind = {
  /** Its list of SKUs is made. */
  LISTING: 'LISTING',
  /** It waits until its next file may leave. */
  NEXT_FILE: 'NEXT_FILE',
  /** The store is asked for the stock of its next file. */
  READING: 'READING',
  /** Carrefour works on its file. */
  AT_CARREFOUR: 'AT_CARREFOUR',
  /** The outcomes of its file are written down. */
  WRITING: 'WRITING',
} as const

export type JobPhaseKind = (typeof JobPhaseKind)[keyof typeof JobPhaseKind]
/** How one SKU of a job ended. */
export const LineOutcome = {
  /** Carrefour has confirmed it since the job was started. */
  SUCCEEDED: 'SUCCEEDED',
  /** Sending failed: the cause says why. */
  FAILED: 'FAILED',
  /** Ended with a warning: waits for Carrefour to catalogue the product, say, or was kept back on purpose; the cause says which. */
  WAITING: 'WAITING',
  /** Not touched: the job was cancelled before, or the SKU is not known. */
  SKIPPED: 'SKIPPED',
} as const

export type LineOutcome = (typeof LineOutcome)[keyof typeof LineOutcome]
/** Languages of mails. */
export const Language = {
  /** Portuguese. */
  PT: 'PT',
  /** English. */
  EN: 'EN',
  /** Spanish. */
  ES: 'ES',
} as const

export type Language = (typeof Language)[keyof typeof Language]
/** What stands still. */
export const StandstillKind = {
  /** The engine's runs are begun and do not come to their end. */
  RUNS: 'RUNS',
  /** The engine has not run for 5 minutes, although it is called each minute. */
  ENGINE: 'ENGINE',
  /** Nothing takes what waits: a request has waited for 15 minutes, and nothing was confirmed meanwhile. */
  QUEUE: 'QUEUE',
  /** A change of the store has waited for 15 minutes, although others are confirmed. */
  LATE: 'LATE',
  /** Files have left for an hour, and Carrefour has confirmed nothing. */
  UNCONFIRMED: 'UNCONFIRMED',
  /** No call with the ShopKey has worked for a day. */
  KEY: 'KEY',
} as const

export type StandstillKind = (typeof StandstillKind)[keyof typeof StandstillKind]
/** Why many SKUs have no units, as far as the readings show: the most frequent reason. */
export const BrakeReason = {
  /** The SKUs are not in the trade policy. */
  TRADE_POLICY: 'TRADE_POLICY',
  /** No active warehouse with an active dock serves the trade policy. */
  WAREHOUSE: 'WAREHOUSE',
  /** The units are at or below the minimum stock. */
  MINIMUM_STOCK: 'MINIMUM_STOCK',
  /** They are kits, and kits are not sent any more. */
  KITS: 'KITS',
  /** The SKUs are inactive in the store. */
  INACTIVE: 'INACTIVE',
  /** The store does not offer them: they have no price, or its answer leaves them out. */
  NOT_OFFERED: 'NOT_OFFERED',
  /** The store answers 0 units and gives no reason. */
  STORE_EMPTY: 'STORE_EMPTY',
} as const

export type BrakeReason = (typeof BrakeReason)[keyof typeof BrakeReason]
/** What a person can decide about zeros that are held. */
export const BrakeDecision = {
  /** Send them, with the stock of then. */
  SEND: 'SEND',
  /** Keep them back until the store names units again, or a person sends them. */
  KEEP: 'KEEP',
} as const

export type BrakeDecision = (typeof BrakeDecision)[keyof typeof BrakeDecision]
/** What keeps a comparison from being whole, or from going on. */
export const ReconcileProblem = {
  /** The ShopKey may not read offers: only SKUs never sent, or confirmed over 7 days ago, were looked for. */
  OFFERS_FORBIDDEN: 'OFFERS_FORBIDDEN',
  /** Carrefour's list of offers is not as documented: only SKUs never sent, or confirmed over 7 days ago, were looked for. */
  OFFERS_UNREADABLE: 'OFFERS_UNREADABLE',
  /** Other offers came than Carrefour says it has (offersSeen, offersTotal): those that did not come were not compared. Two more comparisons follow by themselves, an hour and 4 hours later. */
  OFFERS_INCOMPLETE: 'OFFERS_INCOMPLETE',
  /** The store did not answer for some SKUs (unread), or for a page of them: these were not compared. Followed as OFFERS_INCOMPLETE. */
  STORE_INCOMPLETE: 'STORE_INCOMPLETE',
  /** Carrefour does not answer; the comparison goes on by itself. Of one that has ended: it was given up after some two hours, and is followed as OFFERS_INCOMPLETE. */
  MARKETPLACE_UNAVAILABLE: 'MARKETPLACE_UNAVAILABLE',
  /** The store does not answer; as above. */
  VTEX_UNAVAILABLE: 'VTEX_UNAVAILABLE',
} as const

export type ReconcileProblem = (typeof ReconcileProblem)[keyof typeof ReconcileProblem]
/** Which entries. */
export type HistoryFilter = {
  /** Only of this kind. */
  readonly kind?: HistoryKind | null | undefined
  /** Only of this person: the exact e-mail. */
  readonly person?: string | null | undefined
}

/** What the history keeps. */
export const HistoryKind = {
  /** Configured where nothing was saved before; `fields` names what was filled in, without what was left as offered. */
  CONFIGURED: 'CONFIGURED',
  /** The configuration was saved; `fields` names what changed. */
  CONFIGURATION_SAVED: 'CONFIGURATION_SAVED',
  /** A save that Carrefour's answer prevented; `outcome` says which. */
  CONFIGURATION_NOT_SAVED: 'CONFIGURATION_NOT_SAVED',
  /** Sending was turned on. */
  TURNED_ON: 'TURNED_ON',
  /** Sending was turned off. */
  TURNED_OFF: 'TURNED_OFF',
  /** A ShopKey was tested; `outcome` says how it went. */
  CONNECTION_TESTED: 'CONNECTION_TESTED',
  /** A test e-mail was sent; `outcome` says how it went. */
  ALERT_TESTED: 'ALERT_TESTED',
  /** SKUs were asked for to be sent again; `count` says how many. */
  REPROCESSED: 'REPROCESSED',
  /** A reprocess job was cancelled. */
  REPROCESS_CANCELLED: 'REPROCESS_CANCELLED',
  /** A list of SKUs was taken as a file; `count` says how many. */
  EXPORTED: 'EXPORTED',
  /** The file and the report of a sending were taken; `subject` is its import, `count` says of how many SKUs. */
  SENDING_DOWNLOADED: 'SENDING_DOWNLOADED',
  /** All stock was asked for to be compared with Carrefour and sent where it differs. */
  STOCK_COMPARED: 'STOCK_COMPARED',
  /** Zeros that were held were sent; `count` says how many. */
  ZEROS_SENT: 'ZEROS_SENT',
  /** Zeros that were held were kept back; `count` says how many. */
  ZEROS_KEPT: 'ZEROS_KEPT',
  /** The connection was taken down. */
  DISCONNECTED: 'DISCONNECTED',
  /** Gave the webhook another secret. */
  WEBHOOK_RENEWED: 'WEBHOOK_RENEWED',
  /** A problem was put aside. */
  PROBLEM_DISMISSED: 'PROBLEM_DISMISSED',
  /** A problem was shown again. */
  PROBLEM_RESTORED: 'PROBLEM_RESTORED',
  /** A change was begun and its outcome is not known; `subject` names the mutation. */
  BEGUN: 'BEGUN',
  /** A person's e-mail and addresses were taken out of the history; `count` says of how many entries. */
  PERSON_FORGOTTEN: 'PERSON_FORGOTTEN',
  /** Somebody lacked the permission; `subject` names the query or mutation. */
  REFUSED: 'REFUSED',
} as const

export type HistoryKind = (typeof HistoryKind)[keyof typeof HistoryKind]
/** How a stock file stands at Carrefour. */
export const SendingState = {
  /** Carrefour has taken it and has not said yet how it ended. */
  SENT: 'SENT',
  /** Carrefour has ended the import: each line was taken, refused or left open. */
  COMPLETE: 'COMPLETE',
  /** Carrefour ended the import without a result; its SKUs are sent again. */
  FAILED: 'FAILED',
  /** No answer says what became of it; current stock is sent in another file. */
  UNKNOWN: 'UNKNOWN',
  /** Carrefour did not take it. */
  NOT_TAKEN: 'NOT_TAKEN',
} as const

export type SendingState = (typeof SendingState)[keyof typeof SendingState]
/** What is wrong with one field of the form. */
export const FieldProblemCode = {
  /** It is empty. Of shopKey also: the address leads to another host or port, and the saved key is only sent to the saved one. */
  REQUIRED: 'REQUIRED',
  /** It is not a whole number. */
  NOT_A_WHOLE_NUMBER: 'NOT_A_WHOLE_NUMBER',
  /** The number is too small or too large. */
  OUT_OF_RANGE: 'OUT_OF_RANGE',
  /** It is not one e-mail address. */
  NOT_AN_EMAIL: 'NOT_AN_EMAIL',
  /** It is not a complete https address. */
  NOT_A_URL: 'NOT_A_URL',
  /** The address leads to a host or port that is not Carrefour's. */
  HOST_NOT_ALLOWED: 'HOST_NOT_ALLOWED',
  /** The store has no such trade policy. */
  UNKNOWN_TRADE_POLICY: 'UNKNOWN_TRADE_POLICY',
  /** It is not three consonants. */
  NOT_THREE_CONSONANTS: 'NOT_THREE_CONSONANTS',
  /** Another affiliate of the store has this id. */
  AFFILIATE_TAKEN: 'AFFILIATE_TAKEN',
  /** It is too long. */
  TOO_LONG: 'TOO_LONG',
  /** It has other characters than digits. */
  NOT_DIGITS: 'NOT_DIGITS',
  /** It has characters that no screen shows. */
  CONTROL_CHARACTERS: 'CONTROL_CHARACTERS',
  /** A word, quotes or brackets stand around the ShopKey. */
  NOT_ALONE: 'NOT_ALONE',
  /** It has letters that no ShopKey has. */
  NOT_A_KEY: 'NOT_A_KEY',
} as const

export type FieldProblemCode = (typeof FieldProblemCode)[keyof typeof FieldProblemCode]
/** How a problem is put aside. */
export type AsideInput = {
  /** When it comes back. */
  readonly until: AsideUntil
  /** With DAY: the moment, from now to a year ahead; UTC, ISO 8601. */
  readonly day?: string | null | undefined
  /** With MORE: how many more SKUs, 1 to 1,000,000. */
  readonly skus?: number | null | undefined
  /** Why, for colleagues: 1 to 200 characters. */
  readonly reason: string
}

/** The form as the person left it. Its fields stand in the order of the screen. */
export type ConfigurationInput = {
  /** Whether stock is sent. */
  readonly active: boolean
  /** Whether a workspace that is not production sends to Carrefour as well. */
  readonly sendFromDevelopment?: boolean | null | undefined
  /** Shop id at Carrefour: digits; empty means the key's default shop. */
  readonly shopId: string
  /** Base address of Carrefour's API: https on port 443, a host that the manifest allows (*.mirakl.net). */
  readonly carrefourUrl: string
  /** Supplier portal address: https. */
  readonly portalUrl: string
  /** Sales channel id. */
  readonly tradePolicy: string
  /** Affiliate id: 3 consonants. */
  readonly affiliateId: string
  /** Whole units from 0; 0 means off. */
  readonly minimumStock: number
  /** Whether SKUs that are kits are sent. */
  readonly sendKits: boolean
  /** One e-mail address, or empty. */
  readonly notificationEmail: string
  /** Whether a new incident is told by mail. */
  readonly alertIncident?: boolean | null | undefined
  /** Whether the end of an incident is told by mail. */
  readonly alertSolved?: boolean | null | undefined
  /** Whether what is open is told by mail once a day. */
  readonly alertDigest?: boolean | null | undefined
  /** Language of the mails. */
  readonly alertLanguage?: Language | null | undefined
  /** The version that the form was loaded with; null on the first save. */
  readonly version?: number | null | undefined
}

/** Why Carrefour did not name the shop. */
export const Nameless = {
  /** Carrefour answers this question once a day. */
  TOO_SOON: 'TOO_SOON',
  /** Carrefour did not answer it, or the ShopKey has no right to ask. */
  NOT_SAID: 'NOT_SAID',
} as const

export type Nameless = (typeof Nameless)[keyof typeof Nameless]
/** What became of a decision about held zeros. */
export const BrakeOutcome = {
  /** It holds for every 0 that was held at that moment. */
  DONE: 'DONE',
  /** Nothing of what the person saw is held any more: nothing was decided. */
  OVER: 'OVER',
} as const

export type BrakeOutcome = (typeof BrakeOutcome)[keyof typeof BrakeOutcome]
/** What became of a new webhook address. */
export const WebhookRenewal = {
  /** The store has the new address; the one before is still accepted for a day. */
  RENEWED: 'RENEWED',
  /** The new address is made, but the store could not be told: the app tries again by itself, and the one before works meanwhile for a day. */
  NOT_TOLD: 'NOT_TOLD',
  /** Nothing is configured. */
  NOT_CONFIGURED: 'NOT_CONFIGURED',
  /** The last renewal was less than a minute ago. */
  TOO_SOON: 'TOO_SOON',
} as const

export type WebhookRenewal = (typeof WebhookRenewal)[keyof typeof WebhookRenewal]
/** What became of a test mail. */
export const AlertTest = {
  /** Handed over to VTEX's mail service. */
  SENT: 'SENT',
  /** The mail service did not take it. */
  NOT_SENT: 'NOT_SENT',
  /** No address is saved. */
  NO_ADDRESS: 'NO_ADDRESS',
  /** The last test mail left less than a minute ago. */
  TOO_SOON: 'TOO_SOON',
} as const

export type AlertTest = (typeof AlertTest)[keyof typeof AlertTest]
export type ActivityVariables = Exact<{
  days?: number | null | undefined
}>

export type ActivityData = { readonly carrefourActivity: ReadonlyArray<Hour> }

export type Hour = {
  readonly at: string
  readonly success: number
  readonly warning: number
  readonly error: number
}

export type CancelReprocessVariables = Exact<{
  id: string
}>

export type CancelReprocessData = {
  readonly cancelCarrefourReprocess:
    | { readonly __typename: 'CarrefourReprocessJob' }
    | { readonly __typename: 'CarrefourJobRefused'; readonly code: Refusal }
}

export type ComparisonVariables = Exact<{
  skuId: string
}>

export type ComparisonData = {
  readonly carrefourComparison: {
    readonly at: string
    readonly store: { readonly units: number | null; readonly missing: NoFigure | null }
    readonly carrefour: {
      readonly units: number | null
      readonly missing: NoFigure | null
      readonly nextAt: string | null
    }
  }
}

export type ConfigurationVariables = Exact<{ [key: string]: never }>

export type ConfigurationData = { readonly carrefourConfiguration: WholeConfiguration | null }

export type Configuration = {
  readonly active: boolean
  readonly shopId: string
  readonly tradePolicy: string
  readonly affiliateId: string
  readonly minimumStock: number
  readonly sendKits: boolean
  readonly alertIncident: boolean
  readonly alertSolved: boolean
  readonly alertDigest: boolean
  readonly alertLanguage: Language
  readonly carrefourUrl: string
  readonly portalUrl: string
  readonly sendFromDevelopment: boolean
  readonly version: number
  readonly shopKey: {
    readonly last4: string | null
    readonly savedBy: string
    readonly savedAt: string
    readonly verifiedAt: string | null
  } | null
}

export type ConfigurationRulesVariables = Exact<{ [key: string]: never }>

export type ConfigurationRulesData = {
  readonly carrefourConfigurationRules: ReadonlyArray<FieldRule>
}

export type FieldRule = {
  readonly field: string
  readonly required: boolean
  readonly longest: number | null
  readonly smallest: number | null
  readonly largest: number | null
  readonly pattern: string | null
  readonly patternCode: FieldProblemCode | null
}

export type ConnectionVariables = Exact<{ [key: string]: never }>

export type ConnectionData = { readonly carrefourConnection: Connection }

export type Connection = {
  readonly production: boolean
  readonly lastConfirmedAt: string | null
  readonly pending: number
  readonly waitingSince: string | null
  readonly blocked: number | null
  readonly nextSendAt: string | null
  readonly numbersAt: string | null
  readonly success: number | null
  readonly warning: number | null
  readonly error: number | null
  readonly boundShop: { readonly shopId: string; readonly name: string } | null
  readonly configuration: Configuration | null
  readonly incident: Incident | null
  readonly outages: ReadonlyArray<Incident>
  readonly standstill: { readonly kind: StandstillKind; readonly since: string } | null
  readonly closedShop: {
    readonly since: string
    readonly name: string | null
    readonly state: string | null
    readonly suspension: string | null
    readonly closedFrom: string | null
    readonly closedTo: string | null
  } | null
  readonly otherWriters: {
    readonly skus: number
    readonly samples: ReadonlyArray<{
      readonly skuId: string
      readonly changes: ReadonlyArray<{
        readonly at: string
        readonly ours: number
        readonly theirs: number
      }>
    }>
  }
  readonly gap: {
    readonly from: string
    readonly to: string
    readonly compared: number | null
    readonly differed: number | null
  } | null
  readonly brake: Brake | null
  readonly pulse: { readonly mark: string; readonly at: string }
}

export type Brake = {
  readonly since: string
  readonly held: number
  readonly stocked: number | null
  readonly reason: BrakeReason
  readonly waitsForPerson: boolean
  readonly decision: BrakeDecision | null
  readonly nextReadingAt: string
}

export type Incident = {
  readonly cause: Cause
  readonly actor: Actor
  readonly since: string
  readonly message: string
  readonly nextTryAt: string | null
  readonly shops: {
    readonly bound: { readonly shopId: string; readonly name: string }
    readonly opens: { readonly shopId: string; readonly name: string }
  } | null
}

export type DecideBrakeVariables = Exact<{
  decision: BrakeDecision
  since: string
}>

export type DecideBrakeData = { readonly decideCarrefourBrake: { readonly outcome: BrakeOutcome } }

export type DisconnectVariables = Exact<{ [key: string]: never }>

export type DisconnectData = {
  readonly disconnectCarrefour:
    | { readonly __typename: 'CarrefourDisconnected' }
    | { readonly __typename: 'CarrefourStoreUnreachable' }
}

export type DismissProblemVariables = Exact<{
  id: string
  dismissed?: boolean | null | undefined
  aside?: AsideInput | null | undefined
}>

export type DismissProblemData = { readonly dismissCarrefourProblem: Problems }

export type ExportVariables = Exact<{
  filter?: ProcessFilter | null | undefined
  cursor?: string | null | undefined
}>

export type ExportData = {
  readonly carrefourExport: {
    readonly total: number
    readonly cursor: string | null
    readonly items: ReadonlyArray<ExportRow>
  }
}

export type ExportRow = {
  readonly skuId: string
  readonly name: string | null
  readonly ean: string | null
  readonly reference: string | null
  readonly affiliate: string
  readonly status: Status
  readonly cause: Cause | null
  readonly actor: Actor
  readonly message: string | null
  readonly quantity: number | null
  readonly confirmed: number | null
  readonly available: number | null
  readonly processedAt: string | null
  readonly causeSince: string | null
  readonly nextCheckAt: string | null
  readonly reason: Reason | null
  readonly importId: string | null
}

export type HealthVariables = Exact<{ [key: string]: never }>

export type HealthData = { readonly carrefourHealth: Health }

export type Health = {
  readonly since: string
  readonly success: number
  readonly warning: number
  readonly error: number
}

export type HistoryVariables = Exact<{
  filter?: HistoryFilter | null | undefined
  page?: number | null | undefined
  pageSize?: number | null | undefined
}>

export type HistoryData = {
  readonly carrefourHistory: {
    readonly total: number
    readonly page: number
    readonly pageSize: number
    readonly items: ReadonlyArray<HistoryEntry>
  }
}

export type HistoryEntry = {
  readonly id: string
  readonly at: string
  readonly kind: HistoryKind
  readonly person: string | null
  readonly from: string | null
  readonly fields: ReadonlyArray<string>
  readonly count: number | null
  readonly subject: string | null
  readonly outcome: string | null
}

export type Job = {
  readonly id: string
  readonly state: JobState
  readonly name: string
  readonly startedBy: string
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly expected: number
  readonly total: number | null
  readonly settled: number
  readonly filesLeft: number
  readonly succeeded: number
  readonly failed: number
  readonly waiting: number
  readonly skipped: number
  readonly phase: {
    readonly kind: JobPhaseKind
    readonly done: number | null
    readonly total: number | null
    readonly at: string | null
  } | null
  readonly filter: {
    readonly status: Status | null
    readonly causes: ReadonlyArray<Cause>
    readonly without: ReadonlyArray<Cause>
    readonly actor: Actor | null
    readonly fingerprint: string | null
    readonly since: string | null
    readonly before: string | null
    readonly search: string
    readonly named: number | null
  }
}

export type PageVariables = Exact<{
  connection: boolean
  problems: boolean
  jobs: boolean
  counts: boolean
  processes: boolean
  health: boolean
  reconcile: boolean
  counted?: ProcessFilter | null | undefined
  filter?: ProcessFilter | null | undefined
  sort?: ProcessSort | null | undefined
  page?: number | null | undefined
  pageSize?: number | null | undefined
}>

export type PageData = {
  readonly carrefourPage: {
    readonly connection?: Connection | null
    readonly problems?: Problems | null
    readonly jobs?: ReadonlyArray<Job> | null
    readonly counts?: ProcessCounts | null
    readonly processes?: ProcessPage | null
    readonly health?: Health | null
    readonly reconcile?: Reconcile | null
  }
}

export type PermissionsVariables = Exact<{ [key: string]: never }>

export type PermissionsData = {
  readonly carrefourPermissions: {
    readonly view: boolean
    readonly reprocess: boolean
    readonly configure: boolean
  }
}

export type Problem = {
  readonly id: string
  readonly cause: Cause
  readonly fingerprint: string | null
  readonly actor: Actor
  readonly count: number
  readonly since: string | null
  readonly lastDay: number
  readonly oversold: number
  readonly unoffered: number
  readonly isAtLeast: boolean
  readonly sampleMessage: string | null
  readonly nextCheckAt: string | null
  readonly dismissed: boolean
  readonly aside: {
    readonly until: AsideUntil
    readonly by: string
    readonly at: string
    readonly reason: string
    readonly day: string | null
    readonly skus: number | null
  } | null
}

export type Problems = {
  readonly lastConfirmedAt: string | null
  readonly problems: ReadonlyArray<Problem>
}

export type ProblemsVariables = Exact<{ [key: string]: never }>

export type ProblemsData = { readonly carrefourProblems: Problems }

export type ProcessCounts = {
  readonly statuses: ReadonlyArray<{ readonly status: Status; readonly count: number }>
  readonly causes: ReadonlyArray<{ readonly cause: Cause; readonly count: number }>
  readonly actors: ReadonlyArray<{ readonly actor: Actor; readonly count: number }>
}

export type ProcessCountsVariables = Exact<{
  filter?: ProcessFilter | null | undefined
}>

export type ProcessCountsData = { readonly carrefourProcessCounts: ProcessCounts | null }

export type ProcessPage = {
  readonly total: number
  readonly page: number
  readonly pageSize: number
  readonly pending: number
  readonly searchProblem: SearchProblem | null
  readonly items: ReadonlyArray<Process>
}

export type Process = {
  readonly skuId: string
  readonly name: string | null
  readonly ean: string | null
  readonly reference: string | null
  readonly affiliate: string
  readonly status: Status
  readonly cause: Cause | null
  readonly actor: Actor
  readonly message: string | null
  readonly quantity: number | null
  readonly available: number | null
  readonly processedAt: string | null
  readonly requestedAt: string | null
  readonly lastCheckedAt: string | null
  readonly nextCheckAt: string | null
  readonly seen: { readonly units: number; readonly at: string } | null
  readonly attempts: ReadonlyArray<Attempt>
}

export type Attempt = {
  readonly at: string
  readonly reason: Reason
  readonly status: Status
  readonly cause: Cause | null
  readonly quantity: number | null
  readonly message: string | null
  readonly importId: string | null
  readonly sentLine: string | null
}

export type ProcessesVariables = Exact<{
  filter?: ProcessFilter | null | undefined
  sort?: ProcessSort | null | undefined
  page?: number | null | undefined
  pageSize?: number | null | undefined
}>

export type ProcessesData = { readonly carrefourProcesses: ProcessPage }

export type PulseVariables = Exact<{ [key: string]: never }>

export type PulseData = { readonly carrefourPulse: { readonly mark: string; readonly at: string } }

export type ReconcileVariables = Exact<{ [key: string]: never }>

export type ReconcileData = { readonly carrefourReconcile: Reconcile }

export type Reconcile = {
  readonly nextAt: string | null
  readonly run: {
    readonly progress: number
    readonly compared: number
    readonly queued: number
  } | null
  readonly last: {
    readonly endedAt: string | null
    readonly problem: ReconcileProblem | null
    readonly offersTotal: number | null
    readonly offersSeen: number
    readonly compared: number
    readonly onTheWay: number
    readonly unknownOffers: number
    readonly queued: number
  } | null
}

export type RenewWebhookVariables = Exact<{ [key: string]: never }>

export type RenewWebhookData = { readonly renewCarrefourWebhook: WebhookRenewal }

export type ReprocessBlockedVariables = Exact<{ [key: string]: never }>

export type ReprocessBlockedData = {
  readonly reprocessCarrefourBlocked:
    | {
        readonly __typename: 'CarrefourReprocessAccepted'
        readonly accepted: number
        readonly jobId: string | null
        readonly nextSendAt: string | null
      }
    | { readonly __typename: 'CarrefourReprocessRefused'; readonly code: Refusal }
}

export type ReprocessJobVariables = Exact<{
  id: string
}>

export type ReprocessJobData = { readonly carrefourReprocessJob: Job | null }

export type ReprocessJobsVariables = Exact<{ [key: string]: never }>

export type ReprocessJobsData = { readonly carrefourReprocessJobs: ReadonlyArray<Job> }

export type ReprocessPlanVariables = Exact<{
  filter: ReprocessFilter
}>

export type ReprocessPlanData = {
  readonly carrefourReprocessPlan:
    | ({ readonly __typename: 'CarrefourReprocessPlan' } & Plan)
    | {
        readonly __typename: 'CarrefourJobRefused'
        readonly code: Refusal
        readonly skuIds: ReadonlyArray<string>
      }
}

export type Plan = {
  readonly total: number
  readonly waiting: number
  readonly blocked: number
  readonly missing: ReadonlyArray<string>
  readonly files: number
  readonly nextSendAt: string | null
  readonly jobsAhead: number
  readonly refusal: Refusal | null
  readonly samples: ReadonlyArray<{ readonly skuId: string; readonly name: string | null }>
}

export type ReprocessReceiptVariables = Exact<{
  id: string
  outcome?: LineOutcome | null | undefined
  page?: number | null | undefined
  pageSize?: number | null | undefined
}>

export type ReprocessReceiptData = {
  readonly carrefourReprocessReceipt: {
    readonly total: number
    readonly page: number
    readonly pageSize: number
    readonly items: ReadonlyArray<ReceiptLine>
  } | null
}

export type ReceiptLine = {
  readonly skuId: string
  readonly outcome: LineOutcome
  readonly cause: Cause | null
  readonly quantity: number | null
  readonly at: string | null
}

export type ReprocessSkusVariables = Exact<{
  skuIds: ReadonlyArray<string>
}>

export type ReprocessSkusData = {
  readonly reprocessCarrefourSkus:
    | {
        readonly __typename: 'CarrefourReprocessAccepted'
        readonly accepted: number
        readonly nextSendAt: string | null
      }
    | { readonly __typename: 'CarrefourReprocessRefused'; readonly code: Refusal }
}

export type SaveConfigurationVariables = Exact<{
  input: ConfigurationInput
  shopKey?: string | null | undefined
  confirmedShopId?: string | null | undefined
}>

export type SaveConfigurationData = {
  readonly saveCarrefourConfiguration:
    | {
        readonly __typename: 'CarrefourSaved'
        readonly blocked: number
        readonly nameless: Nameless | null
        readonly connection: { readonly configuration: WholeConfiguration | null }
      }
    | {
        readonly __typename: 'CarrefourInvalidConfiguration'
        readonly problems: ReadonlyArray<{
          readonly field: string
          readonly code: FieldProblemCode
        }>
      }
    | {
        readonly __typename: 'CarrefourShopKeyRefused'
        readonly httpStatus: number
        readonly message: string
      }
    | {
        readonly __typename: 'CarrefourOtherShop'
        readonly shopId: string
        readonly opens: NamedShop
      }
    | {
        readonly __typename: 'CarrefourShopToConfirm'
        readonly formerShopId: string | null
        readonly formerShopName: string | null
        readonly shop: NamedShop | null
      }
    | {
        readonly __typename: 'CarrefourUnreachable'
        readonly message: string
        readonly retryAfterSeconds: number | null
      }
    | { readonly __typename: 'CarrefourTestLimited'; readonly waitSeconds: number }
    | { readonly __typename: 'CarrefourStoreUnreachable'; readonly message: string }
    | {
        readonly __typename: 'CarrefourConfigurationConflict'
        readonly current: WholeConfiguration | null
      }
}

export type Sending = {
  readonly id: string
  readonly importId: string | null
  readonly state: SendingState
  readonly sentAt: string
  readonly endedAt: string | null
  readonly skus: number
  readonly accepted: number | null
  readonly refused: number | null
  readonly unconfirmed: number | null
  readonly shop: string
  readonly keyEnding: string | null
  readonly fileBytes: number
  readonly reportBytes: number | null
  readonly hasFile: boolean
  readonly hasReport: boolean
  readonly message: string | null
  readonly nextCall: string | null
  readonly nextCallAt: string | null
}

export type SendingFilesVariables = Exact<{
  id: string
}>

export type SendingFilesData = {
  readonly carrefourSendingFiles: {
    readonly account: string
    readonly file: string | null
    readonly report: string | null
    readonly answers: ReadonlyArray<{
      readonly at: string
      readonly operation: string
      readonly words: string
    }>
    readonly sending: Sending
  } | null
}

export type SendingsVariables = Exact<{
  search?: string | null | undefined
  page?: number | null | undefined
  pageSize?: number | null | undefined
}>

export type SendingsData = {
  readonly carrefourSendings: {
    readonly total: number
    readonly page: number
    readonly pageSize: number
    readonly nextFileAt: string | null
    readonly items: ReadonlyArray<Sending>
  }
}

export type NamedShop = { readonly shopId: string; readonly name: string }

export type StartReconcileVariables = Exact<{ [key: string]: never }>

export type StartReconcileData = {
  readonly startCarrefourReconcile:
    | { readonly __typename: 'CarrefourReconcileStarted' }
    | { readonly __typename: 'CarrefourReconcileRefused' }
}

export type StartReprocessVariables = Exact<{
  filter: ReprocessFilter
  key: string
  name?: string | null | undefined
}>

export type StartReprocessData = {
  readonly startCarrefourReprocess:
    | {
        readonly __typename: 'CarrefourReprocessJob'
        readonly id: string
        readonly expected: number
      }
    | { readonly __typename: 'CarrefourJobRefused'; readonly code: Refusal }
}

export type SwitchConnectionVariables = Exact<{
  active: boolean
}>

export type SwitchConnectionData = {
  readonly switchCarrefourConnection:
    | { readonly __typename: 'CarrefourSaved' }
    | { readonly __typename: 'CarrefourInvalidConfiguration' }
    | { readonly __typename: 'CarrefourShopKeyRefused' }
    | { readonly __typename: 'CarrefourOtherShop' }
    | { readonly __typename: 'CarrefourShopToConfirm' }
    | { readonly __typename: 'CarrefourUnreachable' }
    | { readonly __typename: 'CarrefourTestLimited' }
    | { readonly __typename: 'CarrefourStoreUnreachable' }
    | { readonly __typename: 'CarrefourConfigurationConflict' }
}

export type TestAlertVariables = Exact<{ [key: string]: never }>

export type TestAlertData = { readonly testCarrefourAlert: AlertTest }

export type TestShopKeyVariables = Exact<{
  shopKey?: string | null | undefined
  shopId?: string | null | undefined
  carrefourUrl?: string | null | undefined
}>

export type TestShopKeyData = {
  readonly testCarrefourShopKey:
    | {
        readonly __typename: 'CarrefourShopKeyAccepted'
        readonly nameless: Nameless | null
        readonly nextShopCheckAt: string
        readonly blocked: number | null
        readonly shop: {
          readonly shopId: string
          readonly name: string
          readonly state: string
        } | null
      }
    | {
        readonly __typename: 'CarrefourInvalidConfiguration'
        readonly problems: ReadonlyArray<{
          readonly field: string
          readonly code: FieldProblemCode
        }>
      }
    | {
        readonly __typename: 'CarrefourShopKeyRefused'
        readonly httpStatus: number
        readonly message: string
      }
    | {
        readonly __typename: 'CarrefourOtherShop'
        readonly shopId: string
        readonly opens: NamedShop
      }
    | {
        readonly __typename: 'CarrefourUnreachable'
        readonly message: string
        readonly retryAfterSeconds: number | null
      }
    | { readonly __typename: 'CarrefourTestLimited'; readonly waitSeconds: number }
}

export type TradePoliciesVariables = Exact<{ [key: string]: never }>

export type TradePoliciesData = { readonly carrefourTradePolicies: ReadonlyArray<TradePolicy> }

export type TradePolicy = { readonly id: string; readonly name: string; readonly active: boolean }

export type WholeConfiguration = { readonly notificationEmail: string } & Configuration

export type ActivityAnswer = ActivityData['carrefourActivity']

export const ACTIVITY: QueryOf<ActivityAnswer, ActivityVariables> = {
  document: carrefourActivity,
  field: 'carrefourActivity',
}

export type CancelReprocessAnswer = CancelReprocessData['cancelCarrefourReprocess']

export const CANCEL_REPROCESS: MutationOf<CancelReprocessAnswer, CancelReprocessVariables> = {
  document: cancelCarrefourReprocess,
  field: 'cancelCarrefourReprocess',
}

export type ComparisonAnswer = ComparisonData['carrefourComparison']

export const COMPARISON: QueryOf<ComparisonAnswer, ComparisonVariables> = {
  document: carrefourComparison,
  field: 'carrefourComparison',
}

export type ConfigurationAnswer = ConfigurationData['carrefourConfiguration']

export const CONFIGURATION: QueryOf<ConfigurationAnswer, ConfigurationVariables> = {
  document: carrefourConfiguration,
  field: 'carrefourConfiguration',
}

export type ConfigurationRulesAnswer = ConfigurationRulesData['carrefourConfigurationRules']

export const CONFIGURATION_RULES: QueryOf<ConfigurationRulesAnswer, ConfigurationRulesVariables> = {
  document: carrefourConfigurationRules,
  field: 'carrefourConfigurationRules',
}

export type ConnectionAnswer = ConnectionData['carrefourConnection']

export const CONNECTION: QueryOf<ConnectionAnswer, ConnectionVariables> = {
  document: carrefourConnection,
  field: 'carrefourConnection',
}

export type DecideBrakeAnswer = DecideBrakeData['decideCarrefourBrake']

export const DECIDE_BRAKE: MutationOf<DecideBrakeAnswer, DecideBrakeVariables> = {
  document: decideCarrefourBrake,
  field: 'decideCarrefourBrake',
}

export type DisconnectAnswer = DisconnectData['disconnectCarrefour']

export const DISCONNECT: MutationOf<DisconnectAnswer, DisconnectVariables> = {
  document: disconnectCarrefour,
  field: 'disconnectCarrefour',
}

export type DismissProblemAnswer = DismissProblemData['dismissCarrefourProblem']

export const DISMISS_PROBLEM: MutationOf<DismissProblemAnswer, DismissProblemVariables> = {
  document: dismissCarrefourProblem,
  field: 'dismissCarrefourProblem',
}

export type ExportAnswer = ExportData['carrefourExport']

export const EXPORT: QueryOf<ExportAnswer, ExportVariables> = {
  document: carrefourExport,
  field: 'carrefourExport',
}

export type HealthAnswer = HealthData['carrefourHealth']

export const HEALTH: QueryOf<HealthAnswer, HealthVariables> = {
  document: carrefourHealth,
  field: 'carrefourHealth',
}

export type HistoryAnswer = HistoryData['carrefourHistory']

export const HISTORY: QueryOf<HistoryAnswer, HistoryVariables> = {
  document: carrefourHistory,
  field: 'carrefourHistory',
}

export type PageAnswer = PageData['carrefourPage']

export const PAGE: QueryOf<PageAnswer, PageVariables> = {
  document: carrefourPage,
  field: 'carrefourPage',
}

export type PermissionsAnswer = PermissionsData['carrefourPermissions']

export const PERMISSIONS: QueryOf<PermissionsAnswer, PermissionsVariables> = {
  document: carrefourPermissions,
  field: 'carrefourPermissions',
}

export type ProblemsAnswer = ProblemsData['carrefourProblems']

export const PROBLEMS: QueryOf<ProblemsAnswer, ProblemsVariables> = {
  document: carrefourProblems,
  field: 'carrefourProblems',
}

export type ProcessCountsAnswer = ProcessCountsData['carrefourProcessCounts']

export const PROCESS_COUNTS: QueryOf<ProcessCountsAnswer, ProcessCountsVariables> = {
  document: carrefourProcessCounts,
  field: 'carrefourProcessCounts',
}

export type ProcessesAnswer = ProcessesData['carrefourProcesses']

export const PROCESSES: QueryOf<ProcessesAnswer, ProcessesVariables> = {
  document: carrefourProcesses,
  field: 'carrefourProcesses',
}

export type PulseAnswer = PulseData['carrefourPulse']

export const PULSE: QueryOf<PulseAnswer, PulseVariables> = {
  document: carrefourPulse,
  field: 'carrefourPulse',
}

export type ReconcileAnswer = ReconcileData['carrefourReconcile']

export const RECONCILE: QueryOf<ReconcileAnswer, ReconcileVariables> = {
  document: carrefourReconcile,
  field: 'carrefourReconcile',
}

export type RenewWebhookAnswer = RenewWebhookData['renewCarrefourWebhook']

export const RENEW_WEBHOOK: MutationOf<RenewWebhookAnswer, RenewWebhookVariables> = {
  document: renewCarrefourWebhook,
  field: 'renewCarrefourWebhook',
}

export type ReprocessBlockedAnswer = ReprocessBlockedData['reprocessCarrefourBlocked']

export const REPROCESS_BLOCKED: MutationOf<ReprocessBlockedAnswer, ReprocessBlockedVariables> = {
  document: reprocessCarrefourBlocked,
  field: 'reprocessCarrefourBlocked',
}

export type ReprocessJobAnswer = ReprocessJobData['carrefourReprocessJob']

export const REPROCESS_JOB: QueryOf<ReprocessJobAnswer, ReprocessJobVariables> = {
  document: carrefourReprocessJob,
  field: 'carrefourReprocessJob',
}

export type ReprocessJobsAnswer = ReprocessJobsData['carrefourReprocessJobs']

export const REPROCESS_JOBS: QueryOf<ReprocessJobsAnswer, ReprocessJobsVariables> = {
  document: carrefourReprocessJobs,
  field: 'carrefourReprocessJobs',
}

export type ReprocessPlanAnswer = ReprocessPlanData['carrefourReprocessPlan']

export const REPROCESS_PLAN: QueryOf<ReprocessPlanAnswer, ReprocessPlanVariables> = {
  document: carrefourReprocessPlan,
  field: 'carrefourReprocessPlan',
}

export type ReprocessReceiptAnswer = ReprocessReceiptData['carrefourReprocessReceipt']

export const REPROCESS_RECEIPT: QueryOf<ReprocessReceiptAnswer, ReprocessReceiptVariables> = {
  document: carrefourReprocessReceipt,
  field: 'carrefourReprocessReceipt',
}

export type ReprocessSkusAnswer = ReprocessSkusData['reprocessCarrefourSkus']

export const REPROCESS_SKUS: MutationOf<ReprocessSkusAnswer, ReprocessSkusVariables> = {
  document: reprocessCarrefourSkus,
  field: 'reprocessCarrefourSkus',
}

export type SaveConfigurationAnswer = SaveConfigurationData['saveCarrefourConfiguration']

export const SAVE_CONFIGURATION: MutationOf<SaveConfigurationAnswer, SaveConfigurationVariables> = {
  document: saveCarrefourConfiguration,
  field: 'saveCarrefourConfiguration',
}

export type SendingFilesAnswer = SendingFilesData['carrefourSendingFiles']

export const SENDING_FILES: QueryOf<SendingFilesAnswer, SendingFilesVariables> = {
  document: carrefourSendingFiles,
  field: 'carrefourSendingFiles',
}

export type SendingsAnswer = SendingsData['carrefourSendings']

export const SENDINGS: QueryOf<SendingsAnswer, SendingsVariables> = {
  document: carrefourSendings,
  field: 'carrefourSendings',
}

export type StartReconcileAnswer = StartReconcileData['startCarrefourReconcile']

export const START_RECONCILE: MutationOf<StartReconcileAnswer, StartReconcileVariables> = {
  document: startCarrefourReconcile,
  field: 'startCarrefourReconcile',
}

export type StartReprocessAnswer = StartReprocessData['startCarrefourReprocess']

export const START_REPROCESS: MutationOf<StartReprocessAnswer, StartReprocessVariables> = {
  document: startCarrefourReprocess,
  field: 'startCarrefourReprocess',
}

export type SwitchConnectionAnswer = SwitchConnectionData['switchCarrefourConnection']

export const SWITCH_CONNECTION: MutationOf<SwitchConnectionAnswer, SwitchConnectionVariables> = {
  document: switchCarrefourConnection,
  field: 'switchCarrefourConnection',
}

export type TestAlertAnswer = TestAlertData['testCarrefourAlert']

export const TEST_ALERT: MutationOf<TestAlertAnswer, TestAlertVariables> = {
  document: testCarrefourAlert,
  field: 'testCarrefourAlert',
}

export type TestShopKeyAnswer = TestShopKeyData['testCarrefourShopKey']

export const TEST_SHOP_KEY: MutationOf<TestShopKeyAnswer, TestShopKeyVariables> = {
  document: testCarrefourShopKey,
  field: 'testCarrefourShopKey',
}

export type TradePoliciesAnswer = TradePoliciesData['carrefourTradePolicies']

export const TRADE_POLICIES: QueryOf<TradePoliciesAnswer, TradePoliciesVariables> = {
  document: carrefourTradePolicies,
  field: 'carrefourTradePolicies',
}

/** Every field of Mutation. */
export type MutationName =
  | 'dismissCarrefourProblem'
  | 'reprocessCarrefourSkus'
  | 'reprocessCarrefourBlocked'
  | 'startCarrefourReprocess'
  | 'cancelCarrefourReprocess'
  | 'saveCarrefourConfiguration'
  | 'switchCarrefourConnection'
  | 'decideCarrefourBrake'
  | 'startCarrefourReconcile'
  | 'disconnectCarrefour'
  | 'renewCarrefourWebhook'
  | 'forgetCarrefourPerson'
  | 'testCarrefourAlert'
  | 'testCarrefourShopKey'
