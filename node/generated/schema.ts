/* Made by `npm run generate` from graphql/ and react/graphql/: never edited by hand. */
import type { GraphQLResolveInfo } from 'graphql'
import type { HttpContext } from '../compose'
export type Maybe<T> = T | null
export type InputMaybe<T> = T | null | undefined
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> }
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string }
  String: { input: string; output: string }
  Boolean: { input: boolean; output: boolean }
  Int: { input: number; output: number }
  Float: { input: number; output: number }
}

export type Query = {
  readonly __typename?: 'Query'
  /**
   * One page of the ledger: the latest sending of each SKU's stock. Every page can be reached, however many.
   * A SKU whose request is still queued or in a batch is shown as PENDING.
   */
  readonly carrefourProcesses: CarrefourProcessPage
  /**
   * All that match a filter, page after page, for a file: by SKU code, no SKU twice, none left out that matched all
   * the while. A page may be asked for again. The first page of a file is noted in the history, and so is one with a
   * cursor that this person was not given for this filter.
   */
  readonly carrefourExport: CarrefourExportPage
  /** One SKU's process with its attempts; null when the SKU was never asked for. */
  readonly carrefourProcess: Maybe<CarrefourProcess>
  /**
   * How many processes have each status and each cause, under the other conditions of the filter. Null while a
   * text is searched for: it would be a search by words for each of them.
   */
  readonly carrefourProcessCounts: Maybe<CarrefourProcessCounts>
  /**
   * What the store and Carrefour hold of one SKU at this moment: one call to each. Carrefour is not asked with
   * a ShopKey that it refused.
   */
  readonly carrefourComparison: CarrefourComparison
  /** How many sendings ended how, hour by hour, oldest first; hours without any are left out. */
  readonly carrefourActivity: ReadonlyArray<CarrefourHour>
  /** The open problems: all SKUs that wait for the same thing as one, what the merchant must do first. */
  readonly carrefourProblems: CarrefourProblems
  /** What reprocessing all that match a filter would do: exact count, what will not help, when the next file may leave. */
  readonly carrefourReprocessPlan: CarrefourReprocessPlanResult
  /** The reprocess jobs that are remembered (the last 50), newest first. */
  readonly carrefourReprocessJobs: ReadonlyArray<CarrefourReprocessJob>
  /** One reprocess job; null when it is not remembered. */
  readonly carrefourReprocessJob: Maybe<CarrefourReprocessJob>
  /** The receipt of a reprocess job, a line per SKU, as far as it goes; null when the job is not remembered. */
  readonly carrefourReprocessReceipt: Maybe<CarrefourReceiptPage>
  /** This account's link to Carrefour: configuration (never the ShopKey itself) and health. */
  readonly carrefourConnection: CarrefourConnection
  /** The saved form with its mailbox, as it is in the file; null until the first save. */
  readonly carrefourConfiguration: Maybe<CarrefourConfiguration>
  /**
   * What a page shows, in one request: whatever its parts have in common is read once, so all of them together cost about
   * four calls of the platform. A part that cannot be had is null, with its error beside the answer.
   */
  readonly carrefourPage: CarrefourPage
  /**
   * Whether anything that pages show has changed: one call of the platform at most, and at most one in 14 seconds on
   * each replica, however many ask.
   */
  readonly carrefourPulse: CarrefourPulse
  /** How the processes of the last 24 hours ended, each SKU counting with its latest. */
  readonly carrefourHealth: CarrefourHealth
  /**
   * Who did what, newest first: saves (names of fields, never values), reprocesses, tests, problems put aside, and
   * refusals for want of a permission. Entries are kept for 12 months and cannot be changed.
   */
  readonly carrefourHistory: CarrefourHistoryPage
  /** The stock files of the last 14 days, newest first. */
  readonly carrefourSendings: CarrefourSendingPage
  /** One sending with its file and its report, to download; null when it is not kept. Noted in the history. */
  readonly carrefourSendingFiles: Maybe<CarrefourSendingFiles>
  /** How the comparison of Carrefour's quantities with the store's stands: the one under way, and what the last one found. */
  readonly carrefourReconcile: CarrefourReconcile
  /** The store's trade policies (sales channels), for the configuration form. */
  readonly carrefourTradePolicies: ReadonlyArray<CarrefourTradePolicy>
  /** What each field of the form must be like: the service judges by the same rules. */
  readonly carrefourConfigurationRules: ReadonlyArray<CarrefourFieldRule>
  /** What the signed-in user may do here. The service checks each action again. */
  readonly carrefourPermissions: CarrefourPermissions
}

export type QueryCarrefourProcessesArgs = {
  filter?: InputMaybe<CarrefourProcessFilter>
  sort?: InputMaybe<CarrefourProcessSort>
  page?: InputMaybe<Scalars['Int']['input']>
  pageSize?: InputMaybe<Scalars['Int']['input']>
}

export type QueryCarrefourExportArgs = {
  filter?: InputMaybe<CarrefourProcessFilter>
  cursor?: InputMaybe<Scalars['String']['input']>
}

export type QueryCarrefourProcessArgs = {
  skuId: Scalars['ID']['input']
}

export type QueryCarrefourProcessCountsArgs = {
  filter?: InputMaybe<CarrefourProcessFilter>
}

export type QueryCarrefourComparisonArgs = {
  skuId: Scalars['ID']['input']
}

export type QueryCarrefourActivityArgs = {
  days?: InputMaybe<Scalars['Int']['input']>
}

export type QueryCarrefourReprocessPlanArgs = {
  filter: CarrefourReprocessFilter
}

export type QueryCarrefourReprocessJobArgs = {
  id: Scalars['ID']['input']
}

export type QueryCarrefourReprocessReceiptArgs = {
  id: Scalars['ID']['input']
  outcome?: InputMaybe<CarrefourLineOutcome>
  page?: InputMaybe<Scalars['Int']['input']>
  pageSize?: InputMaybe<Scalars['Int']['input']>
}

export type QueryCarrefourHistoryArgs = {
  filter?: InputMaybe<CarrefourHistoryFilter>
  page?: InputMaybe<Scalars['Int']['input']>
  pageSize?: InputMaybe<Scalars['Int']['input']>
}

export type QueryCarrefourSendingsArgs = {
  search?: InputMaybe<Scalars['String']['input']>
  page?: InputMaybe<Scalars['Int']['input']>
  pageSize?: InputMaybe<Scalars['Int']['input']>
}

export type QueryCarrefourSendingFilesArgs = {
  id: Scalars['ID']['input']
}

/** Filters combine with AND. */
export type CarrefourProcessFilter = {
  /** Only this status. */
  readonly status?: InputMaybe<CarrefourStatus>
  /** Only these causes; an empty list does not narrow. */
  readonly causes?: InputMaybe<ReadonlyArray<CarrefourCause>>
  /** Only what waits for this one. */
  readonly actor?: InputMaybe<CarrefourActor>
  /** Only this reason in words of its own, as a problem names it. */
  readonly fingerprint?: InputMaybe<Scalars['String']['input']>
  /** Processed at this moment or later, ISO 8601. */
  readonly since?: InputMaybe<Scalars['String']['input']>
  /** Processed before this moment, ISO 8601. */
  readonly before?: InputMaybe<Scalars['String']['input']>
  /**
   * Words and symbols that must all be found in SKU code, EAN, reference, name, message or Carrefour's own words of
   * the latest attempt: words of 3 letters or more are beginnings of words, shorter ones whole words. The SKU whose
   * code it is comes first. Or a list of up to 100 SKU codes or EANs, separated by comma, semicolon or line break.
   * At most 2,000 characters and 10 words; a search beyond that, or without a letter, digit or symbol, matches
   * nothing and is named in `searchProblem`.
   */
  readonly search?: InputMaybe<Scalars['String']['input']>
}

/** How the latest sending of a SKU's stock stands. */
export type CarrefourStatus =
  /** Carrefour confirmed the quantity: import complete and the SKU not in its error report. */
  | 'SUCCESS'
  /** Confirmed with a remark, not sent on purpose, or waiting for Carrefour. Nobody here needs to act at once. */
  | 'WARNING'
  /** Refused. Somebody must act before sending again can help. */
  | 'ERROR'
  /** Queued, or in a batch whose result is not known yet. */
  | 'PENDING'

/** Why a process is not a plain success. UNKNOWN keeps Carrefour's own words. */
export type CarrefourCause =
  /** The product is not in Carrefour's catalogue yet; the radar resends by itself. */
  | 'NOT_CATALOGED'
  /** Carrefour answered 401: the ShopKey is expired, revoked or wrong. */
  | 'AUTH_INVALID'
  /** Carrefour answered 403: the ShopKey works but may not send stock. */
  | 'AUTH_FORBIDDEN'
  /** The ShopKey opens another shop than the one it was saved for. Of an incident only, never of a SKU: nothing is sent. */
  | 'OTHER_SHOP'
  /** Carrefour asked for fewer calls (429). */
  | 'RATE_LIMITED'
  /** Carrefour did not answer, or with a 5xx or an error page. */
  | 'MARKETPLACE_UNAVAILABLE'
  /** Carrefour refused this SKU's line in the stock file. */
  | 'OFFER_LINE_REJECTED'
  /** Carrefour refused the quantity of this SKU's line. */
  | 'INVALID_QUANTITY'
  /** Carrefour has the product, but does not sell it at present. */
  | 'PRODUCT_NOT_FOR_SALE'
  /** At Carrefour another product bears this SKU code. */
  | 'BOUND_TO_OTHER_PRODUCT'
  /** Carrefour could not read the whole stock file. */
  | 'IMPORT_FAILED'
  /** The SKU is inactive in the store: 0 was sent. */
  | 'SKU_INACTIVE'
  /** The SKU is not sold in the connection's trade policy: 0 was sent. */
  | 'NOT_IN_TRADE_POLICY'
  /** The SKU is a kit and kits are not sent. */
  | 'KIT_NOT_SENT'
  /** At or below the minimum stock: 0 was sent on purpose. */
  | 'BELOW_MIN_STOCK'
  /** More units reserved than in stock: 0 was sent. */
  | 'NEGATIVE_STOCK'
  /** Active and in the trade policy, but not for sale there, as a SKU without a price: 0 was sent. */
  | 'NO_PRICE'
  /** No active warehouse or dock serves the trade policy. */
  | 'NO_WAREHOUSE'
  /** The store's own APIs did not answer. */
  | 'VTEX_UNAVAILABLE'
  /** The store answers for other SKUs, but not for this one: nothing was sent. */
  | 'STORE_SKU_FAILED'
  /** Master Data, where the list is kept, did not answer. Of an outage only, never of a SKU. */
  | 'LEDGER_UNAVAILABLE'
  /** The store has no units, and too many others had none at once: 0 was held back, to be read again or decided by a person. */
  | 'ZERO_HELD'
  /** The last confirmation is old or no longer equals the store. */
  | 'STALE'
  /** Carrefour's answer does not tell whether it took the line, and it does not show the quantity that was sent: neither success nor error. */
  | 'UNCONFIRMED'
  /** Anything else: read Carrefour's words. */
  | 'UNKNOWN'

/** Who can end the problem. */
export type CarrefourActor =
  /** The merchant. */
  | 'MERCHANT'
  /** Carrefour. */
  | 'CARREFOUR'
  /** This app; nobody needs to do anything. */
  | 'APP'
  /** Nobody: as it should be. */
  | 'NOBODY'

/** Order of the list. */
export type CarrefourProcessSort =
  /** Last processed first. */
  | 'NEWEST'
  /** First processed first. */
  | 'OLDEST'
  /** By SKU code, as a number. */
  | 'SKU_ASC'
  /** By SKU code, the highest first. */
  | 'SKU_DESC'
  /** Errors first, then warnings, then successes; newest first within each. */
  | 'STATUS_ASC'
  /** Successes first. */
  | 'STATUS_DESC'
  /**
   * What costs most first: units that may be oversold, then units that Carrefour does not sell although the store has them;
   * then rows that cost nothing.
   */
  | 'IMPACT'

/** One page of processes. */
export type CarrefourProcessPage = {
  readonly __typename?: 'CarrefourProcessPage'
  /** The rows. */
  readonly items: ReadonlyArray<CarrefourProcess>
  /** How many match the filter. */
  readonly total: Scalars['Int']['output']
  /** The page that this is, from 1. */
  readonly page: Scalars['Int']['output']
  /** Rows a page. */
  readonly pageSize: Scalars['Int']['output']
  /** How many SKUs wait for processing in the whole account, whatever the filter. */
  readonly pending: Scalars['Int']['output']
  /** Why the search could not be carried out; then no row matches. Null when it was. */
  readonly searchProblem: Maybe<CarrefourSearchProblem>
}

/** The latest sending of one SKU's stock. */
export type CarrefourProcess = {
  readonly __typename?: 'CarrefourProcess'
  /** VTEX SKU id; also the offer's SKU at Carrefour. */
  readonly skuId: Scalars['ID']['output']
  /** Product and SKU name in the store, when known. */
  readonly name: Maybe<Scalars['String']['output']>
  /** EAN in the store, when known. */
  readonly ean: Maybe<Scalars['String']['output']>
  /** The merchant's own code of the SKU (RefId) in the store, when known. */
  readonly reference: Maybe<Scalars['String']['output']>
  /** Affiliate id under which the SKU is sold. */
  readonly affiliate: Scalars['String']['output']
  /** How it stands now. */
  readonly status: CarrefourStatus
  /** Why it is not a plain success; null on success and on a first PENDING. */
  readonly cause: Maybe<CarrefourCause>
  /** Who can end it; NOBODY on success. */
  readonly actor: CarrefourActor
  /** Message as the merchant knows it: Carrefour's or the connector's own words, in Portuguese as they came. */
  readonly message: Maybe<Scalars['String']['output']>
  /** Units last sent; null when nothing was sent. */
  readonly quantity: Maybe<Scalars['Int']['output']>
  /** Units the store could sell when last read, before the stock rules; null when unknown. */
  readonly available: Maybe<Scalars['Int']['output']>
  /** When the latest sending was processed, UTC, ISO 8601; null before the first outcome. */
  readonly processedAt: Maybe<Scalars['String']['output']>
  /** When a waiting request was marked, UTC, ISO 8601; null when nothing waits. */
  readonly requestedAt: Maybe<Scalars['String']['output']>
  /** When Carrefour was last asked whether the product is there, UTC, ISO 8601. */
  readonly lastCheckedAt: Maybe<Scalars['String']['output']>
  /** When the app does something about it by itself: it looks again, or sends again; UTC, ISO 8601. */
  readonly nextCheckAt: Maybe<Scalars['String']['output']>
  /** What a comparison saw at Carrefour since the last attempt that tells its quantity; null when none did, or the same. */
  readonly seen: Maybe<CarrefourSeenUnits>
  /** The last 10 attempts, newest first. */
  readonly attempts: ReadonlyArray<CarrefourAttempt>
}

