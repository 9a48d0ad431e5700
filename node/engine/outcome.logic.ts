import { type Cause, statusOf } from '../shared/causes'
import type { BatchAt, ReadLine } from './batch.logic'
import type { Choices } from '../connection/configuration.logic'
import type { Outcome } from '../ledger/process.logic'

/**
 * The exact messages of VTEX's own connector for these causes, which merchants know and search for. Source: VTEX help,
 * "Erros de integração de estoque com o Carrefour" and "Configurar cadastro da integração do Carrefour".
 */
const KNOWN_MESSAGES: Partial<Record<Cause, string>> = {
  NOT_CATALOGED:
    'Produto ainda não foi catalogado no Carrefour. Para reprocessar essa oferta, aguarde a confirmação do Carrefour de que o produto foi catalogado. Para mais detalhes verifique o portal do carrefour.',
  KIT_NOT_SENT: 'O conector está configurado para não enviar SKUs do tipo Kit',
}

/** The message of a process: the known one for its cause, else Carrefour's own words. */
export const messageOf = (cause: Cause | null, carrefour: string | null): string | null =>
  cause === null ? null : (KNOWN_MESSAGES[cause] ?? carrefour)

/** Remarks of SKUs sent as 0 because they must not be sold: without an offer there is nothing to stop. */
const NOTHING_TO_STOP: readonly Cause[] = ['SKU_INACTIVE', 'NOT_IN_TRADE_POLICY']

interface Judgement {
  readonly cause: Cause | null
  readonly message: string | null
}

/**
 * The outcome of one line of a judged batch. Success means that Carrefour reported the import complete and the line is
 * not in the error report.
 *
 * @param shop name of the current shop, for a batch that does not name its own
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
