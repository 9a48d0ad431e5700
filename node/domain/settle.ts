import type { BatchAt, ReadLine } from './batches'
import type { Cause } from './causes'
import { statusOf } from './causes'
import { messageOf } from './messages'
import type { Choices } from './configuration'
import type { Outcome } from './processes'

/** Remarks of SKUs that are sent as 0 because they must not be sold: without an offer there is nothing to stop. */
const NOTHING_TO_STOP: readonly Cause[] = ['SKU_INACTIVE', 'NOT_IN_TRADE_POLICY']

interface Judgement {
  readonly cause: Cause | null
  readonly message: string | null
}

/**
 * How one line of a judged batch ended. A success is Carrefour's word: complete, and not in the report.
 *
 * @param shop name of the shop of now, for a batch that does not name the one that it went to
 */
export function outcomeOf(
  batch: BatchAt<'judged'>,
  line: ReadLine,
  { affiliateId, shop }: Pick<Choices, 'affiliateId'> & { readonly shop: string },
  random: number
): Outcome {
  const { cause, message } = judge(batch, line)
  return {
    skuId: line.skuId,
    facts: line.facts,
    affiliate: affiliateId,
    shop: batch.shop ?? shop,
    available: line.available,
    message: messageOf(cause, message),
    spread: random,
    attempt: {
      batchId: batch.id,
      at: batch.judgedAt,
      reason: line.reason,
      status: statusOf(cause),
      cause,
      quantity: line.quantity,
      message,
      importId: line.quantity === null ? null : batch.importId,
    },
  }
}

function judge(batch: BatchAt<'judged'>, line: ReadLine): Judgement {
  const keptBack = line.quantity === null && line.remark !== null
  if (keptBack) return { cause: line.remark, message: null }
  const { verdict } = batch
  if (verdict.kind === 'failed') return { cause: verdict.cause, message: verdict.message }
  const rejection = verdict.rejected[line.skuId]
  if (!rejection) return { cause: line.remark, message: null }
  const nothingToStop =
    rejection.cause === 'NOT_CATALOGED' &&
    line.remark !== null &&
    NOTHING_TO_STOP.includes(line.remark)
  return {
    cause: nothingToStop ? line.remark : rejection.cause,
    message: rejection.message || null,
  }
}
