import type { Attempt } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { stockFile } from '../../domain/stockFile'
import { toIso } from '../../domain/time'
import type { ProcessView } from '../../useCases/rows'
import { isoOrNull } from './iso'
import { showLatest } from './latest'

/** A row as `CarrefourProcess`. */
export const showProcess = (view: ProcessView) => {
  const { process, skuId, requestedAt } = view
  return {
    ...showLatest(view),
    requestedAt: isoOrNull(requestedAt),
    lastCheckedAt: isoOrNull(process?.lastCheckedAt ?? null),
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