/** Units that a comparison saw in Carrefour's list of offers. */
export type CarrefourSeenUnits = {
  readonly __typename?: 'CarrefourSeenUnits'
  /** How many. */
  readonly units: Scalars['Int']['output']
  /** When, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
}

/** One try within a process. */
export type CarrefourAttempt = {
  readonly __typename?: 'CarrefourAttempt'
  /** When it ended, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** What made it happen. */
  readonly reason: CarrefourReason
  /** How it ended. */
  readonly status: CarrefourStatus
  /** Why it is not a plain success. */
  readonly cause: Maybe<CarrefourCause>
  /** Units sent; null when nothing was sent. */
  readonly quantity: Maybe<Scalars['Int']['output']>
  /** Carrefour's own words, untouched. */
  readonly message: Maybe<Scalars['String']['output']>
  /** Carrefour's id of the stock import (STO01). */
  readonly importId: Maybe<Scalars['String']['output']>
  /** The SKU's line of the stock file, under its heading, as it was sent; null when nothing was sent. */
  readonly sentLine: Maybe<Scalars['String']['output']>
}

/** What made an attempt happen. */
export type CarrefourReason =
  /** The store said that the SKU changed. */
  | 'NOTIFICATION'
  /** A person asked. */
  | 'REPROCESS'
  /** The app tried again after a passing failure. */
  | 'RETRY'
  /** The radar found the product catalogued. */
  | 'RADAR'
  /** A comparison of both sides found a difference. */
  | 'RECONCILE'

/** Why a search text cannot be carried out. */
export type CarrefourSearchProblem =
  /** It has no letter, digit or symbol. */
  | 'NOTHING_TO_SEARCH'
  /** It has more than 2,000 characters. */
  | 'TOO_LONG'
  /** It has more than 10 words. */
  | 'TOO_MANY_WORDS'
  /** It lists more than 100 codes. */
  | 'TOO_MANY_CODES'

/** One page of a file. */
export type CarrefourExportPage = {
  readonly __typename?: 'CarrefourExportPage'
  /** Up to 1,000 rows; may be none although more follow. */
  readonly items: ReadonlyArray<CarrefourExportRow>
  /** How many match on this page and after it, at most, as far as the search knows (it may lag some seconds). */
  readonly total: Scalars['Int']['output']
  /** To ask for the next page with; null when this is the last. */
  readonly cursor: Maybe<Scalars['String']['output']>
}

/** One SKU of a file: the latest sending of its stock, without the attempts before it. */
export type CarrefourExportRow = {
  readonly __typename?: 'CarrefourExportRow'
  /** VTEX SKU id. */
  readonly skuId: Scalars['ID']['output']
  /** Product and SKU name in the store, when known. */
  readonly name: Maybe<Scalars['String']['output']>
  /** EAN in the store, when known. */
  readonly ean: Maybe<Scalars['String']['output']>
  /** The merchant's own code of the SKU (RefId) in the store, when known. */
  readonly reference: Maybe<Scalars['String']['output']>
  /** Affiliate id under which the SKU is sold. */
  readonly affiliate: Scalars['String']['output']
  /** How it stands now. */
  readonly status: CarrefourStatus
  /** Why it is not a plain success. */
  readonly cause: Maybe<CarrefourCause>
  /** Who can end it; NOBODY on success. */
  readonly actor: CarrefourActor
  /** Message as the merchant knows it, in Portuguese as it came. */
  readonly message: Maybe<Scalars['String']['output']>
  /** Units last sent; null when nothing was sent. */
  readonly quantity: Maybe<Scalars['Int']['output']>
  /**
   * Units that Carrefour holds, by the latest of what it confirmed and what a comparison saw; null when neither tells,
   * when that is in doubt, or when it has no such offer.
   */
  readonly confirmed: Maybe<Scalars['Int']['output']>
  /** Units the store could sell when last read, before the stock rules; null when unknown. */
  readonly available: Maybe<Scalars['Int']['output']>
  /** When the latest sending was processed, UTC, ISO 8601; null before the first outcome. */
  readonly processedAt: Maybe<Scalars['String']['output']>
  /** Since when it has had its cause, UTC, ISO 8601; null on success. */
  readonly causeSince: Maybe<Scalars['String']['output']>
  /** When the app does something about it by itself, UTC, ISO 8601. */
  readonly nextCheckAt: Maybe<Scalars['String']['output']>
  /** What made the latest attempt happen. */
  readonly reason: Maybe<CarrefourReason>
  /** Carrefour's id of the latest stock import (STO01). */
  readonly importId: Maybe<Scalars['String']['output']>
}

/** How many processes each choice of a filter leaves. */
export type CarrefourProcessCounts = {
  readonly __typename?: 'CarrefourProcessCounts'
  /** Each status once, under the conditions other than status. */
  readonly statuses: ReadonlyArray<CarrefourStatusCount>
  /** Causes with processes, under the conditions other than cause and actor. */
  readonly causes: ReadonlyArray<CarrefourCauseCount>
  /** Each actor once, under the conditions other than actor; plain successes wait for nobody and are not counted. */
  readonly actors: ReadonlyArray<CarrefourActorCount>
}

/** How many processes have one status. */
export type CarrefourStatusCount = {
  readonly __typename?: 'CarrefourStatusCount'
  /** The status; PENDING is not counted. */
  readonly status: CarrefourStatus
  /** How many. */
  readonly count: Scalars['Int']['output']
}

/** How many processes have one cause. */
export type CarrefourCauseCount = {
  readonly __typename?: 'CarrefourCauseCount'
  /** The cause. */
  readonly cause: CarrefourCause
  /** How many; at least 1. */
  readonly count: Scalars['Int']['output']
}

/** How many processes wait for one actor. */
export type CarrefourActorCount = {
  readonly __typename?: 'CarrefourActorCount'
  /** The actor. */
  readonly actor: CarrefourActor
  /** How many. */
  readonly count: Scalars['Int']['output']
}

/** Both sides of one SKU at one moment. */
export type CarrefourComparison = {
  readonly __typename?: 'CarrefourComparison'
  /** VTEX SKU id. */
  readonly skuId: Scalars['ID']['output']
  /** When they were asked, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** Units that the trade policy can sell. */
  readonly store: CarrefourFigure
  /** Units of the offer at Carrefour. */
  readonly carrefour: CarrefourFigure
  /** The minimum stock in force; null while nothing is configured. */
  readonly minimumStock: Maybe<Scalars['Int']['output']>
}

/** Units that one side holds. */
export type CarrefourFigure = {
  readonly __typename?: 'CarrefourFigure'
  /** Null when there is no figure. */
  readonly units: Maybe<Scalars['Int']['output']>
  /** Why there is none. */
  readonly missing: Maybe<CarrefourNoFigure>
  /**
   * When it may be asked again, UTC, ISO 8601: the people of an account can ask Carrefour 30 times a minute. Null
   * when that is not the reason.
   */
  readonly nextAt: Maybe<Scalars['String']['output']>
}

/** Why a side has no figure. */
export type CarrefourNoFigure =
  /** There is no such SKU, or it is not sold there. */
  | 'NOT_THERE'
  /** It did not answer, or without a figure. */
  | 'UNAVAILABLE'
  /** Carrefour refuses the ShopKey. */
  | 'KEY_REFUSED'
  /** Nothing is configured. */
  | 'NOT_CONFIGURED'

/** The sendings of one hour. */
export type CarrefourHour = {
  readonly __typename?: 'CarrefourHour'
  /** When the hour began, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** How many ended with success. */
  readonly success: Scalars['Int']['output']
  /** How many ended with a warning. */
  readonly warning: Scalars['Int']['output']
  /** How many ended with an error. */
  readonly error: Scalars['Int']['output']
}

/** The open problems, what costs most first: units that may be oversold, then units that are not offered. */
export type CarrefourProblems = {
  readonly __typename?: 'CarrefourProblems'
  /** Each cause, or reason, once. */
  readonly problems: ReadonlyArray<CarrefourProblem>
  /** When Carrefour last took or refused a quantity, UTC, ISO 8601. */
  readonly lastConfirmedAt: Maybe<Scalars['String']['output']>
}

/** All SKUs that wait for the same thing. */
export type CarrefourProblem = {
  readonly __typename?: 'CarrefourProblem'
  /** Stays the same while the problem is open. */
  readonly id: Scalars['ID']['output']
  /** Why the SKUs are not plain successes. */
  readonly cause: CarrefourCause
  /** Names one reason of a cause whose words are not classified; null for all others of the cause together. */
  readonly fingerprint: Maybe<Scalars['String']['output']>
  /** Who can end it. */
  readonly actor: CarrefourActor
  /** How many SKUs. */
  readonly count: Scalars['Int']['output']
  /** Since when the oldest of its SKUs has had it, UTC, ISO 8601. */
  readonly since: Maybe<Scalars['String']['output']>
  /** How many SKUs came to it in the last 24 hours. */
  readonly lastDay: Scalars['Int']['output']
  /**
   * Units that may be oversold: Carrefour sells so many more than the store has, as far as both have answered. Of all its SKUs
   * together.
   */
  readonly oversold: Scalars['Int']['output']
  /** Units that the store has and Carrefour does not sell, of all its SKUs together. */
  readonly unoffered: Scalars['Int']['output']
  /** Whether only the SKUs that cost most were added up: then there are at least so many. */
  readonly isAtLeast: Scalars['Boolean']['output']
  /** The SKU that has had it for the longest time. */
  readonly sampleSkuId: Scalars['ID']['output']
  /** That SKU's message, in Portuguese as it came. */
  readonly sampleMessage: Maybe<Scalars['String']['output']>
  /** When the radar looks at the first of its SKUs, UTC, ISO 8601; null when it does not. */
  readonly nextCheckAt: Maybe<Scalars['String']['output']>
  /** Whether somebody put it aside, and it has not come back since. */
  readonly dismissed: Scalars['Boolean']['output']
  /** How it was put aside; null when it is not. */
  readonly aside: Maybe<CarrefourAside>
}

/** How a problem was put aside. */
export type CarrefourAside = {
  readonly __typename?: 'CarrefourAside'
  /** When it comes back. */
  readonly until: CarrefourAsideUntil
  /** Who put it aside: e-mail of the Admin user. */
  readonly by: Scalars['String']['output']
  /** When, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** Why; empty when it was put aside by an older version. */
  readonly reason: Scalars['String']['output']
  /** With DAY: the moment it comes back, UTC, ISO 8601. */
  readonly day: Maybe<Scalars['String']['output']>
  /** With MORE and HALF: at how many SKUs it comes back. */
  readonly skus: Maybe<Scalars['Int']['output']>
}

/** When a problem that was put aside comes back. It also comes back when it was over and begins again. */
export type CarrefourAsideUntil =
  /** Only when it was over and begins again. */
  | 'OVER'
  /** On a day. */
  | 'DAY'
  /** With some more SKUs than when it was put aside. */
  | 'MORE'
  /** With half as many SKUs again as when it was put aside. */
  | 'HALF'

/** Which SKUs to reprocess. Conditions combine with AND; skuIds stands alone, but for `without`. Left empty: all. */
export type CarrefourReprocessFilter = {
  /** Only this status. PENDING is refused: what waits is sent anyway. */
  readonly status?: InputMaybe<CarrefourStatus>
  /** Any of these causes. */
  readonly causes?: InputMaybe<ReadonlyArray<CarrefourCause>>
  /** None of these causes; what has no cause stays. */
  readonly without?: InputMaybe<ReadonlyArray<CarrefourCause>>
  /** Only what waits for this one. */
  readonly actor?: InputMaybe<CarrefourActor>
  /** One reason of a cause whose words are not classified, as a problem names it. */
  readonly fingerprint?: InputMaybe<Scalars['String']['input']>
  /** Processed at this moment or later, UTC, ISO 8601. */
  readonly since?: InputMaybe<Scalars['String']['input']>
  /** Processed before this moment, UTC, ISO 8601. */
  readonly before?: InputMaybe<Scalars['String']['input']>
  /** As on the list: SKU code, EAN, or words of reference, name or message. At most 100 characters. */
  readonly search?: InputMaybe<Scalars['String']['input']>
  /** VTEX SKU ids, at most 1,000. */
  readonly skuIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>
}

/** A plan, or why there is none. */
export type CarrefourReprocessPlanResult = CarrefourReprocessPlan | CarrefourJobRefused

/** What reprocessing a selection would do. Nothing has been started. */
export type CarrefourReprocessPlan = {
  readonly __typename?: 'CarrefourReprocessPlan'
  /** How many SKUs the job would take. */
  readonly total: Scalars['Int']['output']
  /** Of what matches, left out by `without` or not, those whose product Carrefour has not catalogued yet: sending again does not help, the radar does. */
  readonly waiting: Scalars['Int']['output']
  /** Of what matches, left out by `without` or not, those that a refused ShopKey blocked: a working ShopKey is what helps. */
  readonly blocked: Scalars['Int']['output']
  /** SKU ids that were named and are not known; at most 100 are listed. */
  readonly missing: ReadonlyArray<Scalars['ID']['output']>
  /** Fewest stock files that it takes; one leaves a minute. */
  readonly files: Scalars['Int']['output']
  /** Earliest moment of the next file, UTC, ISO 8601; null while nothing may be sent. */
  readonly nextSendAt: Maybe<Scalars['String']['output']>
  /** Jobs that are not finished and go first. */
  readonly jobsAhead: Scalars['Int']['output']
  /** Why starting would be refused just now: INCIDENT_OPEN, CONNECTION_OFF, NOT_CONFIGURED; null when it would not. */
  readonly refusal: Maybe<CarrefourRefusal>
  /** The first of what it would take, at most 5. */
  readonly samples: ReadonlyArray<CarrefourPlanSample>
}

/** Why SKUs are not sent again. */
export type CarrefourRefusal =
  /** No SKU was named, or none matches. */
  | 'NOTHING_TO_DO'
  /** More SKUs than may be named at once. */
  | 'TOO_MANY'
  /** A SKU that was named was never asked for. */
  | 'SKU_NOT_FOUND'
  /** The filter has a condition that cannot be met, such as the status PENDING. */
  | 'INVALID_FILTER'
  /** The idempotency key is empty or longer than 100 characters. */
  | 'INVALID_KEY'
  /** The idempotency key was used with another filter. */
  | 'KEY_REUSED'
  /** As many jobs as may be open are open. */
  | 'TOO_MANY_JOBS'
  /** The job is not remembered. */
  | 'JOB_NOT_FOUND'
  /** Carrefour refuses the ShopKey. */
  | 'INCIDENT_OPEN'
  /** Sending is switched off. */
  | 'CONNECTION_OFF'
  /** Nothing is configured. */
  | 'NOT_CONFIGURED'

/** A SKU that a reprocess job would take. */
export type CarrefourPlanSample = {
  readonly __typename?: 'CarrefourPlanSample'
  /** VTEX SKU id. */
  readonly skuId: Scalars['ID']['output']
  /** Name in the store's catalog; null when it is not known. */
  readonly name: Maybe<Scalars['String']['output']>
}

/** Nothing was started or changed. */
export type CarrefourJobRefused = {
  readonly __typename?: 'CarrefourJobRefused'
  /** Why. */
  readonly code: CarrefourRefusal
  /** The SKU ids that the refusal is about; at most 100 are listed. */
  readonly skuIds: ReadonlyArray<Scalars['ID']['output']>
}

/** A reprocess job. */
export type CarrefourReprocessJob = {
  readonly __typename?: 'CarrefourReprocessJob'
  /** Names it. */
  readonly id: Scalars['ID']['output']
  /** The idempotency key that it was started with. */
  readonly key: Scalars['String']['output']
  /** What the person called it; empty when they gave no name. */
  readonly name: Scalars['String']['output']
  /** How it stands. */
  readonly state: CarrefourJobState
  /** What is being done for it; null while it waits for its turn, and once it has ended. */
  readonly phase: Maybe<CarrefourJobPhase>
  /** Which SKUs it is about. */
  readonly filter: CarrefourJobFilter
  /** Who started it (e-mail of the Admin user). */
  readonly startedBy: Scalars['String']['output']
  /** When it was asked for, UTC, ISO 8601. */
  readonly createdAt: Scalars['String']['output']
  /** When its first SKUs were in turn, UTC, ISO 8601. */
  readonly startedAt: Maybe<Scalars['String']['output']>
  /** When it ended, UTC, ISO 8601. */
  readonly endedAt: Maybe<Scalars['String']['output']>
  /** How many SKUs matched when it was asked for. */
  readonly expected: Scalars['Int']['output']
  /** How many SKUs its list holds; null until the list is whole. */
  readonly total: Maybe<Scalars['Int']['output']>
  /** SKUs that have their line in the receipt. Once the job has ended: succeeded + failed + waiting + skipped = total. */
  readonly settled: Scalars['Int']['output']
  /** Fewest stock files that the rest takes; one leaves a minute, and live changes share them. 0 once nothing more goes out. */
  readonly filesLeft: Scalars['Int']['output']
  /** Confirmed by Carrefour, or kept back on purpose. */
  readonly succeeded: Scalars['Int']['output']
  /** Sending failed. */
  readonly failed: Scalars['Int']['output']
  /** Waiting for Carrefour to catalogue the product. */
  readonly waiting: Scalars['Int']['output']
  /** Not touched. */
  readonly skipped: Scalars['Int']['output']
}

/** How a reprocess job stands. */
export type CarrefourJobState =
  /** The list of its SKUs is being made. */
  | 'PLANNED'
  /** Another job runs; this one is next in turn. */
  | 'WAITING'
  /** Its SKUs go out file by file, after live changes. */
  | 'RUNNING'
  /** Cancelled; the file in the making still gets its outcomes. */
  | 'CANCELLING'
  /** Ended before all was sent: the rest counts as skipped. */
  | 'CANCELLED'
  /** Every SKU has its line in the receipt. */
  | 'DONE'

/** What is being done for a job at this moment. */
export type CarrefourJobPhase = {
  readonly __typename?: 'CarrefourJobPhase'
  /** What. */
  readonly kind: CarrefourJobPhaseKind
  /** How many SKUs of `total` it has come through; null where that cannot be told. */
  readonly done: Maybe<Scalars['Int']['output']>
  /** How many SKUs it is about. */
  readonly total: Maybe<Scalars['Int']['output']>
  /** When it goes on, while it waits for a moment; UTC, ISO 8601. */
  readonly at: Maybe<Scalars['String']['output']>
}

/** What is being done for a job. */
export type CarrefourJobPhaseKind =
  /** Its list of SKUs is made. */
  | 'LISTING'
  /** It waits until its next file may leave. */
  | 'NEXT_FILE'
  /** The store is asked for the stock of its next file. */
  | 'READING'
  /** Carrefour works on its file. */
  | 'AT_CARREFOUR'
  /** The outcomes of its file are written down. */
  | 'WRITING'

/** The filter of a job, as it was given. */
export type CarrefourJobFilter = {
  readonly __typename?: 'CarrefourJobFilter'
  /** Only this status. */
  readonly status: Maybe<CarrefourStatus>
  /** Any of these causes; empty means any. */
  readonly causes: ReadonlyArray<CarrefourCause>
  /** Causes that are left out. What was left out of named SKUs is not among them any more. */
  readonly without: ReadonlyArray<CarrefourCause>
  /** Only what waits for this one. */
  readonly actor: Maybe<CarrefourActor>
  /** One reason of a cause. */
  readonly fingerprint: Maybe<Scalars['String']['output']>
  /** Processed at this moment or later, UTC, ISO 8601. */
  readonly since: Maybe<Scalars['String']['output']>
  /** Processed before this moment, UTC, ISO 8601. */
  readonly before: Maybe<Scalars['String']['output']>
  /** The text that was searched for; empty means none. */
  readonly search: Scalars['String']['output']
  /** How many SKUs were named; null when none were. */
  readonly named: Maybe<Scalars['Int']['output']>
}

/** How one SKU of a job ended. */
export type CarrefourLineOutcome =
  /** Carrefour has confirmed it since the job was started. */
  | 'SUCCEEDED'
  /** Sending failed: the cause says why. */
  | 'FAILED'
  /** Ended with a warning: waits for Carrefour to catalogue the product, say, or was kept back on purpose; the cause says which. */
  | 'WAITING'
  /** Not touched: the job was cancelled before, or the SKU is not known. */
  | 'SKIPPED'

/** One page of a job's receipt. */
export type CarrefourReceiptPage = {
  readonly __typename?: 'CarrefourReceiptPage'
  /** The lines. */
  readonly items: ReadonlyArray<CarrefourReceiptLine>
  /** How many such lines there are so far; once the job has ended and no outcome is asked for, one for each of its SKUs. */
  readonly total: Scalars['Int']['output']
  /** The page that this is, from 1. */
  readonly page: Scalars['Int']['output']
  /** Lines a page. */
  readonly pageSize: Scalars['Int']['output']
}

/** One line of a receipt. */
export type CarrefourReceiptLine = {
  readonly __typename?: 'CarrefourReceiptLine'
  /** VTEX SKU id. */
  readonly skuId: Scalars['ID']['output']
  /** How it ended. */
  readonly outcome: CarrefourLineOutcome
  /** Why it is not a plain success. */
  readonly cause: Maybe<CarrefourCause>
  /** Units sent; null when nothing was sent. */
  readonly quantity: Maybe<Scalars['Int']['output']>
  /** When it was settled, UTC, ISO 8601; null when it was not. */
  readonly at: Maybe<Scalars['String']['output']>
}

/** This account's link to Carrefour. */
export type CarrefourConnection = {
  readonly __typename?: 'CarrefourConnection'
  /**
   * Whether the workspace is the production one. One that is not sends nothing unless its configuration has
   * sendFromDevelopment.
   */
  readonly production: Scalars['Boolean']['output']
  /** The form's values; null until the first save. */
  readonly configuration: Maybe<CarrefourConfiguration>
  /** The one open problem with Carrefour, if any. */
  readonly incident: Maybe<CarrefourIncident>
  /** What does not answer on VTEX's side: the store, the list's storage, or both; they end by themselves. */
  readonly outages: ReadonlyArray<CarrefourIncident>
  /** The shop that stock goes to; null while nobody knows, because neither a ShopId nor Carrefour names one. */
  readonly boundShop: Maybe<CarrefourNamedShop>
  /** When Carrefour last took or refused a quantity, UTC, ISO 8601. */
  readonly lastConfirmedAt: Maybe<Scalars['String']['output']>
  /** How many SKUs wait for processing. */
  readonly pending: Scalars['Int']['output']
  /**
   * When the oldest request that has no outcome yet was made, UTC, ISO 8601; null when nothing waits. Exact for what is in a
   * batch; for the queue to about a minute, and never later than some of the requests themselves.
   */
  readonly waitingSince: Maybe<Scalars['String']['output']>
  /** Since when the engine's runs come to no ordinary end, UTC, ISO 8601; null while they do. */
  readonly stalledSince: Maybe<Scalars['String']['output']>
  /**
   * Silence that no incident, outage or switch explains. Computed when it is asked for, so that it is seen even while the
   * engine and the scheduler are dead. Null while there is none.
   */
  readonly standstill: Maybe<CarrefourStandstill>
  /** The last time in which notifications may have been lost, for a day; null without one. */
  readonly gap: Maybe<CarrefourGap>
  /** Why nothing of the shop can be bought, although its stock is right; null while it can, as far as Carrefour says. */
  readonly closedShop: Maybe<CarrefourClosedShop>
  /** Whether somebody else writes quantities at Carrefour too, found by comparisons of the last 7 days. */
  readonly otherWriters: CarrefourOtherWriters
  /** Zeros that are held because too many SKUs would go off sale at once; null while there are none. */
  readonly brake: Maybe<CarrefourBrake>
  /** How many SKUs a refused ShopKey blocked and no later attempt has settled; null while the list cannot be read. */
  readonly blocked: Maybe<Scalars['Int']['output']>
  /** Earliest moment at which the next file may leave, UTC, ISO 8601; null while nothing may be sent. */
  readonly nextSendAt: Maybe<Scalars['String']['output']>
  /** What carrefourPulse said at this moment. */
  readonly pulse: CarrefourPulse
  /**
   * While outcomes are being written: of when the numbers of the whole list are, UTC, ISO 8601. Null when they are exact, or
   * the list has never been counted.
   */
  readonly numbersAt: Maybe<Scalars['String']['output']>
  /** SKUs per status in the ledger: success; null while the list cannot be read. */
  readonly success: Maybe<Scalars['Int']['output']>
  /** SKUs per status in the ledger: warning; null while the list cannot be read. */
  readonly warning: Maybe<Scalars['Int']['output']>
  /** SKUs per status in the ledger: error; null while the list cannot be read. */
  readonly error: Maybe<Scalars['Int']['output']>
}

/** The form's values. The ShopKey is not among them. */
export type CarrefourConfiguration = {
  readonly __typename?: 'CarrefourConfiguration'
  /** Whether stock is sent. */
  readonly active: Scalars['Boolean']['output']
  /** Shop id at Carrefour; empty means the key's default shop. */
  readonly shopId: Scalars['String']['output']
  /** Sales channel whose stock is sent. */
  readonly tradePolicy: Scalars['String']['output']
  /** Affiliate id: 3 consonants. */
  readonly affiliateId: Scalars['String']['output']
  /** Units; at or below this 0 is sent. 0 means off. */
  readonly minimumStock: Scalars['Int']['output']
  /** Whether SKUs that are kits are sent. */
  readonly sendKits: Scalars['Boolean']['output']
  /** Where messages go; empty means none. */
  readonly notificationEmail: Scalars['String']['output']
  /** Whether a new incident is told by mail. */
  readonly alertIncident: Scalars['Boolean']['output']
  /** Whether the end of an incident is told by mail. */
  readonly alertSolved: Scalars['Boolean']['output']
  /** Whether what is open is told by mail once a day. */
  readonly alertDigest: Scalars['Boolean']['output']
  /** Language of the mails. */
  readonly alertLanguage: CarrefourLanguage
  /** Base address of Carrefour's API, without /api. */
  readonly carrefourUrl: Scalars['String']['output']
  /** Supplier portal address for the links in help texts. */
  readonly portalUrl: Scalars['String']['output']
  /** Whether a workspace that is not production sends to Carrefour as well. */
  readonly sendFromDevelopment: Scalars['Boolean']['output']
  /** What may be shown of the ShopKey; null when none is saved. */
  readonly shopKey: Maybe<CarrefourShopKey>
  /** Counts each save; send it back with the form. */
  readonly version: Scalars['Int']['output']
}

/** Languages of mails. */
export type CarrefourLanguage =
  /** Portuguese. */
  | 'PT'
  /** English. */
  | 'EN'
  /** Spanish. */
  | 'ES'

/** What may be shown of the ShopKey. The key itself never leaves the service. */
export type CarrefourShopKey = {
  readonly __typename?: 'CarrefourShopKey'
  /** The last 4 characters; null when the key is too short to show any. */
  readonly last4: Maybe<Scalars['String']['output']>
  /** Who saved it (e-mail of the Admin user). */
  readonly savedBy: Scalars['String']['output']
  /** When it was saved, UTC, ISO 8601. */
  readonly savedAt: Scalars['String']['output']
  /** When Carrefour last accepted it, UTC, ISO 8601. */
  readonly verifiedAt: Maybe<Scalars['String']['output']>
}

/** An open problem of the whole connection. */
export type CarrefourIncident = {
  readonly __typename?: 'CarrefourIncident'
  /**
   * AUTH_INVALID, AUTH_FORBIDDEN, OTHER_SHOP, MARKETPLACE_UNAVAILABLE, RATE_LIMITED or UNCONFIRMED; of an outage
   * VTEX_UNAVAILABLE or LEDGER_UNAVAILABLE.
   */
  readonly cause: CarrefourCause
  /** Who can end it. */
  readonly actor: CarrefourActor
  /** When it began, UTC, ISO 8601. */
  readonly since: Scalars['String']['output']
  /** When it was last seen, UTC, ISO 8601. */
  readonly lastSeenAt: Scalars['String']['output']
  /** Carrefour's own words; of an outage what failed, in technical words. */
  readonly message: Scalars['String']['output']
  /** When the app tries again by itself, UTC, ISO 8601; null when it waits for a person. */
  readonly nextTryAt: Maybe<Scalars['String']['output']>
  /** Of OTHER_SHOP: the two shops; null for any other cause. */
  readonly shops: Maybe<CarrefourShopMismatch>
}

/** A ShopKey that opens another shop than the one it was saved for. */
export type CarrefourShopMismatch = {
  readonly __typename?: 'CarrefourShopMismatch'
  /** The shop that stock is to go to: the ShopId, or the shop that Carrefour named when the key was saved. */
  readonly bound: CarrefourNamedShop
  /** The shop that the key opens, as Carrefour says. */
  readonly opens: CarrefourNamedShop
}

/** A shop at Carrefour. */
export type CarrefourNamedShop = {
  readonly __typename?: 'CarrefourNamedShop'
  /** Its number, as in the ShopId. */
  readonly shopId: Scalars['ID']['output']
  /** Its name; empty when Carrefour gave only the number. */
  readonly name: Scalars['String']['output']
}

/** Something that should happen and does not, although no incident, outage or switch says why: the gravest of them. */
export type CarrefourStandstill = {
  readonly __typename?: 'CarrefourStandstill'
  /** What stands still. */
  readonly kind: CarrefourStandstillKind
  /** Since when, UTC, ISO 8601. */
  readonly since: Scalars['String']['output']
}

/** What stands still. */
export type CarrefourStandstillKind =
  /** The engine's runs are begun and do not come to their end. */
  | 'RUNS'
  /** The engine has not run for 5 minutes, although it is called each minute. */
  | 'ENGINE'
  /** Nothing takes what waits: a request has waited for 15 minutes, and nothing was confirmed meanwhile. */
  | 'QUEUE'
  /** A change of the store has waited for 15 minutes, although others are confirmed. */
  | 'LATE'
  /** Files have left for an hour, and Carrefour has confirmed nothing. */
  | 'UNCONFIRMED'
  /** No call with the ShopKey has worked for a day. */
  | 'KEY'

/** A time in which notifications may have been lost: the engine did not run, or the store did not answer. */
export type CarrefourGap = {
  readonly __typename?: 'CarrefourGap'
  /** When it began, UTC, ISO 8601. */
  readonly from: Scalars['String']['output']
  /** When it ended, UTC, ISO 8601. */
  readonly to: Scalars['String']['output']
  /** When the comparison after it ended, UTC, ISO 8601; null while it runs. */
  readonly comparedAt: Maybe<Scalars['String']['output']>
  /** Offers that were compared with the store; null while the comparison runs. */
  readonly compared: Maybe<Scalars['Int']['output']>
  /** SKUs that differed, all sent again; null while the comparison runs. */
  readonly differed: Maybe<Scalars['Int']['output']>
}

/** A shop that is not open at Carrefour. Stock goes on: it is right when the shop opens. */
export type CarrefourClosedShop = {
  readonly __typename?: 'CarrefourClosedShop'
  /** Since when it is known, UTC, ISO 8601. */
  readonly since: Scalars['String']['output']
  /** Its name at Carrefour; null when only its offers say that it is not open, as all that follows. */
  readonly name: Maybe<Scalars['String']['output']>
  /** Carrefour's own word: OPEN, CLOSE, SUSPENDED or TERMINATED. */
  readonly state: Maybe<Scalars['String']['output']>
  /** Why it is suspended, in Carrefour's own word. */
  readonly suspension: Maybe<Scalars['String']['output']>
  /** From when it is closed, UTC, ISO 8601. */
  readonly closedFrom: Maybe<Scalars['String']['output']>
  /** Until when, UTC, ISO 8601. */
  readonly closedTo: Maybe<Scalars['String']['output']>
}

/** SKUs whose quantity somebody else changes as well. */
export type CarrefourOtherWriters = {
  readonly __typename?: 'CarrefourOtherWriters'
  /** How many SKUs. */
  readonly skus: Scalars['Int']['output']
  /** Some of them, at most 10. */
  readonly samples: ReadonlyArray<CarrefourOtherWriter>
}

/** A SKU whose quantity somebody else changes as well. */
export type CarrefourOtherWriter = {
  readonly __typename?: 'CarrefourOtherWriter'
  /** VTEX SKU id. */
  readonly skuId: Scalars['ID']['output']
  /** The last two changes, newest first; between them this connection had put the quantity right. */
  readonly changes: ReadonlyArray<CarrefourForeignChange>
}

/** A quantity at Carrefour that nobody here sent, while the store's had not changed. */
export type CarrefourForeignChange = {
  readonly __typename?: 'CarrefourForeignChange'
  /** When it was found, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** Units that Carrefour had confirmed to this connection. */
  readonly ours: Scalars['Int']['output']
  /** Units that it held instead. */
  readonly theirs: Scalars['Int']['output']
}

/**
 * Zeros that are held because too many SKUs would go off sale at once: more than 20 and more than a tenth of those with
 * units at Carrefour within an hour, or the whole shop without being seen to be sold out. They leave by themselves when the store is read again ten minutes
 * later and says the same, unless a change of settings explains them.
 */
export type CarrefourBrake = {
  readonly __typename?: 'CarrefourBrake'
  /** When it began, UTC, ISO 8601. Names it in decideCarrefourBrake. */
  readonly since: Scalars['String']['output']
  /** SKUs whose 0 is held, as last counted. */
  readonly held: Scalars['Int']['output']
  /** SKUs with units at Carrefour when it began; null when that could not be counted. */
  readonly stocked: Maybe<Scalars['Int']['output']>
  /** The likely reason. */
  readonly reason: CarrefourBrakeReason
  /** Whether a change of settings explains the zeros and nobody has decided: they wait for a person. */
  readonly waitsForPerson: Scalars['Boolean']['output']
  /** What a person decided; null while nobody has. */
  readonly decision: Maybe<CarrefourBrakeDecision>
  /** When a held SKU is read next, UTC, ISO 8601. */
  readonly nextReadingAt: Scalars['String']['output']
}

/** Why many SKUs have no units, as far as the readings show: the most frequent reason. */
export type CarrefourBrakeReason =
  /** The SKUs are not in the trade policy. */
  | 'TRADE_POLICY'
  /** No active warehouse with an active dock serves the trade policy. */
  | 'WAREHOUSE'
  /** The units are at or below the minimum stock. */
  | 'MINIMUM_STOCK'
  /** They are kits, and kits are not sent any more. */
  | 'KITS'
  /** The SKUs are inactive in the store. */
  | 'INACTIVE'
  /** The store does not offer them: they have no price, or its answer leaves them out. */
  | 'NOT_OFFERED'
  /** The store answers 0 units and gives no reason. */
  | 'STORE_EMPTY'

/** What a person can decide about zeros that are held. */
export type CarrefourBrakeDecision =
  /** Send them, with the stock of then. */
  | 'SEND'
  /** Keep them back until the store names units again, or a person sends them. */
  | 'KEEP'

/** A sign of life of what pages show. */
export type CarrefourPulse = {
  readonly __typename?: 'CarrefourPulse'
  /** Another text than a moment ago: something has changed, and the page should be asked again. */
  readonly mark: Scalars['String']['output']
  /** When the state behind it was read, UTC, ISO 8601: an older pulse than an answer that the page has says nothing new. */
  readonly at: Scalars['String']['output']
}

/** The parts of a page; each is what the field of its name in the Query type answers. */
export type CarrefourPage = {
  readonly __typename?: 'CarrefourPage'
  /** As carrefourConnection. */
  readonly connection: Maybe<CarrefourConnection>
  /** As carrefourProblems. */
  readonly problems: Maybe<CarrefourProblems>
  /** As carrefourReprocessJobs. */
  readonly jobs: Maybe<ReadonlyArray<CarrefourReprocessJob>>
  /** As carrefourProcessCounts, which is null during a search by words. */
  readonly counts: Maybe<CarrefourProcessCounts>
  /** As carrefourProcesses. */
  readonly processes: Maybe<CarrefourProcessPage>
  /** As carrefourHealth. */
  readonly health: Maybe<CarrefourHealth>
  /** As carrefourReconcile. */
  readonly reconcile: Maybe<CarrefourReconcile>
}

/** The parts of a page; each is what the field of its name in the Query type answers. */
export type CarrefourPageCountsArgs = {
  filter?: InputMaybe<CarrefourProcessFilter>
}

/** The parts of a page; each is what the field of its name in the Query type answers. */
export type CarrefourPageProcessesArgs = {
  filter?: InputMaybe<CarrefourProcessFilter>
  sort?: InputMaybe<CarrefourProcessSort>
  page?: InputMaybe<Scalars['Int']['input']>
  pageSize?: InputMaybe<Scalars['Int']['input']>
}

/** How the processes since a moment ended. */
export type CarrefourHealth = {
  readonly __typename?: 'CarrefourHealth'
  /** 24 hours ago, UTC, ISO 8601. */
  readonly since: Scalars['String']['output']
  /** SKUs whose quantity Carrefour confirmed. */
  readonly success: Scalars['Int']['output']
  /** SKUs with a remark, or that wait for Carrefour. */
  readonly warning: Scalars['Int']['output']
  /** SKUs that were refused or failed. */
  readonly error: Scalars['Int']['output']
}

/** How the comparison of Carrefour's quantities with the store's stands. */
export type CarrefourReconcile = {
  readonly __typename?: 'CarrefourReconcile'
  /** The one under way. */
  readonly run: Maybe<CarrefourReconcileRun>
  /** The last one that ended. */
  readonly last: Maybe<CarrefourReconcileRun>
  /** When the next one begins, UTC, ISO 8601; null while one runs and before the first. */
  readonly nextAt: Maybe<Scalars['String']['output']>
}

/** One comparison of Carrefour's quantities with the store's. */
export type CarrefourReconcileRun = {
  readonly __typename?: 'CarrefourReconcileRun'
  /** When it began, UTC, ISO 8601. */
  readonly startedAt: Scalars['String']['output']
  /** When it ended, UTC, ISO 8601; null while it runs. */
  readonly endedAt: Maybe<Scalars['String']['output']>
  /** Why it ran. */
  readonly why: CarrefourReconcileWhy
  /** What it is doing; null when it has ended. */
  readonly phase: Maybe<CarrefourReconcilePhase>
  /** How much of the shop's offers lies behind it: 0 to 1. */
  readonly progress: Scalars['Float']['output']
  /** What keeps it from being whole or from going on; null when nothing does. */
  readonly problem: Maybe<CarrefourReconcileProblem>
  /** Offers of the shop, as Carrefour says; null until it was asked, and when it does not say. At most 2,147,483,647. */
  readonly offersTotal: Maybe<Scalars['Int']['output']>
  /** Different offers that came. */
  readonly offersSeen: Scalars['Int']['output']
  /** Offers whose quantity was compared with what the store's rules give. */
  readonly compared: Scalars['Int']['output']
  /** Of these, those with another quantity. */
  readonly drift: Scalars['Int']['output']
  /** Offers that were not compared because a file with their SKU was on its way: its outcome tells what they hold. */
  readonly onTheWay: Scalars['Int']['output']
  /** SKUs on sale in the trade policy that were never sent to this shop before. */
  readonly neverSent: Scalars['Int']['output']
  /** SKUs that Carrefour had confirmed and that its list of offers, which was whole, no longer has. */
  readonly vanished: Scalars['Int']['output']
  /** SKUs of a trade policy that is no longer used, to be sent as 0. */
  readonly leftPolicy: Scalars['Int']['output']
  /** SKUs that Carrefour confirmed over 7 days ago, queued because their offers did not come. */
  readonly outdated: Scalars['Int']['output']
  /** SKUs that the store did not answer for, while it did for others: they were not compared. */
  readonly unread: Scalars['Int']['output']
  /** SKUs queued in all: drift, never sent, vanished, left policy and outdated. */
  readonly queued: Scalars['Int']['output']
  /** Queued SKUs that Carrefour has confirmed since. One that a live change overtook counts with that change. */
  readonly healed: Scalars['Int']['output']
  /** Offers whose code is no SKU of the store: they are not touched. */
  readonly unknownOffers: Scalars['Int']['output']
  /** Some of their codes, at most 10. */
  readonly unknownSamples: ReadonlyArray<Scalars['String']['output']>
}

/** Why a comparison ran. */
export type CarrefourReconcileWhy =
  /** A day had gone by. */
  | 'DAILY'
  /** A person asked. */
  | 'PERSON'
  /** Notifications may have been lost: the engine did not run, or the store did not answer. */
  | 'GAP'
  /** First configuration, switched on again, or a choice changed that decides what Carrefour must hold. */
  | 'CONFIGURATION'

/** What a comparison is doing. */
export type CarrefourReconcilePhase =
  /** After another shop was saved: says of rows that the former one confirmed that they are out of date. */
  | 'FORMER'
  /** Queues the SKUs of a trade policy that is no longer used: they are sent as 0. */
  | 'LEAVE'
  /** Waits until these have been sent. */
  | 'CLEAR'
  /** Compares Carrefour's offers with the store. */
  | 'OFFERS'
  /** Looks for SKUs on sale that were never sent. */
  | 'LOAD'
  /** Waits until all that was queued has been sent. */
  | 'SETTLE'

/** What keeps a comparison from being whole, or from going on. */
export type CarrefourReconcileProblem =
  /** The ShopKey may not read offers: only SKUs never sent, or confirmed over 7 days ago, were looked for. */
  | 'OFFERS_FORBIDDEN'
  /** Carrefour's list of offers is not as documented: only SKUs never sent, or confirmed over 7 days ago, were looked for. */
  | 'OFFERS_UNREADABLE'
  /** Other offers came than Carrefour says it has (offersSeen, offersTotal): those that did not come were not compared. Two more comparisons follow by themselves, an hour and 4 hours later. */
  | 'OFFERS_INCOMPLETE'
  /** The store did not answer for some SKUs (unread), or for a page of them: these were not compared. Followed as OFFERS_INCOMPLETE. */
  | 'STORE_INCOMPLETE'
  /** Carrefour does not answer; the comparison goes on by itself. Of one that has ended: it was given up after some two hours, and is followed as OFFERS_INCOMPLETE. */
  | 'MARKETPLACE_UNAVAILABLE'
  /** The store does not answer; as above. */
  | 'VTEX_UNAVAILABLE'

/** Which entries. */
export type CarrefourHistoryFilter = {
  /** Only of this kind. */
  readonly kind?: InputMaybe<CarrefourHistoryKind>
  /** Only of this person: the exact e-mail. */
  readonly person?: InputMaybe<Scalars['String']['input']>
}

/** What the history keeps. */
export type CarrefourHistoryKind =
  /** Configured where nothing was saved before; `fields` names what was filled in, without what was left as offered. */
  | 'CONFIGURED'
  /** The configuration was saved; `fields` names what changed. */
  | 'CONFIGURATION_SAVED'
  /** A save that Carrefour's answer prevented; `outcome` says which. */
  | 'CONFIGURATION_NOT_SAVED'
  /** Sending was turned on. */
  | 'TURNED_ON'
  /** Sending was turned off. */
  | 'TURNED_OFF'
  /** A ShopKey was tested; `outcome` says how it went. */
  | 'CONNECTION_TESTED'
  /** A test e-mail was sent; `outcome` says how it went. */
  | 'ALERT_TESTED'
  /** SKUs were asked for to be sent again; `count` says how many. */
  | 'REPROCESSED'
  /** A reprocess job was cancelled. */
  | 'REPROCESS_CANCELLED'
  /** A list of SKUs was taken as a file; `count` says how many. */
  | 'EXPORTED'
  /** The file and the report of a sending were taken; `subject` is its import, `count` says of how many SKUs. */
  | 'SENDING_DOWNLOADED'
  /** All stock was asked for to be compared with Carrefour and sent where it differs. */
  | 'STOCK_COMPARED'
  /** Zeros that were held were sent; `count` says how many. */
  | 'ZEROS_SENT'
  /** Zeros that were held were kept back; `count` says how many. */
  | 'ZEROS_KEPT'
  /** The connection was taken down. */
  | 'DISCONNECTED'
  /** Gave the webhook another secret. */
  | 'WEBHOOK_RENEWED'
  /** A problem was put aside. */
  | 'PROBLEM_DISMISSED'
  /** A problem was shown again. */
  | 'PROBLEM_RESTORED'
  /** A change was begun and its outcome is not known; `subject` names the mutation. */
  | 'BEGUN'
  /** A person's e-mail and addresses were taken out of the history; `count` says of how many entries. */
  | 'PERSON_FORGOTTEN'
  /** Somebody lacked the permission; `subject` names the query or mutation. */
  | 'REFUSED'

/** One page of the history. */
export type CarrefourHistoryPage = {
  readonly __typename?: 'CarrefourHistoryPage'
  /** Newest first. */
  readonly items: ReadonlyArray<CarrefourHistoryEntry>
  /** How many entries match, of the last 12 months. */
  readonly total: Scalars['Int']['output']
  /** Page number from 1. */
  readonly page: Scalars['Int']['output']
  /** Rows a page. */
  readonly pageSize: Scalars['Int']['output']
}

/** Something that a person did, or was refused. Values of fields are never kept. */
export type CarrefourHistoryEntry = {
  readonly __typename?: 'CarrefourHistoryEntry'
  /** Names the entry. */
  readonly id: Scalars['ID']['output']
  /** When, UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** What. */
  readonly kind: CarrefourHistoryKind
  /** Who: e-mail of the Admin user; null when nobody was signed in. */
  readonly person: Maybe<Scalars['String']['output']>
  /**
   * From where: the addresses on the network that the request named as its way, the first as the caller claims,
   * the last as VTEX saw it. Null when none was told, and for whoever may not configure.
   */
  readonly from: Maybe<Scalars['String']['output']>
  /** Names of the fields that were changed. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>
  /** How many SKUs it was about. */
  readonly count: Maybe<Scalars['Int']['output']>
  /** The SKU, job, problem, query or mutation that it was about. */
  readonly subject: Maybe<Scalars['String']['output']>
  /** How it ended, as a code. */
  readonly outcome: Maybe<Scalars['String']['output']>
}

/** One page of the sendings. */
export type CarrefourSendingPage = {
  readonly __typename?: 'CarrefourSendingPage'
  /** Newest first. */
  readonly items: ReadonlyArray<CarrefourSending>
  /** How many match, of the last 14 days. */
  readonly total: Scalars['Int']['output']
  /** Page number from 1. */
  readonly page: Scalars['Int']['output']
  /** Rows a page. */
  readonly pageSize: Scalars['Int']['output']
  /** When the next file may leave, by Carrefour's limits; null while nothing may be sent. UTC, ISO 8601. */
  readonly nextFileAt: Maybe<Scalars['String']['output']>
}

/** One stock file as it was sent to Carrefour (Mirakl STO01). */
export type CarrefourSending = {
  readonly __typename?: 'CarrefourSending'
  /** Names the sending. */
  readonly id: Scalars['ID']['output']
  /** Carrefour's id of the import; null when it named none. */
  readonly importId: Maybe<Scalars['String']['output']>
  /** How it stands. */
  readonly state: CarrefourSendingState
  /** When Carrefour answered the upload, or did not; UTC, ISO 8601. */
  readonly sentAt: Scalars['String']['output']
  /** When its outcome was known; null while it is under way. */
  readonly endedAt: Maybe<Scalars['String']['output']>
  /** Lines of the file. */
  readonly skus: Scalars['Int']['output']
  /** Lines that Carrefour took; null while nobody knows. */
  readonly accepted: Maybe<Scalars['Int']['output']>
  /** Lines that Carrefour refused; null while nobody knows. */
  readonly refused: Maybe<Scalars['Int']['output']>
  /** Lines whose outcome Carrefour left open; null while nobody knows. */
  readonly unconfirmed: Maybe<Scalars['Int']['output']>
  /** Address and id of the shop at Carrefour. */
  readonly shop: Scalars['String']['output']
  /** The last 4 characters of the ShopKey it was sent with; null for a key too short to show any. */
  readonly keyEnding: Maybe<Scalars['String']['output']>
  /** Size of the file in bytes. */
  readonly fileBytes: Scalars['Int']['output']
  /** Size of the error report in bytes, as received; null when there was none. */
  readonly reportBytes: Maybe<Scalars['Int']['output']>
  /** Whether the file is still kept. */
  readonly hasFile: Scalars['Boolean']['output']
  /** Whether the report is still kept. */
  readonly hasReport: Scalars['Boolean']['output']
  /** Carrefour's words about the whole file. */
  readonly message: Maybe<Scalars['String']['output']>
  /** The next call about it, in Mirakl's name (STO02, STO03, OF21); null when none is to come. */
  readonly nextCall: Maybe<Scalars['String']['output']>
  /** When Carrefour's limits allow that call; UTC, ISO 8601. */
  readonly nextCallAt: Maybe<Scalars['String']['output']>
}

/** How a stock file stands at Carrefour. */
export type CarrefourSendingState =
  /** Carrefour has taken it and has not said yet how it ended. */
  | 'SENT'
  /** Carrefour has ended the import: each line was taken, refused or left open. */
  | 'COMPLETE'
  /** Carrefour ended the import without a result; its SKUs are sent again. */
  | 'FAILED'
  /** No answer says what became of it; current stock is sent in another file. */
  | 'UNKNOWN'
  /** Carrefour did not take it. */
  | 'NOT_TAKEN'

/** Everything that is kept of one sending. */
export type CarrefourSendingFiles = {
  readonly __typename?: 'CarrefourSendingFiles'
  /** Its line in the list. */
  readonly sending: CarrefourSending
  /** The account it was sent from. */
  readonly account: Scalars['String']['output']
  /** What Carrefour answered, oldest first. */
  readonly answers: ReadonlyArray<CarrefourSendingAnswer>
  /** The file exactly as sent, compressed (gzip, base64), at most 1.4 MB of text; null when it is not kept. */
  readonly file: Maybe<Scalars['String']['output']>
  /** The error report exactly as received, without any key, compressed likewise; null when there is none or it is not kept. */
  readonly report: Maybe<Scalars['String']['output']>
}

/** An answer of Carrefour about a file. */
export type CarrefourSendingAnswer = {
  readonly __typename?: 'CarrefourSendingAnswer'
  /** When; UTC, ISO 8601. */
  readonly at: Scalars['String']['output']
  /** Mirakl's name of the call: STO01, STO02 or STO03. */
  readonly operation: Scalars['String']['output']
  /** Carrefour's words, as far as they were understood; at most 300 characters. */
  readonly words: Scalars['String']['output']
}

/** A sales channel of the store. */
export type CarrefourTradePolicy = {
  readonly __typename?: 'CarrefourTradePolicy'
  /** Sales channel id. */
  readonly id: Scalars['ID']['output']
  /** Its name in the store. */
  readonly name: Scalars['String']['output']
  /** Whether it is active. */
  readonly active: Scalars['Boolean']['output']
}

/**
 * What one field of the form must be like. Texts are judged without the spaces around them. A field may have several
 * rules: the first that is broken is what is said of it.
 */
export type CarrefourFieldRule = {
  readonly __typename?: 'CarrefourFieldRule'
  /** Name of the field: one of CarrefourConfigurationInput, or shopKey. */
  readonly field: Scalars['String']['output']
  /** Whether it must not be empty; code REQUIRED. */
  readonly required: Scalars['Boolean']['output']
  /** Most characters; code TOO_LONG. */
  readonly longest: Maybe<Scalars['Int']['output']>
  /** For a whole number (else NOT_A_WHOLE_NUMBER), the smallest; code OUT_OF_RANGE. */
  readonly smallest: Maybe<Scalars['Int']['output']>
  /** For a whole number, the largest; code OUT_OF_RANGE. */
  readonly largest: Maybe<Scalars['Int']['output']>
  /** A regular expression that the text must match. */
  readonly pattern: Maybe<Scalars['String']['output']>
  /** The code when it does not. */
  readonly patternCode: Maybe<CarrefourFieldProblemCode>
}

/** What is wrong with one field of the form. */
export type CarrefourFieldProblemCode =
  /** It is empty. Of shopKey also: the address leads to another host or port, and the saved key is only sent to the saved one. */
  | 'REQUIRED'
  /** It is not a whole number. */
  | 'NOT_A_WHOLE_NUMBER'
  /** The number is too small or too large. */
  | 'OUT_OF_RANGE'
  /** It is not one e-mail address. */
  | 'NOT_AN_EMAIL'
  /** It is not a complete https address. */
  | 'NOT_A_URL'
  /** The address leads to a host or port that is not Carrefour's. */
  | 'HOST_NOT_ALLOWED'
  /** The store has no such trade policy. */
  | 'UNKNOWN_TRADE_POLICY'
  /** It is not three consonants. */
  | 'NOT_THREE_CONSONANTS'
  /** Another affiliate of the store has this id. */
  | 'AFFILIATE_TAKEN'
  /** It is too long. */
  | 'TOO_LONG'
  /** It has other characters than digits. */
  | 'NOT_DIGITS'
  /** It has characters that no screen shows. */
  | 'CONTROL_CHARACTERS'
  /** A word, quotes or brackets stand around the ShopKey. */
  | 'NOT_ALONE'
  /** It has letters that no ShopKey has. */
  | 'NOT_A_KEY'

/** What the signed-in user may do. */
export type CarrefourPermissions = {
  readonly __typename?: 'CarrefourPermissions'
  /** See the pages. */
  readonly view: Scalars['Boolean']['output']
  /** Ask for SKUs to be sent again. */
  readonly reprocess: Scalars['Boolean']['output']
  /** Change the configuration and the ShopKey. */
  readonly configure: Scalars['Boolean']['output']
}

export type Mutation = {
  readonly __typename?: 'Mutation'
  /**
   * Puts a problem aside for everybody in this account, or shows it again. It comes back by itself when it was
   * over in the meantime, and as `aside` says.
   */
  readonly dismissCarrefourProblem: CarrefourProblems
  /**
   * Sends today's stock of these SKUs again. Marks them; the answer says how many wait and when the next
   * file may leave. At most 100 SKUs a call.
   */
  readonly reprocessCarrefourSkus: CarrefourReprocessResult
  /**
   * Starts a job for exactly the SKUs that a refused ShopKey blocked (causes AUTH_INVALID and AUTH_FORBIDDEN).
   * Refused while the incident is still open.
   */
  readonly reprocessCarrefourBlocked: CarrefourReprocessResult
  /**
   * Starts a job that sends today's stock of all that match a filter, each SKU at most once, after live changes.
   * One job runs at a time; the next ones wait. With a key that was used before, the same filter answers the
   * job of then, another filter is refused (KEY_REUSED).
   */
  readonly startCarrefourReprocess: CarrefourReprocessJobResult
  /**
   * Ends a job before all of it is sent. The file in the making still gets its outcomes; the rest counts as
   * skipped. A job that has ended stays as it is.
   */
  readonly cancelCarrefourReprocess: CarrefourReprocessJobResult
  /**
   * Checks every field, verifies a new ShopKey, shop or address with Carrefour, and only then saves. Nothing is
   * half-saved. Of several saves of one version exactly one is made; the others are told CarrefourConfigurationConflict.
   */
  readonly saveCarrefourConfiguration: CarrefourSaveResult
  /** Turns sending on or off; the rest of the configuration stays as it is. */
  readonly switchCarrefourConnection: CarrefourSaveResult
  /**
   * Sends zeros that are held because too many SKUs would go off sale at once, or keeps them back. Covers what is held at
   * that moment; whoever decides last decides.
   */
  readonly decideCarrefourBrake: CarrefourBrakeDecided
  /**
   * Compares every offer of the shop with the store now, and sends what differs. It works in quiet moments: live
   * changes go first.
   */
  readonly startCarrefourReconcile: CarrefourReconcileResult
  /**
   * Takes the connection down: removes the affiliate and the scheduler's entry, forgets the configuration and the
   * ShopKey. Quantities at Carrefour stay as they are. To be done before the app is uninstalled, because VTEX keeps
   * an app's settings.
   */
  readonly disconnectCarrefour: CarrefourDisconnectResult
  /**
   * Gives the address to which the store tells its changes another secret, for when the old one may have become known.
   * The old one is accepted for another day. At most once a minute. Each save of a new ShopKey does it as well.
   */
  readonly renewCarrefourWebhook: CarrefourWebhookRenewal
  /**
   * Takes a person's e-mail and network addresses out of all entries of the history, for a request to erase
   * personal data. What was done stays, by nobody. Answers how many entries named the person, at most 1,000 a
   * call; a call that answers 1,000 is to be made again.
   */
  readonly forgetCarrefourPerson: Scalars['Int']['output']
  /** Sends a mail to the saved address for notifications, to see that it arrives. At most one a minute. */
  readonly testCarrefourAlert: CarrefourAlertTest
  /**
   * Tries a ShopKey at Carrefour and saves nothing: whether it may send stock and, once a day, whose shop it
   * opens. Without arguments the saved configuration is tried; when Carrefour accepts that, an open incident ends.
   */
  readonly testCarrefourShopKey: CarrefourShopKeyTest
}

export type MutationDismissCarrefourProblemArgs = {
  id: Scalars['ID']['input']
  dismissed?: InputMaybe<Scalars['Boolean']['input']>
  aside?: InputMaybe<CarrefourAsideInput>
}

export type MutationReprocessCarrefourSkusArgs = {
  skuIds: ReadonlyArray<Scalars['ID']['input']>
}

export type MutationStartCarrefourReprocessArgs = {
  filter: CarrefourReprocessFilter
  key: Scalars['String']['input']
  name?: InputMaybe<Scalars['String']['input']>
}

export type MutationCancelCarrefourReprocessArgs = {
  id: Scalars['ID']['input']
}

export type MutationSaveCarrefourConfigurationArgs = {
  input: CarrefourConfigurationInput
  shopKey?: InputMaybe<Scalars['String']['input']>
  confirmedShopId?: InputMaybe<Scalars['String']['input']>
}

export type MutationSwitchCarrefourConnectionArgs = {
  active: Scalars['Boolean']['input']
}

export type MutationDecideCarrefourBrakeArgs = {
  decision: CarrefourBrakeDecision
  since: Scalars['String']['input']
}

export type MutationForgetCarrefourPersonArgs = {
  person: Scalars['String']['input']
}

export type MutationTestCarrefourShopKeyArgs = {
  shopKey?: InputMaybe<Scalars['String']['input']>
  shopId?: InputMaybe<Scalars['String']['input']>
  carrefourUrl?: InputMaybe<Scalars['String']['input']>
}

/** How a problem is put aside. */
export type CarrefourAsideInput = {
  /** When it comes back. */
  readonly until: CarrefourAsideUntil
  /** With DAY: the moment, from now to a year ahead; UTC, ISO 8601. */
  readonly day?: InputMaybe<Scalars['String']['input']>
  /** With MORE: how many more SKUs, 1 to 1,000,000. */
  readonly skus?: InputMaybe<Scalars['Int']['input']>
  /** Why, for colleagues: 1 to 200 characters. */
  readonly reason: Scalars['String']['input']
}

/** What became of a request to reprocess. */
export type CarrefourReprocessResult = CarrefourReprocessAccepted | CarrefourReprocessRefused

/** The request was taken. */
export type CarrefourReprocessAccepted = {
  readonly __typename?: 'CarrefourReprocessAccepted'
  /** How many SKUs are now queued. */
  readonly accepted: Scalars['Int']['output']
  /** The SKU ids, in the order given, without repeats; at most 100 are listed. */
  readonly skuIds: ReadonlyArray<Scalars['ID']['output']>
  /** The job that does it; null when the SKUs were queued one by one. */
  readonly jobId: Maybe<Scalars['ID']['output']>
  /** Earliest moment at which the next file may leave, UTC, ISO 8601; null while an incident blocks sending. */
  readonly nextSendAt: Maybe<Scalars['String']['output']>
}

/** Nothing was queued. */
export type CarrefourReprocessRefused = {
  readonly __typename?: 'CarrefourReprocessRefused'
  /** Why. */
  readonly code: CarrefourRefusal
  /** The SKU ids that the refusal is about. */
  readonly skuIds: ReadonlyArray<Scalars['ID']['output']>
}

/** A job, or why there is none. */
export type CarrefourReprocessJobResult = CarrefourReprocessJob | CarrefourJobRefused

/** The form as the person left it. Its fields stand in the order of the screen. */
export type CarrefourConfigurationInput = {
  /** Whether stock is sent. */
  readonly active: Scalars['Boolean']['input']
  /** Whether a workspace that is not production sends to Carrefour as well. */
  readonly sendFromDevelopment?: InputMaybe<Scalars['Boolean']['input']>
  /** Shop id at Carrefour: digits; empty means the key's default shop. */
  readonly shopId: Scalars['String']['input']
  /** Base address of Carrefour's API: https on port 443, a host that the manifest allows (*.mirakl.net). */
  readonly carrefourUrl: Scalars['String']['input']
  /** Supplier portal address: https. */
  readonly portalUrl: Scalars['String']['input']
  /** Sales channel id. */
  readonly tradePolicy: Scalars['String']['input']
  /** Affiliate id: 3 consonants. */
  readonly affiliateId: Scalars['String']['input']
  /** Whole units from 0; 0 means off. */
  readonly minimumStock: Scalars['Int']['input']
  /** Whether SKUs that are kits are sent. */
  readonly sendKits: Scalars['Boolean']['input']
  /** One e-mail address, or empty. */
  readonly notificationEmail: Scalars['String']['input']
  /** Whether a new incident is told by mail. */
  readonly alertIncident?: InputMaybe<Scalars['Boolean']['input']>
  /** Whether the end of an incident is told by mail. */
  readonly alertSolved?: InputMaybe<Scalars['Boolean']['input']>
  /** Whether what is open is told by mail once a day. */
  readonly alertDigest?: InputMaybe<Scalars['Boolean']['input']>
  /** Language of the mails. */
  readonly alertLanguage?: InputMaybe<CarrefourLanguage>
  /** The version that the form was loaded with; null on the first save. */
  readonly version?: InputMaybe<Scalars['Int']['input']>
}

/** What became of the form. */
export type CarrefourSaveResult =
  | CarrefourSaved
  | CarrefourInvalidConfiguration
  | CarrefourShopKeyRefused
  | CarrefourOtherShop
  | CarrefourShopToConfirm
  | CarrefourUnreachable
  | CarrefourTestLimited
  | CarrefourStoreUnreachable
  | CarrefourConfigurationConflict

/** Saved. */
export type CarrefourSaved = {
  readonly __typename?: 'CarrefourSaved'
  /** The connection as it is now. */
  readonly connection: CarrefourConnection
  /** SKUs that the old ShopKey blocked and that reprocessCarrefourBlocked would send again. */
  readonly blocked: Scalars['Int']['output']
  /** The shop that the ShopKey opens, as Carrefour named it; null when it did not, or nothing had to be checked. */
  readonly shop: Maybe<CarrefourShop>
  /** Why Carrefour named no shop; null when it did, or nothing had to be checked. */
  readonly nameless: Maybe<CarrefourNameless>
}

/** A shop as Carrefour calls it. */
export type CarrefourShop = {
  readonly __typename?: 'CarrefourShop'
  /** Shop id at Carrefour. */
  readonly shopId: Scalars['String']['output']
  /** Its name there. */
  readonly name: Scalars['String']['output']
  /** Carrefour's own word: OPEN, CLOSE or SUSPENDED. */
  readonly state: Scalars['String']['output']
}

/** Why Carrefour did not name the shop. */
export type CarrefourNameless =
  /** Carrefour answers this question once a day. */
  | 'TOO_SOON'
  /** Carrefour did not answer it, or the ShopKey has no right to ask. */
  | 'NOT_SAID'

/** Some fields need a change; nothing was saved. */
export type CarrefourInvalidConfiguration = {
  readonly __typename?: 'CarrefourInvalidConfiguration'
  /** Each field once. */
  readonly problems: ReadonlyArray<CarrefourFieldProblem>
}

/** One field and what to do about it. */
export type CarrefourFieldProblem = {
  readonly __typename?: 'CarrefourFieldProblem'
  /** Name of the field in the input. */
  readonly field: Scalars['String']['output']
  /** What is wrong with it. */
  readonly code: CarrefourFieldProblemCode
}

/** Carrefour refused the ShopKey; nothing was saved and the old key still works. */
export type CarrefourShopKeyRefused = {
  readonly __typename?: 'CarrefourShopKeyRefused'
  /** HTTP status that Carrefour answered: 401, it knows no such key; 403, the key may not send stock. */
  readonly httpStatus: Scalars['Int']['output']
  /** Carrefour's own words. */
  readonly message: Scalars['String']['output']
}

/** Carrefour knows the ShopKey, as that of another shop than the ShopId says; nothing was saved. */
export type CarrefourOtherShop = {
  readonly __typename?: 'CarrefourOtherShop'
  /** The shop that the key opens, as Carrefour named it. */
  readonly opens: CarrefourShop
  /** The ShopId that was given. */
  readonly shopId: Scalars['String']['output']
}

/**
 * Without a ShopId the ShopKey alone decides to which shop stock goes, and this one is not the shop of before. Nothing
 * was saved: a person must look at it, and the same form is sent again with confirmedShopId.
 */
export type CarrefourShopToConfirm = {
  readonly __typename?: 'CarrefourShopToConfirm'
  /** The shop that the key opens; null when Carrefour does not name it today: then a ShopId is the safer way. */
  readonly shop: Maybe<CarrefourShop>
  /** The shop that stock goes to now; null when none is known. */
  readonly formerShopId: Maybe<Scalars['String']['output']>
  /** Its name at Carrefour; null when it is not known. */
  readonly formerShopName: Maybe<Scalars['String']['output']>
}

/** Carrefour could not be asked; nothing was saved. */
export type CarrefourUnreachable = {
  readonly __typename?: 'CarrefourUnreachable'
  /** What came instead, in technical words. */
  readonly message: Scalars['String']['output']
  /** Seconds to wait before trying again, when Carrefour said so. */
  readonly retryAfterSeconds: Maybe<Scalars['Int']['output']>
}

/** It is too soon to test a ShopKey again: Carrefour allows it only so often. Nothing was saved; says nothing about the ShopKey. */
export type CarrefourTestLimited = {
  readonly __typename?: 'CarrefourTestLimited'
  /** Seconds to wait before trying again. */
  readonly waitSeconds: Scalars['Int']['output']
}

/** The store or another service of VTEX could not be asked; nothing was saved. Says nothing about Carrefour or the ShopKey. */
export type CarrefourStoreUnreachable = {
  readonly __typename?: 'CarrefourStoreUnreachable'
  /** What came instead, in technical words. */
  readonly message: Scalars['String']['output']
}

/** Somebody else saved, or disconnected, in the meantime; nothing was saved. */
export type CarrefourConfigurationConflict = {
  readonly __typename?: 'CarrefourConfigurationConflict'
  /** What is saved now; null when the connection was taken down. */
  readonly current: Maybe<CarrefourConfiguration>
}

/** A decision about held zeros. */
export type CarrefourBrakeDecided = {
  readonly __typename?: 'CarrefourBrakeDecided'
  /** What became of it. */
  readonly outcome: CarrefourBrakeOutcome
  /** The connection after it. */
  readonly connection: CarrefourConnection
}

/** What became of a decision about held zeros. */
export type CarrefourBrakeOutcome =
  /** It holds for every 0 that was held at that moment. */
  | 'DONE'
  /** Nothing of what the person saw is held any more: nothing was decided. */
  | 'OVER'

/** What became of the request to compare. */
export type CarrefourReconcileResult = CarrefourReconcileStarted | CarrefourReconcileRefused

/** The comparison begins in the next quiet moment. */
export type CarrefourReconcileStarted = {
  readonly __typename?: 'CarrefourReconcileStarted'
  /** How it stands. */
  readonly reconcile: CarrefourReconcile
}

/** The comparison was not started. */
export type CarrefourReconcileRefused = {
  readonly __typename?: 'CarrefourReconcileRefused'
  /** Why. */
  readonly code: CarrefourReconcileRefusal
}

/** Why a comparison is not started. */
export type CarrefourReconcileRefusal =
  /** Nothing is configured. */
  | 'NOT_CONFIGURED'
  /** Sending is switched off. */
  | 'CONNECTION_OFF'
  /** Carrefour refuses the ShopKey. */
  | 'INCIDENT_OPEN'
  /** One is running. */
  | 'ALREADY_RUNNING'

/** What became of the request to disconnect. */
export type CarrefourDisconnectResult = CarrefourDisconnected | CarrefourStoreUnreachable

/** The connection is taken down. */
export type CarrefourDisconnected = {
  readonly __typename?: 'CarrefourDisconnected'
  /** The connection as it is now: without a configuration. */
  readonly connection: CarrefourConnection
}

/** What became of a new webhook address. */
export type CarrefourWebhookRenewal =
  /** The store has the new address; the one before is still accepted for a day. */
  | 'RENEWED'
  /** The new address is made, but the store could not be told: the app tries again by itself, and the one before works meanwhile for a day. */
  | 'NOT_TOLD'
  /** Nothing is configured. */
  | 'NOT_CONFIGURED'
  /** The last renewal was less than a minute ago. */
  | 'TOO_SOON'

/** What became of a test mail. */
export type CarrefourAlertTest =
  /** Handed over to VTEX's mail service. */
  | 'SENT'
  /** The mail service did not take it. */
  | 'NOT_SENT'
  /** No address is saved. */
  | 'NO_ADDRESS'
  /** The last test mail left less than a minute ago. */
  | 'TOO_SOON'

/** What became of a test. */
export type CarrefourShopKeyTest =
  | CarrefourShopKeyAccepted
  | CarrefourInvalidConfiguration
  | CarrefourShopKeyRefused
  | CarrefourOtherShop
  | CarrefourUnreachable
  | CarrefourTestLimited

/** Carrefour accepts the ShopKey, and it may send stock. Nothing was saved. */
export type CarrefourShopKeyAccepted = {
  readonly __typename?: 'CarrefourShopKeyAccepted'
  /** The shop that it opens; null when Carrefour did not name it. */
  readonly shop: Maybe<CarrefourShop>
  /** Why the shop is missing; null when it is there. */
  readonly nameless: Maybe<CarrefourNameless>
  /**
   * Always false.
   * @deprecated A key of another shop is answered by CarrefourOtherShop.
   */
  readonly mismatch: Scalars['Boolean']['output']
  /** When Carrefour allows the shop to be asked for again, UTC, ISO 8601. */
  readonly nextShopCheckAt: Scalars['String']['output']
  /**
   * SKUs that a refused ShopKey blocked and that reprocessCarrefourBlocked would send again; the incident is over. Null
   * when the key, shop or address tried is not the saved one, and while the list cannot be read.
   */
  readonly blocked: Maybe<Scalars['Int']['output']>
}

export type IoAuthScope = 'PUBLIC' | 'PRIVATE'

/** What a field may ask for beyond @auth. */
export type CarrefourRight =
  /** To send again what was sent, and to put problems aside. */
  'REPROCESS'

export type ResolverTypeWrapper<T> = Promise<T> | T

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>
}
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ResolverFn<TResult, TParent, TContext, TArgs>
  | ResolverWithResolve<TResult, TParent, TContext, TArgs>

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>

