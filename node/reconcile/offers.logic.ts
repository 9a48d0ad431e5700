/*
 * What a comparison concludes from Carrefour's list of offers: whether it is whole, which confirmations it outdates,
 * and who else changes quantities.
 */

import { shortHash } from '../carrefour/classify.logic'
import { parseSkuId } from '../shared/sku.logic'
import type { Process } from '../ledger/process.logic'
import { decideRetry } from '../engine/retry.logic'
import { type Millis, DAY } from '../shared/time'

/**
 * What is known of Carrefour's list of offers during a walk. Its paging is not trusted: only distinct codes count, and
 * the list is complete when there are as many as its total says.
 */
export interface OfferList {
  /** Names of the files with the codes so far; only the last one still grows. */
  readonly files: readonly string[]
  /** Number of codes in the last file. */
  readonly inLast: number
  /** Distinct codes so far. */
  readonly codes: number
  /** The shop's number of offers according to the last page; null when it gave none. */
  readonly total: number | null
  /** The largest such total so far. */
  readonly most: number
  /** Consecutive pages without a new code. */
  readonly idle: number
  readonly pages: number
  /**
   * A page was skipped, gave no total, or a smaller one than before: the list may have holes that the count does not
   * show.
   */
  readonly isDoubtful: boolean
}

export const NO_LIST: OfferList = {
  files: [],
  inLast: 0,
  codes: 0,
  total: null,
  most: 0,
  idle: 0,
  pages: 0,
  isDoubtful: false,
}

/** Maximum codes per file: small enough to rewrite with each page, large enough to need few. */
const FILE_CODES = 5_000

/** Where a list is considered endless: it is cut off there and reported as cut. */
const MAX_CODES = 200_000
const MAX_LIST_PAGES = 4_000

/** This many pages in a row without a new code are the end, whatever the total says. */
const MAX_IDLE = 3

/** What one page adds. */
interface ListedPage {
  readonly total: number | null
  /** Codes that were on no earlier page. */
  readonly fresh: number
}

/** The list after a page. @param file name of the last file now */
export function afterListed(
  list: OfferList,
  { total, fresh }: ListedPage,
  file: string | null
): OfferList {
  const shrank = total === null || total < list.most
  return {
    ...list,
    ...(file === null ? {} : filed(list, fresh, file)),
    codes: list.codes + fresh,
    total,
    most: Math.max(list.most, total ?? 0),
    idle: fresh === 0 ? list.idle + 1 : 0,
    pages: list.pages + 1,
    isDoubtful: list.isDoubtful || shrank,
  }
}

/** Whether the next codes need a new file. */
export const isLastFull = ({ files, inLast }: OfferList): boolean =>
  files.length === 0 || inLast >= FILE_CODES

function filed(list: OfferList, fresh: number, file: string): Pick<OfferList, 'files' | 'inLast'> {
  return isLastFull(list)
    ? { files: [...list.files, file], inLast: fresh }
    : { files: [...list.files.slice(0, -1), file], inLast: list.inLast + fresh }
}

/** The list after a page that could not be read and is skipped. */
export const afterSkipped = (list: OfferList): OfferList => ({
  ...list,
  pages: list.pages + 1,
  isDoubtful: true,
})

/**
 * Whether a walk is over: at a page that brings nothing new beyond the largest total given. This costs one call more
 * than there are pages, and a total that is too small hides nothing.
 *
 * @param position number of offers passed, by the pages' own count
 */
export const isListed = (list: OfferList, position: number): boolean =>
  (list.idle > 0 && position >= list.most) ||
  list.idle >= MAX_IDLE ||
  list.pages >= MAX_LIST_PAGES ||
  list.codes >= MAX_CODES

/** Whether all offers came. */
export const isWhole = ({ codes, total, isDoubtful }: OfferList): boolean =>
  !isDoubtful && codes === total

/**
 * The key a code is stored by: a SKU id as it is, any other by its hash, since it may be long. When two have the same
 * hash, the list counts as cut, which is the safe mistake.
 */
export const codeKey = (code: string): string => parseSkuId(code) ?? `#${shortHash(code)}`

/** How long a confirmation is trusted while offers cannot be read. */
export const CONFIRMED_FOR = 7 * DAY

/** What a comparison found at Carrefour: another quantity, or nothing because offers cannot be read. */
export type Held = 'another' | 'unknown'

/**
 * Whether a confirmation is out of date (cause STALE): Carrefour holds another quantity, or offers cannot be read and
 * the confirmation is old. Only for SKUs that Carrefour confirmed; any other cause already says more.
 */
export function isStale({ status, cause, processedAt }: Process, held: Held, now: Millis): boolean {
  if (status !== 'SUCCESS' && cause !== 'STALE') return false
  return held === 'another' || now - processedAt > CONFIRMED_FOR
}

/** The process while its SKU is queued again. @param random from 0 to 1, spreads the next tries of many */
export function outOfDate(process: Process, now: Millis, random: number): Process {
  const since = process.cause === 'STALE' ? (process.causeSince ?? now) : now
  const decision = decideRetry({
    of: 'sku',
    cause: 'STALE',
    tries: 1,
    retryAfter: null,
    since,
    now,
    random,
  })
  return {
    ...process,
    status: 'WARNING',
    cause: 'STALE',
    causeSince: since,
    nextCheckAt: 'at' in decision ? decision.at : null,
  }
}
