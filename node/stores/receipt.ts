import { asList, asNumber, asObject, asText } from '../clients/json'
import { isCause } from '../domain/causes'
import type { LineOutcome, ReceiptLine } from '../domain/receipt'
import { parseSkuId } from '../domain/requests'

const isOutcome = (text: string | null): text is LineOutcome =>
  text === 'SUCCEEDED' || text === 'FAILED' || text === 'WAITING' || text === 'SKIPPED'

/** The lines in a stored file; one of an unknown shape is left out. */
export const readReceiptLines = (raw: unknown): readonly ReceiptLine[] =>
  (asList(raw) ?? []).flatMap(line => readReceiptLine(line) ?? [])

function readReceiptLine(raw: unknown): ReceiptLine | null {
  const stored = asObject(raw)
  const skuId = parseSkuId(stored?.skuId)
  const outcome = asText(stored?.outcome)
  const cause = asText(stored?.cause)
  if (!stored || !skuId || !isOutcome(outcome)) return null
  return {
    skuId,
    outcome,
    cause: cause === null ? null : isCause(cause) ? cause : 'UNKNOWN',
    quantity: asNumber(stored.quantity),
    at: asNumber(stored.at),
  }
}
