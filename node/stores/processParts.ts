import { asFlag, asNumber, asObject, asText } from '../clients/json'
import type { SettledStatus } from '../domain/causes'
import type { SkuFacts } from '../domain/processes'
import type { Reason } from '../domain/requests'
import { LANES } from '../domain/requests'

const REASONS: ReadonlySet<string> = new Set(Object.values(LANES).map(lane => lane.reason))

/** A reason; an unknown one reads as a notification. */
export const readReason = (raw: unknown): Reason =>
  typeof raw === 'string' && REASONS.has(raw) ? (raw as Reason) : 'NOTIFICATION'

/** A SKU's facts; null when there are none. */
export function readFacts(raw: unknown): SkuFacts | null {
  const facts = asObject(raw)
  const readAt = asNumber(facts?.readAt)
  if (!facts || readAt === null) return null
  return {
    name: asText(facts.name),
    ean: asText(facts.ean),
    reference: asText(facts.reference),
    isKit: asFlag(facts.isKit) ?? false,
    readAt,
  }
}

/** A status; an unknown one reads as an error. */
export const readStatus = (raw: unknown): SettledStatus =>
  raw === 'SUCCESS' || raw === 'WARNING' ? raw : 'ERROR'