export interface SubscriptionSubscriberObject<
  TResult,
  TKey extends string,
  TParent,
  TContext,
  TArgs,
> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>

export type TypeResolveFn<
  TTypes,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>

export type IsTypeOfResolverFn<
  T = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>

export type NextResolverFn<T> = () => Promise<T>

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CarrefourReprocessPlanResult: CarrefourReprocessPlan | CarrefourJobRefused
  CarrefourReprocessResult: CarrefourReprocessAccepted | CarrefourReprocessRefused
  CarrefourReprocessJobResult: CarrefourReprocessJob | CarrefourJobRefused
  CarrefourSaveResult:
    | CarrefourSaved
    | CarrefourInvalidConfiguration
    | CarrefourShopKeyRefused
    | CarrefourOtherShop
    | CarrefourShopToConfirm
    | CarrefourUnreachable
    | CarrefourTestLimited
    | CarrefourStoreUnreachable
    | CarrefourConfigurationConflict
  CarrefourReconcileResult: CarrefourReconcileStarted | CarrefourReconcileRefused
  CarrefourDisconnectResult: CarrefourDisconnected | CarrefourStoreUnreachable
  CarrefourShopKeyTest:
    | CarrefourShopKeyAccepted
    | CarrefourInvalidConfiguration
    | CarrefourShopKeyRefused
    | CarrefourOtherShop
    | CarrefourUnreachable
    | CarrefourTestLimited
}

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>
  CarrefourProcessFilter: CarrefourProcessFilter
  CarrefourStatus: CarrefourStatus
  CarrefourCause: CarrefourCause
  CarrefourActor: CarrefourActor
  String: ResolverTypeWrapper<Scalars['String']['output']>
  CarrefourProcessSort: CarrefourProcessSort
  Int: ResolverTypeWrapper<Scalars['Int']['output']>
  CarrefourProcessPage: ResolverTypeWrapper<CarrefourProcessPage>
  CarrefourProcess: ResolverTypeWrapper<CarrefourProcess>
  ID: ResolverTypeWrapper<Scalars['ID']['output']>
  CarrefourSeenUnits: ResolverTypeWrapper<CarrefourSeenUnits>
  CarrefourAttempt: ResolverTypeWrapper<CarrefourAttempt>
  CarrefourReason: CarrefourReason
  CarrefourSearchProblem: CarrefourSearchProblem
  CarrefourExportPage: ResolverTypeWrapper<CarrefourExportPage>
  CarrefourExportRow: ResolverTypeWrapper<CarrefourExportRow>
  CarrefourProcessCounts: ResolverTypeWrapper<CarrefourProcessCounts>
  CarrefourStatusCount: ResolverTypeWrapper<CarrefourStatusCount>
  CarrefourCauseCount: ResolverTypeWrapper<CarrefourCauseCount>
  CarrefourActorCount: ResolverTypeWrapper<CarrefourActorCount>
  CarrefourComparison: ResolverTypeWrapper<CarrefourComparison>
  CarrefourFigure: ResolverTypeWrapper<CarrefourFigure>
  CarrefourNoFigure: CarrefourNoFigure
  CarrefourHour: ResolverTypeWrapper<CarrefourHour>
  CarrefourProblems: ResolverTypeWrapper<CarrefourProblems>
  CarrefourProblem: ResolverTypeWrapper<CarrefourProblem>
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>
  CarrefourAside: ResolverTypeWrapper<CarrefourAside>
  CarrefourAsideUntil: CarrefourAsideUntil
  CarrefourReprocessFilter: CarrefourReprocessFilter
  CarrefourReprocessPlanResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourReprocessPlanResult']
  >
  CarrefourReprocessPlan: ResolverTypeWrapper<CarrefourReprocessPlan>
  CarrefourRefusal: CarrefourRefusal
  CarrefourPlanSample: ResolverTypeWrapper<CarrefourPlanSample>
  CarrefourJobRefused: ResolverTypeWrapper<CarrefourJobRefused>
  CarrefourReprocessJob: ResolverTypeWrapper<CarrefourReprocessJob>
  CarrefourJobState: CarrefourJobState
  CarrefourJobPhase: ResolverTypeWrapper<CarrefourJobPhase>
  CarrefourJobPhaseKind: CarrefourJobPhaseKind
  CarrefourJobFilter: ResolverTypeWrapper<CarrefourJobFilter>
  CarrefourLineOutcome: CarrefourLineOutcome
  CarrefourReceiptPage: ResolverTypeWrapper<CarrefourReceiptPage>
  CarrefourReceiptLine: ResolverTypeWrapper<CarrefourReceiptLine>
  CarrefourConnection: ResolverTypeWrapper<CarrefourConnection>
  CarrefourConfiguration: ResolverTypeWrapper<CarrefourConfiguration>
  CarrefourLanguage: CarrefourLanguage
  CarrefourShopKey: ResolverTypeWrapper<CarrefourShopKey>
  CarrefourIncident: ResolverTypeWrapper<CarrefourIncident>
  CarrefourShopMismatch: ResolverTypeWrapper<CarrefourShopMismatch>
  CarrefourNamedShop: ResolverTypeWrapper<CarrefourNamedShop>
  CarrefourStandstill: ResolverTypeWrapper<CarrefourStandstill>
  CarrefourStandstillKind: CarrefourStandstillKind
  CarrefourGap: ResolverTypeWrapper<CarrefourGap>
  CarrefourClosedShop: ResolverTypeWrapper<CarrefourClosedShop>
  CarrefourOtherWriters: ResolverTypeWrapper<CarrefourOtherWriters>
  CarrefourOtherWriter: ResolverTypeWrapper<CarrefourOtherWriter>
  CarrefourForeignChange: ResolverTypeWrapper<CarrefourForeignChange>
  CarrefourBrake: ResolverTypeWrapper<CarrefourBrake>
  CarrefourBrakeReason: CarrefourBrakeReason
  CarrefourBrakeDecision: CarrefourBrakeDecision
  CarrefourPulse: ResolverTypeWrapper<CarrefourPulse>
  CarrefourPage: ResolverTypeWrapper<CarrefourPage>
  CarrefourHealth: ResolverTypeWrapper<CarrefourHealth>
  CarrefourReconcile: ResolverTypeWrapper<CarrefourReconcile>
  CarrefourReconcileRun: ResolverTypeWrapper<CarrefourReconcileRun>
  CarrefourReconcileWhy: CarrefourReconcileWhy
  CarrefourReconcilePhase: CarrefourReconcilePhase
  Float: ResolverTypeWrapper<Scalars['Float']['output']>
  CarrefourReconcileProblem: CarrefourReconcileProblem
  CarrefourHistoryFilter: CarrefourHistoryFilter
  CarrefourHistoryKind: CarrefourHistoryKind
  CarrefourHistoryPage: ResolverTypeWrapper<CarrefourHistoryPage>
  CarrefourHistoryEntry: ResolverTypeWrapper<CarrefourHistoryEntry>
  CarrefourSendingPage: ResolverTypeWrapper<CarrefourSendingPage>
  CarrefourSending: ResolverTypeWrapper<CarrefourSending>
  CarrefourSendingState: CarrefourSendingState
  CarrefourSendingFiles: ResolverTypeWrapper<CarrefourSendingFiles>
  CarrefourSendingAnswer: ResolverTypeWrapper<CarrefourSendingAnswer>
  CarrefourTradePolicy: ResolverTypeWrapper<CarrefourTradePolicy>
  CarrefourFieldRule: ResolverTypeWrapper<CarrefourFieldRule>
  CarrefourFieldProblemCode: CarrefourFieldProblemCode
  CarrefourPermissions: ResolverTypeWrapper<CarrefourPermissions>
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>
  CarrefourAsideInput: CarrefourAsideInput
  CarrefourReprocessResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourReprocessResult']
  >
  CarrefourReprocessAccepted: ResolverTypeWrapper<CarrefourReprocessAccepted>
  CarrefourReprocessRefused: ResolverTypeWrapper<CarrefourReprocessRefused>
  CarrefourReprocessJobResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourReprocessJobResult']
  >
  CarrefourConfigurationInput: CarrefourConfigurationInput
  CarrefourSaveResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourSaveResult']
  >
  CarrefourSaved: ResolverTypeWrapper<CarrefourSaved>
  CarrefourShop: ResolverTypeWrapper<CarrefourShop>
  CarrefourNameless: CarrefourNameless
  CarrefourInvalidConfiguration: ResolverTypeWrapper<CarrefourInvalidConfiguration>
  CarrefourFieldProblem: ResolverTypeWrapper<CarrefourFieldProblem>
  CarrefourShopKeyRefused: ResolverTypeWrapper<CarrefourShopKeyRefused>
  CarrefourOtherShop: ResolverTypeWrapper<CarrefourOtherShop>
  CarrefourShopToConfirm: ResolverTypeWrapper<CarrefourShopToConfirm>
  CarrefourUnreachable: ResolverTypeWrapper<CarrefourUnreachable>
  CarrefourTestLimited: ResolverTypeWrapper<CarrefourTestLimited>
  CarrefourStoreUnreachable: ResolverTypeWrapper<CarrefourStoreUnreachable>
  CarrefourConfigurationConflict: ResolverTypeWrapper<CarrefourConfigurationConflict>
  CarrefourBrakeDecided: ResolverTypeWrapper<CarrefourBrakeDecided>
  CarrefourBrakeOutcome: CarrefourBrakeOutcome
  CarrefourReconcileResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourReconcileResult']
  >
  CarrefourReconcileStarted: ResolverTypeWrapper<CarrefourReconcileStarted>
  CarrefourReconcileRefused: ResolverTypeWrapper<CarrefourReconcileRefused>
  CarrefourReconcileRefusal: CarrefourReconcileRefusal
  CarrefourDisconnectResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourDisconnectResult']
  >
  CarrefourDisconnected: ResolverTypeWrapper<CarrefourDisconnected>
  CarrefourWebhookRenewal: CarrefourWebhookRenewal
  CarrefourAlertTest: CarrefourAlertTest
  CarrefourShopKeyTest: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CarrefourShopKeyTest']
  >
  CarrefourShopKeyAccepted: ResolverTypeWrapper<CarrefourShopKeyAccepted>
  IOAuthScope: IoAuthScope
  CarrefourRight: CarrefourRight
}

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>
  CarrefourProcessFilter: CarrefourProcessFilter
  String: Scalars['String']['output']
  Int: Scalars['Int']['output']
  CarrefourProcessPage: CarrefourProcessPage
  CarrefourProcess: CarrefourProcess
  ID: Scalars['ID']['output']
  CarrefourSeenUnits: CarrefourSeenUnits
  CarrefourAttempt: CarrefourAttempt
  CarrefourExportPage: CarrefourExportPage
  CarrefourExportRow: CarrefourExportRow
  CarrefourProcessCounts: CarrefourProcessCounts
  CarrefourStatusCount: CarrefourStatusCount
  CarrefourCauseCount: CarrefourCauseCount
  CarrefourActorCount: CarrefourActorCount
  CarrefourComparison: CarrefourComparison
  CarrefourFigure: CarrefourFigure
  CarrefourHour: CarrefourHour
  CarrefourProblems: CarrefourProblems
  CarrefourProblem: CarrefourProblem
  Boolean: Scalars['Boolean']['output']
  CarrefourAside: CarrefourAside
  CarrefourReprocessFilter: CarrefourReprocessFilter
  CarrefourReprocessPlanResult: ResolversUnionTypes<ResolversParentTypes>['CarrefourReprocessPlanResult']
  CarrefourReprocessPlan: CarrefourReprocessPlan
  CarrefourPlanSample: CarrefourPlanSample
  CarrefourJobRefused: CarrefourJobRefused
  CarrefourReprocessJob: CarrefourReprocessJob
  CarrefourJobPhase: CarrefourJobPhase
  CarrefourJobFilter: CarrefourJobFilter
  CarrefourReceiptPage: CarrefourReceiptPage
  CarrefourReceiptLine: CarrefourReceiptLine
  CarrefourConnection: CarrefourConnection
  CarrefourConfiguration: CarrefourConfiguration
  CarrefourShopKey: CarrefourShopKey
  CarrefourIncident: CarrefourIncident
  CarrefourShopMismatch: CarrefourShopMismatch
  CarrefourNamedShop: CarrefourNamedShop
  CarrefourStandstill: CarrefourStandstill
  CarrefourGap: CarrefourGap
  CarrefourClosedShop: CarrefourClosedShop
  CarrefourOtherWriters: CarrefourOtherWriters
  CarrefourOtherWriter: CarrefourOtherWriter
  CarrefourForeignChange: CarrefourForeignChange
  CarrefourBrake: CarrefourBrake
  CarrefourPulse: CarrefourPulse
  CarrefourPage: CarrefourPage
  CarrefourHealth: CarrefourHealth
  CarrefourReconcile: CarrefourReconcile
  CarrefourReconcileRun: CarrefourReconcileRun
  Float: Scalars['Float']['output']
  CarrefourHistoryFilter: CarrefourHistoryFilter
  CarrefourHistoryPage: CarrefourHistoryPage
  CarrefourHistoryEntry: CarrefourHistoryEntry
  CarrefourSendingPage: CarrefourSendingPage
  CarrefourSending: CarrefourSending
  CarrefourSendingFiles: CarrefourSendingFiles
  CarrefourSendingAnswer: CarrefourSendingAnswer
  CarrefourTradePolicy: CarrefourTradePolicy
  CarrefourFieldRule: CarrefourFieldRule
  CarrefourPermissions: CarrefourPermissions
  Mutation: Record<PropertyKey, never>
  CarrefourAsideInput: CarrefourAsideInput
  CarrefourReprocessResult: ResolversUnionTypes<ResolversParentTypes>['CarrefourReprocessResult']
  CarrefourReprocessAccepted: CarrefourReprocessAccepted
  CarrefourReprocessRefused: CarrefourReprocessRefused
  CarrefourReprocessJobResult: ResolversUnionTypes<ResolversParentTypes>['CarrefourReprocessJobResult']
  CarrefourConfigurationInput: CarrefourConfigurationInput
  CarrefourSaveResult: ResolversUnionTypes<ResolversParentTypes>['CarrefourSaveResult']
  CarrefourSaved: CarrefourSaved
  CarrefourShop: CarrefourShop
  CarrefourInvalidConfiguration: CarrefourInvalidConfiguration
  CarrefourFieldProblem: CarrefourFieldProblem
  CarrefourShopKeyRefused: CarrefourShopKeyRefused
  CarrefourOtherShop: CarrefourOtherShop
  CarrefourShopToConfirm: CarrefourShopToConfirm
  CarrefourUnreachable: CarrefourUnreachable
  CarrefourTestLimited: CarrefourTestLimited
  CarrefourStoreUnreachable: CarrefourStoreUnreachable
  CarrefourConfigurationConflict: CarrefourConfigurationConflict
  CarrefourBrakeDecided: CarrefourBrakeDecided
  CarrefourReconcileResult: ResolversUnionTypes<ResolversParentTypes>['CarrefourReconcileResult']
  CarrefourReconcileStarted: CarrefourReconcileStarted
  CarrefourReconcileRefused: CarrefourReconcileRefused
  CarrefourDisconnectResult: ResolversUnionTypes<ResolversParentTypes>['CarrefourDisconnectResult']
  CarrefourDisconnected: CarrefourDisconnected
  CarrefourShopKeyTest: ResolversUnionTypes<ResolversParentTypes>['CarrefourShopKeyTest']
  CarrefourShopKeyAccepted: CarrefourShopKeyAccepted
}

