import { actorOf } from '../../domain/causes'
import type { Attempt } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { stockFile } from '../../domain/stockFile'
import { toIso } from '../../domain/time'
import type { ProcessView } from '../../useCases/rows'
import { statusOfRow } from '../../useCases/rows'
import { isoOrNull } from './iso'

/** A row as `CarrefourProcess`. */
export const showProcess = (view: ProcessView) => {
  const { process, skuId, affiliate, requestedAt } = view
  return {
    skuId,
    name: process?.facts?.name ?? null,
    ean: process?.facts?.ean ?? null,
    reference: process?.facts?.reference ?? null,
    affiliate,
    status: statusOfRow(view),
    cause: process?.cause ?? null,
    actor: actorOf(process?.cause ?? null),
    message: process?.message ?? null,
    quantity: process?.quantity ?? null,
    available: process?.available ?? null,
    processedAt: isoOrNull(process?.processedAt ?? null),
    requestedAt: isoOrNull(requestedAt),
    lastCheckedAt: isoOrNull(process?.lastCheckedAt ?? null),
    nextCheckAt: isoOrNull(process?.nextCheckAt ?? null),
    attempts: (process?.attempts ?? []).map(attempt => showAttempt(skuId, attempt)),
  }
}

const showAttempt = (skuId: SkuId, attempt: Attempt) => {
  const { at, reason, status, cause, quantity, message, importId } = attempt
  const sent = importId !== null && quantity !== null
  return {
    at: toIso(at),
    reason,
    status,
    cause,
    quantity,
    message,
    importId,
    sentLine: sent ? stockFile([{ skuId, quantity }]).trimEnd() : null,
  }
}
