import { shortHash } from '../ledger/classify.logic'
import { parseSkuId } from '../queue/stockRequest.logic'

/**
 * What is known of Carrefour's list of offers while it is walked through. The other side's paging is not trusted:
 * only different codes count, and the list is whole when there are as many of them as it says it has.
 */
export interface OfferList {
  /** Names of the files that hold the codes that came; only the last one still grows. */
  readonly files: readonly string[]
  /** How many of the codes the last file holds. */
  readonly inLast: number
  /** Different codes so far. */
  readonly codes: number
  /** How many offers the shop has, by the last page; null when it did not say. */
  readonly total: number | null
  /** The largest of these so far. */
  readonly most: number
  /** Pages in a row that brought no code that was new. */
  readonly idle: number
  readonly pages: number
  /** A page was skipped, named no total, or a smaller one than before: the list may have holes that no count shows. */
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

/** Most codes of one file: small enough to be written again page by page, large enough that there are few. */
export const FILE_CODES = 5_000

/** Where a list is taken to be endless: it is cut off there, and said to be cut. */
export const MAX_CODES = 200_000
export const MAX_LIST_PAGES = 4_000

/** So many pages in a row without anything new are the end, whatever the total says. */
const MAX_IDLE = 3

/** What one page adds. */
export interface ListedPage {
  readonly total: number | null
  /** Codes that no page before has brought. */
  readonly fresh: number
}

/** The list after a page. @param file where the last file is saved now */
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

/** Whether the next codes go into a file of their own. */
export const isLastFull = ({ files, inLast }: OfferList): boolean =>
  files.length === 0 || inLast >= FILE_CODES

function filed(list: OfferList, fresh: number, file: string): Pick<OfferList, 'files' | 'inLast'> {
  return isLastFull(list)
    ? { files: [...list.files, file], inLast: fresh }
    : { files: [...list.files.slice(0, -1), file], inLast: list.inLast + fresh }
}

/** The list after a page that could not be read and is left out. */
export const afterSkipped = (list: OfferList): OfferList => ({
  ...list,
  pages: list.pages + 1,
  isDoubtful: true,
})

/**
 * Whether a walk is over: at a page that brings nothing new beyond the largest total that was named. So one
 * call more than there are pages is made, and a total that is too small hides nothing.
 *
 * @param position how many offers lie behind, by the pages' own count
 */
export const isListed = (list: OfferList, position: number): boolean =>
  (list.idle > 0 && position >= list.most) ||
  list.idle >= MAX_IDLE ||
  list.pages >= MAX_LIST_PAGES ||
  list.codes >= MAX_CODES

/** Whether what came is all there is. */
export const isWhole = ({ codes, total, isDoubtful }: OfferList): boolean =>
  !isDoubtful && codes === total

/**
 * What a code is remembered by: a SKU id as it is, any other one by a hash, since it may be long. Should two of
 * them have the same, the list is said to be cut, which is the safe mistake.
 */
export const codeKey = (code: string): string => parseSkuId(code) ?? `#${shortHash(code)}`