export type AuthDirectiveArgs = {
  scope?: Maybe<IoAuthScope>
  productCode?: Maybe<Scalars['String']['input']>
  resourceCode?: Maybe<Scalars['String']['input']>
}

export type AuthDirectiveResolver<
  Result,
  Parent,
  ContextType = HttpContext,
  Args = AuthDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>

export type RecordedDirectiveArgs = {}

export type RecordedDirectiveResolver<
  Result,
  Parent,
  ContextType = HttpContext,
  Args = RecordedDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>

export type AllowedDirectiveArgs = {
  to: CarrefourRight
}

export type AllowedDirectiveResolver<
  Result,
  Parent,
  ContextType = HttpContext,
  Args = AllowedDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>

export type QueryResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  carrefourProcesses?: Resolver<
    ResolversTypes['CarrefourProcessPage'],
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourProcessesArgs, 'sort' | 'page' | 'pageSize'>
  >
  carrefourExport?: Resolver<
    ResolversTypes['CarrefourExportPage'],
    ParentType,
    ContextType,
    Partial<QueryCarrefourExportArgs>
  >
  carrefourProcess?: Resolver<
    Maybe<ResolversTypes['CarrefourProcess']>,
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourProcessArgs, 'skuId'>
  >
  carrefourProcessCounts?: Resolver<
    Maybe<ResolversTypes['CarrefourProcessCounts']>,
    ParentType,
    ContextType,
    Partial<QueryCarrefourProcessCountsArgs>
  >
  carrefourComparison?: Resolver<
    ResolversTypes['CarrefourComparison'],
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourComparisonArgs, 'skuId'>
  >
  carrefourActivity?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourHour']>,
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourActivityArgs, 'days'>
  >
  carrefourProblems?: Resolver<ResolversTypes['CarrefourProblems'], ParentType, ContextType>
  carrefourReprocessPlan?: Resolver<
    ResolversTypes['CarrefourReprocessPlanResult'],
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourReprocessPlanArgs, 'filter'>
  >
  carrefourReprocessJobs?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourReprocessJob']>,
    ParentType,
    ContextType
  >
  carrefourReprocessJob?: Resolver<
    Maybe<ResolversTypes['CarrefourReprocessJob']>,
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourReprocessJobArgs, 'id'>
  >
  carrefourReprocessReceipt?: Resolver<
    Maybe<ResolversTypes['CarrefourReceiptPage']>,
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourReprocessReceiptArgs, 'id' | 'page' | 'pageSize'>
  >
  carrefourConnection?: Resolver<ResolversTypes['CarrefourConnection'], ParentType, ContextType>
  carrefourConfiguration?: Resolver<
    Maybe<ResolversTypes['CarrefourConfiguration']>,
    ParentType,
    ContextType
  >
  carrefourPage?: Resolver<ResolversTypes['CarrefourPage'], ParentType, ContextType>
  carrefourPulse?: Resolver<ResolversTypes['CarrefourPulse'], ParentType, ContextType>
  carrefourHealth?: Resolver<ResolversTypes['CarrefourHealth'], ParentType, ContextType>
  carrefourHistory?: Resolver<
    ResolversTypes['CarrefourHistoryPage'],
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourHistoryArgs, 'page' | 'pageSize'>
  >
  carrefourSendings?: Resolver<
    ResolversTypes['CarrefourSendingPage'],
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourSendingsArgs, 'page' | 'pageSize'>
  >
  carrefourSendingFiles?: Resolver<
    Maybe<ResolversTypes['CarrefourSendingFiles']>,
    ParentType,
    ContextType,
    RequireFields<QueryCarrefourSendingFilesArgs, 'id'>
  >
  carrefourReconcile?: Resolver<ResolversTypes['CarrefourReconcile'], ParentType, ContextType>
  carrefourTradePolicies?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourTradePolicy']>,
    ParentType,
    ContextType
  >
  carrefourConfigurationRules?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourFieldRule']>,
    ParentType,
    ContextType
  >
  carrefourPermissions?: Resolver<ResolversTypes['CarrefourPermissions'], ParentType, ContextType>
}

