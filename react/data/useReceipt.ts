import type { LineOutcome, ReceiptPage } from '../graphql/jobTypes'
import REPROCESS_RECEIPT from '../graphql/reprocessReceipt.graphql'
import { useFreshQuery } from './useFreshQuery'

export { REPROCESS_RECEIPT as RECEIPT }

/** Which lines of which receipt. */
export interface ReceiptWish {
  id: string
  outcome: LineOutcome | null
  page: number
  pageSize: number
}

/**
 * One page of a job's receipt; null until it is known.
 *
 * @param length another one asks again: the receipt of a running job grows
 */
export function useReceipt(wish: ReceiptWish, length: number) {
  const { data, ...rest } = useFreshQuery<{ carrefourReprocessReceipt: ReceiptPage | null }>(
    REPROCESS_RECEIPT,
    { variables: wish, again: length }
  )
  return { ...rest, receipt: data === null ? null : data.carrefourReprocessReceipt }
}
