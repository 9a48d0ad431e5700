import { asList, asNumber, asObject, asText } from '../clients/json'
import { isCause } from '../domain/causes'
import type { Attempt } from '../domain/processes'
import { parseSkuId } from '../domain/requests'
import type { Unwritten } from '../domain/unwritten'
import { readFacts, readReason, readStatus } from './processParts'

/** The outcomes in a stored file; what has another shape is left out. */
export const readUnwritten = (raw: unknown): readonly Unwritten[] =>
  (asList(asObject(raw)?.unwritten) ?? []).flatMap(one => {
    const stored = asObject(one)
    const outcome = asObject(stored?.outcome)
    const skuId = parseSkuId(outcome?.skuId)
    const attempt = readAttempt(outcome?.attempt)
    if (!stored || !outcome || !skuId || !attempt) return []
    return [
      {
        outcome: {
          skuId,
          facts: readFacts(outcome.facts),
          affiliate: asText(outcome.affiliate) ?? '',
          shop: asText(outcome.shop) ?? '',
          available: asNumber(outcome.available),
          message: asText(outcome.message),
          attempt,
          spread: asNumber(outcome.spread) ?? 0,
        },
        tries: asNumber(stored.tries) ?? 1,
        notBefore: asNumber(stored.notBefore) ?? 0,
      },
    ]
  })

function readAttempt(raw: unknown): Attempt | null {
  const stored = asObject(raw)
  const at = asNumber(stored?.at)
  const batchId = asText(stored?.batchId)
  if (!stored || at === null || !batchId) return null
  const cause = asText(stored.cause)
  return {
    batchId,
    at,
    reason: readReason(stored.reason),
    status: readStatus(stored.status),
    cause: cause === null ? null : isCause(cause) ? cause : 'UNKNOWN',
    quantity: asNumber(stored.quantity),
    message: asText(stored.message),
    importId: asText(stored.importId),
  }
}