export type CarrefourProcessPageResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourProcessPage'] =
    ResolversParentTypes['CarrefourProcessPage'],
> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['CarrefourProcess']>, ParentType, ContextType>
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  page?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  searchProblem?: Resolver<Maybe<ResolversTypes['CarrefourSearchProblem']>, ParentType, ContextType>
}

export type CarrefourProcessResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourProcess'] =
    ResolversParentTypes['CarrefourProcess'],
> = {
  skuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  ean?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  affiliate?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  status?: Resolver<ResolversTypes['CarrefourStatus'], ParentType, ContextType>
  cause?: Resolver<Maybe<ResolversTypes['CarrefourCause']>, ParentType, ContextType>
  actor?: Resolver<ResolversTypes['CarrefourActor'], ParentType, ContextType>
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  available?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  processedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  requestedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  lastCheckedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  nextCheckAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  seen?: Resolver<Maybe<ResolversTypes['CarrefourSeenUnits']>, ParentType, ContextType>
  attempts?: Resolver<ReadonlyArray<ResolversTypes['CarrefourAttempt']>, ParentType, ContextType>
}

export type CarrefourSeenUnitsResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSeenUnits'] =
    ResolversParentTypes['CarrefourSeenUnits'],
> = {
  units?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourAttemptResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourAttempt'] =
    ResolversParentTypes['CarrefourAttempt'],
> = {
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  reason?: Resolver<ResolversTypes['CarrefourReason'], ParentType, ContextType>
  status?: Resolver<ResolversTypes['CarrefourStatus'], ParentType, ContextType>
  cause?: Resolver<Maybe<ResolversTypes['CarrefourCause']>, ParentType, ContextType>
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  importId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  sentLine?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourExportPageResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourExportPage'] =
    ResolversParentTypes['CarrefourExportPage'],
> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['CarrefourExportRow']>, ParentType, ContextType>
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourExportRowResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourExportRow'] =
    ResolversParentTypes['CarrefourExportRow'],
> = {
  skuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  ean?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  affiliate?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  status?: Resolver<ResolversTypes['CarrefourStatus'], ParentType, ContextType>
  cause?: Resolver<Maybe<ResolversTypes['CarrefourCause']>, ParentType, ContextType>
  actor?: Resolver<ResolversTypes['CarrefourActor'], ParentType, ContextType>
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  confirmed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  available?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  processedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  causeSince?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  nextCheckAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  reason?: Resolver<Maybe<ResolversTypes['CarrefourReason']>, ParentType, ContextType>
  importId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourProcessCountsResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourProcessCounts'] =
    ResolversParentTypes['CarrefourProcessCounts'],
> = {
  statuses?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourStatusCount']>,
    ParentType,
    ContextType
  >
  causes?: Resolver<ReadonlyArray<ResolversTypes['CarrefourCauseCount']>, ParentType, ContextType>
  actors?: Resolver<ReadonlyArray<ResolversTypes['CarrefourActorCount']>, ParentType, ContextType>
}

export type CarrefourStatusCountResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourStatusCount'] =
    ResolversParentTypes['CarrefourStatusCount'],
> = {
  status?: Resolver<ResolversTypes['CarrefourStatus'], ParentType, ContextType>
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourCauseCountResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourCauseCount'] =
    ResolversParentTypes['CarrefourCauseCount'],
> = {
  cause?: Resolver<ResolversTypes['CarrefourCause'], ParentType, ContextType>
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourActorCountResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourActorCount'] =
    ResolversParentTypes['CarrefourActorCount'],
> = {
  actor?: Resolver<ResolversTypes['CarrefourActor'], ParentType, ContextType>
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourComparisonResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourComparison'] =
    ResolversParentTypes['CarrefourComparison'],
> = {
  skuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  store?: Resolver<ResolversTypes['CarrefourFigure'], ParentType, ContextType>
  carrefour?: Resolver<ResolversTypes['CarrefourFigure'], ParentType, ContextType>
  minimumStock?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
}

export type CarrefourFigureResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourFigure'] =
    ResolversParentTypes['CarrefourFigure'],
> = {
  units?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  missing?: Resolver<Maybe<ResolversTypes['CarrefourNoFigure']>, ParentType, ContextType>
  nextAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourHourResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourHour'] = ResolversParentTypes['CarrefourHour'],
> = {
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  success?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  warning?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  error?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourProblemsResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourProblems'] =
    ResolversParentTypes['CarrefourProblems'],
> = {
  problems?: Resolver<ReadonlyArray<ResolversTypes['CarrefourProblem']>, ParentType, ContextType>
  lastConfirmedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourProblemResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourProblem'] =
    ResolversParentTypes['CarrefourProblem'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  cause?: Resolver<ResolversTypes['CarrefourCause'], ParentType, ContextType>
  fingerprint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  actor?: Resolver<ResolversTypes['CarrefourActor'], ParentType, ContextType>
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  since?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  lastDay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  oversold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  unoffered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  isAtLeast?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  sampleSkuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  sampleMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  nextCheckAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  dismissed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  aside?: Resolver<Maybe<ResolversTypes['CarrefourAside']>, ParentType, ContextType>
}

export type CarrefourAsideResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourAside'] =
    ResolversParentTypes['CarrefourAside'],
> = {
  until?: Resolver<ResolversTypes['CarrefourAsideUntil'], ParentType, ContextType>
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  day?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  skus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
}

export type CarrefourReprocessPlanResultResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessPlanResult'] =
    ResolversParentTypes['CarrefourReprocessPlanResult'],
> = {
  __resolveType: TypeResolveFn<
    'CarrefourReprocessPlan' | 'CarrefourJobRefused',
    ParentType,
    ContextType
  >
}

export type CarrefourReprocessPlanResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessPlan'] =
    ResolversParentTypes['CarrefourReprocessPlan'],
> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  blocked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  missing?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  nextSendAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  jobsAhead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  refusal?: Resolver<Maybe<ResolversTypes['CarrefourRefusal']>, ParentType, ContextType>
  samples?: Resolver<ReadonlyArray<ResolversTypes['CarrefourPlanSample']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourPlanSampleResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourPlanSample'] =
    ResolversParentTypes['CarrefourPlanSample'],
> = {
  skuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourJobRefusedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourJobRefused'] =
    ResolversParentTypes['CarrefourJobRefused'],
> = {
  code?: Resolver<ResolversTypes['CarrefourRefusal'], ParentType, ContextType>
  skuIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourReprocessJobResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessJob'] =
    ResolversParentTypes['CarrefourReprocessJob'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  state?: Resolver<ResolversTypes['CarrefourJobState'], ParentType, ContextType>
  phase?: Resolver<Maybe<ResolversTypes['CarrefourJobPhase']>, ParentType, ContextType>
  filter?: Resolver<ResolversTypes['CarrefourJobFilter'], ParentType, ContextType>
  startedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  createdAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  startedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  endedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  expected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  settled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  filesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  succeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourJobPhaseResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourJobPhase'] =
    ResolversParentTypes['CarrefourJobPhase'],
> = {
  kind?: Resolver<ResolversTypes['CarrefourJobPhaseKind'], ParentType, ContextType>
  done?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  at?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourJobFilterResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourJobFilter'] =
    ResolversParentTypes['CarrefourJobFilter'],
> = {
  status?: Resolver<Maybe<ResolversTypes['CarrefourStatus']>, ParentType, ContextType>
  causes?: Resolver<ReadonlyArray<ResolversTypes['CarrefourCause']>, ParentType, ContextType>
  without?: Resolver<ReadonlyArray<ResolversTypes['CarrefourCause']>, ParentType, ContextType>
  actor?: Resolver<Maybe<ResolversTypes['CarrefourActor']>, ParentType, ContextType>
  fingerprint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  since?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  search?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  named?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
}

export type CarrefourReceiptPageResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReceiptPage'] =
    ResolversParentTypes['CarrefourReceiptPage'],
> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['CarrefourReceiptLine']>, ParentType, ContextType>
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  page?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourReceiptLineResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReceiptLine'] =
    ResolversParentTypes['CarrefourReceiptLine'],
> = {
  skuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  outcome?: Resolver<ResolversTypes['CarrefourLineOutcome'], ParentType, ContextType>
  cause?: Resolver<Maybe<ResolversTypes['CarrefourCause']>, ParentType, ContextType>
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  at?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourConnectionResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourConnection'] =
    ResolversParentTypes['CarrefourConnection'],
> = {
  production?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  configuration?: Resolver<Maybe<ResolversTypes['CarrefourConfiguration']>, ParentType, ContextType>
  incident?: Resolver<Maybe<ResolversTypes['CarrefourIncident']>, ParentType, ContextType>
  outages?: Resolver<ReadonlyArray<ResolversTypes['CarrefourIncident']>, ParentType, ContextType>
  boundShop?: Resolver<Maybe<ResolversTypes['CarrefourNamedShop']>, ParentType, ContextType>
  lastConfirmedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  waitingSince?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  stalledSince?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  standstill?: Resolver<Maybe<ResolversTypes['CarrefourStandstill']>, ParentType, ContextType>
  gap?: Resolver<Maybe<ResolversTypes['CarrefourGap']>, ParentType, ContextType>
  closedShop?: Resolver<Maybe<ResolversTypes['CarrefourClosedShop']>, ParentType, ContextType>
  otherWriters?: Resolver<ResolversTypes['CarrefourOtherWriters'], ParentType, ContextType>
  brake?: Resolver<Maybe<ResolversTypes['CarrefourBrake']>, ParentType, ContextType>
  blocked?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  nextSendAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  pulse?: Resolver<ResolversTypes['CarrefourPulse'], ParentType, ContextType>
  numbersAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  success?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  warning?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  error?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
}

export type CarrefourConfigurationResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourConfiguration'] =
    ResolversParentTypes['CarrefourConfiguration'],
> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  shopId?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  tradePolicy?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  affiliateId?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  minimumStock?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  sendKits?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  notificationEmail?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  alertIncident?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  alertSolved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  alertDigest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  alertLanguage?: Resolver<ResolversTypes['CarrefourLanguage'], ParentType, ContextType>
  carrefourUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  portalUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  sendFromDevelopment?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  shopKey?: Resolver<Maybe<ResolversTypes['CarrefourShopKey']>, ParentType, ContextType>
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourShopKeyResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShopKey'] =
    ResolversParentTypes['CarrefourShopKey'],
> = {
  last4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  savedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  savedAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  verifiedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourIncidentResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourIncident'] =
    ResolversParentTypes['CarrefourIncident'],
> = {
  cause?: Resolver<ResolversTypes['CarrefourCause'], ParentType, ContextType>
  actor?: Resolver<ResolversTypes['CarrefourActor'], ParentType, ContextType>
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  lastSeenAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  nextTryAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  shops?: Resolver<Maybe<ResolversTypes['CarrefourShopMismatch']>, ParentType, ContextType>
}

export type CarrefourShopMismatchResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShopMismatch'] =
    ResolversParentTypes['CarrefourShopMismatch'],
> = {
  bound?: Resolver<ResolversTypes['CarrefourNamedShop'], ParentType, ContextType>
  opens?: Resolver<ResolversTypes['CarrefourNamedShop'], ParentType, ContextType>
}

export type CarrefourNamedShopResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourNamedShop'] =
    ResolversParentTypes['CarrefourNamedShop'],
> = {
  shopId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourStandstillResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourStandstill'] =
    ResolversParentTypes['CarrefourStandstill'],
> = {
  kind?: Resolver<ResolversTypes['CarrefourStandstillKind'], ParentType, ContextType>
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourGapResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourGap'] = ResolversParentTypes['CarrefourGap'],
> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  comparedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  compared?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  differed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
}

export type CarrefourClosedShopResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourClosedShop'] =
    ResolversParentTypes['CarrefourClosedShop'],
> = {
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  suspension?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  closedFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  closedTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourOtherWritersResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourOtherWriters'] =
    ResolversParentTypes['CarrefourOtherWriters'],
> = {
  skus?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  samples?: Resolver<ReadonlyArray<ResolversTypes['CarrefourOtherWriter']>, ParentType, ContextType>
}

export type CarrefourOtherWriterResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourOtherWriter'] =
    ResolversParentTypes['CarrefourOtherWriter'],
> = {
  skuId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  changes?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourForeignChange']>,
    ParentType,
    ContextType
  >
}

export type CarrefourForeignChangeResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourForeignChange'] =
    ResolversParentTypes['CarrefourForeignChange'],
> = {
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  ours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  theirs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourBrakeResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourBrake'] =
    ResolversParentTypes['CarrefourBrake'],
> = {
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  stocked?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  reason?: Resolver<ResolversTypes['CarrefourBrakeReason'], ParentType, ContextType>
  waitsForPerson?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  decision?: Resolver<Maybe<ResolversTypes['CarrefourBrakeDecision']>, ParentType, ContextType>
  nextReadingAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourPulseResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourPulse'] =
    ResolversParentTypes['CarrefourPulse'],
> = {
  mark?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourPageResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourPage'] = ResolversParentTypes['CarrefourPage'],
> = {
  connection?: Resolver<Maybe<ResolversTypes['CarrefourConnection']>, ParentType, ContextType>
  problems?: Resolver<Maybe<ResolversTypes['CarrefourProblems']>, ParentType, ContextType>
  jobs?: Resolver<
    Maybe<ReadonlyArray<ResolversTypes['CarrefourReprocessJob']>>,
    ParentType,
    ContextType
  >
  counts?: Resolver<
    Maybe<ResolversTypes['CarrefourProcessCounts']>,
    ParentType,
    ContextType,
    Partial<CarrefourPageCountsArgs>
  >
  processes?: Resolver<
    Maybe<ResolversTypes['CarrefourProcessPage']>,
    ParentType,
    ContextType,
    RequireFields<CarrefourPageProcessesArgs, 'sort' | 'page' | 'pageSize'>
  >
  health?: Resolver<Maybe<ResolversTypes['CarrefourHealth']>, ParentType, ContextType>
  reconcile?: Resolver<Maybe<ResolversTypes['CarrefourReconcile']>, ParentType, ContextType>
}

export type CarrefourHealthResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourHealth'] =
    ResolversParentTypes['CarrefourHealth'],
> = {
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  success?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  warning?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  error?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourReconcileResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReconcile'] =
    ResolversParentTypes['CarrefourReconcile'],
> = {
  run?: Resolver<Maybe<ResolversTypes['CarrefourReconcileRun']>, ParentType, ContextType>
  last?: Resolver<Maybe<ResolversTypes['CarrefourReconcileRun']>, ParentType, ContextType>
  nextAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourReconcileRunResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReconcileRun'] =
    ResolversParentTypes['CarrefourReconcileRun'],
> = {
  startedAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  endedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  why?: Resolver<ResolversTypes['CarrefourReconcileWhy'], ParentType, ContextType>
  phase?: Resolver<Maybe<ResolversTypes['CarrefourReconcilePhase']>, ParentType, ContextType>
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>
  problem?: Resolver<Maybe<ResolversTypes['CarrefourReconcileProblem']>, ParentType, ContextType>
  offersTotal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  offersSeen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  compared?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  drift?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  onTheWay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  neverSent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  vanished?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  leftPolicy?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  outdated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  unread?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  queued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  healed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  unknownOffers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  unknownSamples?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourHistoryPageResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourHistoryPage'] =
    ResolversParentTypes['CarrefourHistoryPage'],
> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['CarrefourHistoryEntry']>, ParentType, ContextType>
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  page?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
}

export type CarrefourHistoryEntryResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourHistoryEntry'] =
    ResolversParentTypes['CarrefourHistoryEntry'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  kind?: Resolver<ResolversTypes['CarrefourHistoryKind'], ParentType, ContextType>
  person?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourSendingPageResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSendingPage'] =
    ResolversParentTypes['CarrefourSendingPage'],
> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['CarrefourSending']>, ParentType, ContextType>
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  page?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  nextFileAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourSendingResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSending'] =
    ResolversParentTypes['CarrefourSending'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  importId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  state?: Resolver<ResolversTypes['CarrefourSendingState'], ParentType, ContextType>
  sentAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  endedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  skus?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  accepted?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  refused?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  unconfirmed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  shop?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  keyEnding?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  fileBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  reportBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  hasFile?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  hasReport?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  nextCall?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  nextCallAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourSendingFilesResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSendingFiles'] =
    ResolversParentTypes['CarrefourSendingFiles'],
> = {
  sending?: Resolver<ResolversTypes['CarrefourSending'], ParentType, ContextType>
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  answers?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourSendingAnswer']>,
    ParentType,
    ContextType
  >
  file?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  report?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
}

export type CarrefourSendingAnswerResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSendingAnswer'] =
    ResolversParentTypes['CarrefourSendingAnswer'],
> = {
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  operation?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  words?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourTradePolicyResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourTradePolicy'] =
    ResolversParentTypes['CarrefourTradePolicy'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
}

export type CarrefourFieldRuleResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourFieldRule'] =
    ResolversParentTypes['CarrefourFieldRule'],
> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  longest?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  smallest?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  largest?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  pattern?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  patternCode?: Resolver<
    Maybe<ResolversTypes['CarrefourFieldProblemCode']>,
    ParentType,
    ContextType
  >
}

export type CarrefourPermissionsResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourPermissions'] =
    ResolversParentTypes['CarrefourPermissions'],
> = {
  view?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  reprocess?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  configure?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
}

export type MutationResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  dismissCarrefourProblem?: Resolver<
    ResolversTypes['CarrefourProblems'],
    ParentType,
    ContextType,
    RequireFields<MutationDismissCarrefourProblemArgs, 'id' | 'dismissed'>
  >
  reprocessCarrefourSkus?: Resolver<
    ResolversTypes['CarrefourReprocessResult'],
    ParentType,
    ContextType,
    RequireFields<MutationReprocessCarrefourSkusArgs, 'skuIds'>
  >
  reprocessCarrefourBlocked?: Resolver<
    ResolversTypes['CarrefourReprocessResult'],
    ParentType,
    ContextType
  >
  startCarrefourReprocess?: Resolver<
    ResolversTypes['CarrefourReprocessJobResult'],
    ParentType,
    ContextType,
    RequireFields<MutationStartCarrefourReprocessArgs, 'filter' | 'key'>
  >
  cancelCarrefourReprocess?: Resolver<
    ResolversTypes['CarrefourReprocessJobResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelCarrefourReprocessArgs, 'id'>
  >
  saveCarrefourConfiguration?: Resolver<
    ResolversTypes['CarrefourSaveResult'],
    ParentType,
    ContextType,
    RequireFields<MutationSaveCarrefourConfigurationArgs, 'input'>
  >
  switchCarrefourConnection?: Resolver<
    ResolversTypes['CarrefourSaveResult'],
    ParentType,
    ContextType,
    RequireFields<MutationSwitchCarrefourConnectionArgs, 'active'>
  >
  decideCarrefourBrake?: Resolver<
    ResolversTypes['CarrefourBrakeDecided'],
    ParentType,
    ContextType,
    RequireFields<MutationDecideCarrefourBrakeArgs, 'decision' | 'since'>
  >
  startCarrefourReconcile?: Resolver<
    ResolversTypes['CarrefourReconcileResult'],
    ParentType,
    ContextType
  >
  disconnectCarrefour?: Resolver<
    ResolversTypes['CarrefourDisconnectResult'],
    ParentType,
    ContextType
  >
  renewCarrefourWebhook?: Resolver<
    ResolversTypes['CarrefourWebhookRenewal'],
    ParentType,
    ContextType
  >
  forgetCarrefourPerson?: Resolver<
    ResolversTypes['Int'],
    ParentType,
    ContextType,
    RequireFields<MutationForgetCarrefourPersonArgs, 'person'>
  >
  testCarrefourAlert?: Resolver<ResolversTypes['CarrefourAlertTest'], ParentType, ContextType>
  testCarrefourShopKey?: Resolver<
    ResolversTypes['CarrefourShopKeyTest'],
    ParentType,
    ContextType,
    Partial<MutationTestCarrefourShopKeyArgs>
  >
}

export type CarrefourReprocessResultResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessResult'] =
    ResolversParentTypes['CarrefourReprocessResult'],
> = {
  __resolveType: TypeResolveFn<
    'CarrefourReprocessAccepted' | 'CarrefourReprocessRefused',
    ParentType,
    ContextType
  >
}

export type CarrefourReprocessAcceptedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessAccepted'] =
    ResolversParentTypes['CarrefourReprocessAccepted'],
> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  skuIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>
  jobId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>
  nextSendAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourReprocessRefusedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessRefused'] =
    ResolversParentTypes['CarrefourReprocessRefused'],
> = {
  code?: Resolver<ResolversTypes['CarrefourRefusal'], ParentType, ContextType>
  skuIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourReprocessJobResultResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReprocessJobResult'] =
    ResolversParentTypes['CarrefourReprocessJobResult'],
> = {
  __resolveType: TypeResolveFn<
    'CarrefourReprocessJob' | 'CarrefourJobRefused',
    ParentType,
    ContextType
  >
}

export type CarrefourSaveResultResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSaveResult'] =
    ResolversParentTypes['CarrefourSaveResult'],
> = {
  __resolveType: TypeResolveFn<
    | 'CarrefourSaved'
    | 'CarrefourInvalidConfiguration'
    | 'CarrefourShopKeyRefused'
    | 'CarrefourOtherShop'
    | 'CarrefourShopToConfirm'
    | 'CarrefourUnreachable'
    | 'CarrefourTestLimited'
    | 'CarrefourStoreUnreachable'
    | 'CarrefourConfigurationConflict',
    ParentType,
    ContextType
  >
}

export type CarrefourSavedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourSaved'] =
    ResolversParentTypes['CarrefourSaved'],
> = {
  connection?: Resolver<ResolversTypes['CarrefourConnection'], ParentType, ContextType>
  blocked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  shop?: Resolver<Maybe<ResolversTypes['CarrefourShop']>, ParentType, ContextType>
  nameless?: Resolver<Maybe<ResolversTypes['CarrefourNameless']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourShopResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShop'] = ResolversParentTypes['CarrefourShop'],
> = {
  shopId?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>
}

export type CarrefourInvalidConfigurationResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourInvalidConfiguration'] =
    ResolversParentTypes['CarrefourInvalidConfiguration'],
> = {
  problems?: Resolver<
    ReadonlyArray<ResolversTypes['CarrefourFieldProblem']>,
    ParentType,
    ContextType
  >
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourFieldProblemResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourFieldProblem'] =
    ResolversParentTypes['CarrefourFieldProblem'],
> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  code?: Resolver<ResolversTypes['CarrefourFieldProblemCode'], ParentType, ContextType>
}

export type CarrefourShopKeyRefusedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShopKeyRefused'] =
    ResolversParentTypes['CarrefourShopKeyRefused'],
> = {
  httpStatus?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourOtherShopResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourOtherShop'] =
    ResolversParentTypes['CarrefourOtherShop'],
> = {
  opens?: Resolver<ResolversTypes['CarrefourShop'], ParentType, ContextType>
  shopId?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourShopToConfirmResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShopToConfirm'] =
    ResolversParentTypes['CarrefourShopToConfirm'],
> = {
  shop?: Resolver<Maybe<ResolversTypes['CarrefourShop']>, ParentType, ContextType>
  formerShopId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  formerShopName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourUnreachableResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourUnreachable'] =
    ResolversParentTypes['CarrefourUnreachable'],
> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourTestLimitedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourTestLimited'] =
    ResolversParentTypes['CarrefourTestLimited'],
> = {
  waitSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourStoreUnreachableResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourStoreUnreachable'] =
    ResolversParentTypes['CarrefourStoreUnreachable'],
> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourConfigurationConflictResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourConfigurationConflict'] =
    ResolversParentTypes['CarrefourConfigurationConflict'],
> = {
  current?: Resolver<Maybe<ResolversTypes['CarrefourConfiguration']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourBrakeDecidedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourBrakeDecided'] =
    ResolversParentTypes['CarrefourBrakeDecided'],
> = {
  outcome?: Resolver<ResolversTypes['CarrefourBrakeOutcome'], ParentType, ContextType>
  connection?: Resolver<ResolversTypes['CarrefourConnection'], ParentType, ContextType>
}

export type CarrefourReconcileResultResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReconcileResult'] =
    ResolversParentTypes['CarrefourReconcileResult'],
> = {
  __resolveType: TypeResolveFn<
    'CarrefourReconcileStarted' | 'CarrefourReconcileRefused',
    ParentType,
    ContextType
  >
}

export type CarrefourReconcileStartedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReconcileStarted'] =
    ResolversParentTypes['CarrefourReconcileStarted'],
> = {
  reconcile?: Resolver<ResolversTypes['CarrefourReconcile'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourReconcileRefusedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourReconcileRefused'] =
    ResolversParentTypes['CarrefourReconcileRefused'],
> = {
  code?: Resolver<ResolversTypes['CarrefourReconcileRefusal'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourDisconnectResultResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourDisconnectResult'] =
    ResolversParentTypes['CarrefourDisconnectResult'],
> = {
  __resolveType: TypeResolveFn<
    'CarrefourDisconnected' | 'CarrefourStoreUnreachable',
    ParentType,
    ContextType
  >
}

export type CarrefourDisconnectedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourDisconnected'] =
    ResolversParentTypes['CarrefourDisconnected'],
> = {
  connection?: Resolver<ResolversTypes['CarrefourConnection'], ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type CarrefourShopKeyTestResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShopKeyTest'] =
    ResolversParentTypes['CarrefourShopKeyTest'],
> = {
  __resolveType: TypeResolveFn<
    | 'CarrefourShopKeyAccepted'
    | 'CarrefourInvalidConfiguration'
    | 'CarrefourShopKeyRefused'
    | 'CarrefourOtherShop'
    | 'CarrefourUnreachable'
    | 'CarrefourTestLimited',
    ParentType,
    ContextType
  >
}

export type CarrefourShopKeyAcceptedResolvers<
  ContextType = HttpContext,
  ParentType extends ResolversParentTypes['CarrefourShopKeyAccepted'] =
    ResolversParentTypes['CarrefourShopKeyAccepted'],
> = {
  shop?: Resolver<Maybe<ResolversTypes['CarrefourShop']>, ParentType, ContextType>
  nameless?: Resolver<Maybe<ResolversTypes['CarrefourNameless']>, ParentType, ContextType>
  mismatch?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>
  nextShopCheckAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>
  blocked?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>
}

export type Resolvers<ContextType = HttpContext> = {
  Query?: QueryResolvers<ContextType>
  CarrefourProcessPage?: CarrefourProcessPageResolvers<ContextType>
  CarrefourProcess?: CarrefourProcessResolvers<ContextType>
  CarrefourSeenUnits?: CarrefourSeenUnitsResolvers<ContextType>
  CarrefourAttempt?: CarrefourAttemptResolvers<ContextType>
  CarrefourExportPage?: CarrefourExportPageResolvers<ContextType>
  CarrefourExportRow?: CarrefourExportRowResolvers<ContextType>
  CarrefourProcessCounts?: CarrefourProcessCountsResolvers<ContextType>
  CarrefourStatusCount?: CarrefourStatusCountResolvers<ContextType>
  CarrefourCauseCount?: CarrefourCauseCountResolvers<ContextType>
  CarrefourActorCount?: CarrefourActorCountResolvers<ContextType>
  CarrefourComparison?: CarrefourComparisonResolvers<ContextType>
  CarrefourFigure?: CarrefourFigureResolvers<ContextType>
  CarrefourHour?: CarrefourHourResolvers<ContextType>
  CarrefourProblems?: CarrefourProblemsResolvers<ContextType>
  CarrefourProblem?: CarrefourProblemResolvers<ContextType>
  CarrefourAside?: CarrefourAsideResolvers<ContextType>
  CarrefourReprocessPlanResult?: CarrefourReprocessPlanResultResolvers<ContextType>
  CarrefourReprocessPlan?: CarrefourReprocessPlanResolvers<ContextType>
  CarrefourPlanSample?: CarrefourPlanSampleResolvers<ContextType>
  CarrefourJobRefused?: CarrefourJobRefusedResolvers<ContextType>
  CarrefourReprocessJob?: CarrefourReprocessJobResolvers<ContextType>
  CarrefourJobPhase?: CarrefourJobPhaseResolvers<ContextType>
  CarrefourJobFilter?: CarrefourJobFilterResolvers<ContextType>
  CarrefourReceiptPage?: CarrefourReceiptPageResolvers<ContextType>
  CarrefourReceiptLine?: CarrefourReceiptLineResolvers<ContextType>
  CarrefourConnection?: CarrefourConnectionResolvers<ContextType>
  CarrefourConfiguration?: CarrefourConfigurationResolvers<ContextType>
  CarrefourShopKey?: CarrefourShopKeyResolvers<ContextType>
  CarrefourIncident?: CarrefourIncidentResolvers<ContextType>
  CarrefourShopMismatch?: CarrefourShopMismatchResolvers<ContextType>
  CarrefourNamedShop?: CarrefourNamedShopResolvers<ContextType>
  CarrefourStandstill?: CarrefourStandstillResolvers<ContextType>
  CarrefourGap?: CarrefourGapResolvers<ContextType>
  CarrefourClosedShop?: CarrefourClosedShopResolvers<ContextType>
  CarrefourOtherWriters?: CarrefourOtherWritersResolvers<ContextType>
  CarrefourOtherWriter?: CarrefourOtherWriterResolvers<ContextType>
  CarrefourForeignChange?: CarrefourForeignChangeResolvers<ContextType>
  CarrefourBrake?: CarrefourBrakeResolvers<ContextType>
  CarrefourPulse?: CarrefourPulseResolvers<ContextType>
  CarrefourPage?: CarrefourPageResolvers<ContextType>
  CarrefourHealth?: CarrefourHealthResolvers<ContextType>
  CarrefourReconcile?: CarrefourReconcileResolvers<ContextType>
  CarrefourReconcileRun?: CarrefourReconcileRunResolvers<ContextType>
  CarrefourHistoryPage?: CarrefourHistoryPageResolvers<ContextType>
  CarrefourHistoryEntry?: CarrefourHistoryEntryResolvers<ContextType>
  CarrefourSendingPage?: CarrefourSendingPageResolvers<ContextType>
  CarrefourSending?: CarrefourSendingResolvers<ContextType>
  CarrefourSendingFiles?: CarrefourSendingFilesResolvers<ContextType>
  CarrefourSendingAnswer?: CarrefourSendingAnswerResolvers<ContextType>
  CarrefourTradePolicy?: CarrefourTradePolicyResolvers<ContextType>
  CarrefourFieldRule?: CarrefourFieldRuleResolvers<ContextType>
  CarrefourPermissions?: CarrefourPermissionsResolvers<ContextType>
  Mutation?: MutationResolvers<ContextType>
  CarrefourReprocessResult?: CarrefourReprocessResultResolvers<ContextType>
  CarrefourReprocessAccepted?: CarrefourReprocessAcceptedResolvers<ContextType>
  CarrefourReprocessRefused?: CarrefourReprocessRefusedResolvers<ContextType>
  CarrefourReprocessJobResult?: CarrefourReprocessJobResultResolvers<ContextType>
  CarrefourSaveResult?: CarrefourSaveResultResolvers<ContextType>
  CarrefourSaved?: CarrefourSavedResolvers<ContextType>
  CarrefourShop?: CarrefourShopResolvers<ContextType>
  CarrefourInvalidConfiguration?: CarrefourInvalidConfigurationResolvers<ContextType>
  CarrefourFieldProblem?: CarrefourFieldProblemResolvers<ContextType>
  CarrefourShopKeyRefused?: CarrefourShopKeyRefusedResolvers<ContextType>
  CarrefourOtherShop?: CarrefourOtherShopResolvers<ContextType>
  CarrefourShopToConfirm?: CarrefourShopToConfirmResolvers<ContextType>
  CarrefourUnreachable?: CarrefourUnreachableResolvers<ContextType>
  CarrefourTestLimited?: CarrefourTestLimitedResolvers<ContextType>
  CarrefourStoreUnreachable?: CarrefourStoreUnreachableResolvers<ContextType>
  CarrefourConfigurationConflict?: CarrefourConfigurationConflictResolvers<ContextType>
  CarrefourBrakeDecided?: CarrefourBrakeDecidedResolvers<ContextType>
  CarrefourReconcileResult?: CarrefourReconcileResultResolvers<ContextType>
  CarrefourReconcileStarted?: CarrefourReconcileStartedResolvers<ContextType>
  CarrefourReconcileRefused?: CarrefourReconcileRefusedResolvers<ContextType>
  CarrefourDisconnectResult?: CarrefourDisconnectResultResolvers<ContextType>
  CarrefourDisconnected?: CarrefourDisconnectedResolvers<ContextType>
  CarrefourShopKeyTest?: CarrefourShopKeyTestResolvers<ContextType>
  CarrefourShopKeyAccepted?: CarrefourShopKeyAcceptedResolvers<ContextType>
}

export type DirectiveResolvers<ContextType = HttpContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>
  recorded?: RecordedDirectiveResolver<any, any, ContextType>
  allowed?: AllowedDirectiveResolver<any, any, ContextType>
}
