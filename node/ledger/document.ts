import { type Json, asFlag, asNumber, asObject, asText } from '../shared/json'
import { entriesOf, partOf } from '../shared/stored'
import { type SettledStatus, isCause } from '../shared/causes'
import { type SkuFacts, type Attempt, type Process, KEPT_ATTEMPTS } from './process.logic'
import { type Reason, PRIORITIES, parseSkuId } from '../queue/stockRequest.logic'
import { heldByAttempts, impactOf, impactRank } from './impact.logic'
import { searchTokens, withoutZeros } from './filter.logic'
import { type Millis, fromIso, toIso } from '../shared/time'
import { withoutNulls } from '../storage/schemas'
import { storedTokens } from './where'

const REASONS: ReadonlySet<string> = new Set(
  Object.values(PRIORITIES).map(priority => priority.reason)
)

/** A reason; an unknown one reads as a notification. */
export const readReason = (raw: unknown): Reason =>
  typeof raw === 'string' && REASONS.has(raw) ? (raw as Reason) : 'NOTIFICATION'

/** A SKU's facts; null when there are none. */
export const readFacts = (raw: unknown): SkuFacts | null =>
  partOf(
    raw,
    ({ readAt }) => ({ readAt: asNumber(readAt) }),
    ({ readAt }, facts) => ({
      name: asText(facts.name),
      ean: asText(facts.ean),
      reference: asText(facts.reference),
      isKit: asFlag(facts.isKit) ?? false,
      readAt,
    })
  )

/** A status; an unknown one reads as an error. */
export const readStatus = (raw: unknown): SettledStatus =>
  raw === 'SUCCESS' || raw === 'WARNING' ? raw : 'ERROR'

/** A process as its Master Data document: dates are ISO 8601 texts, and unknown values are omitted. */
export function toDocument(process: Process): Readonly<Record<string, unknown>> {
  const { facts } = process
  return withoutNulls({
    skuId: process.skuId,
    skuNumber: Number(process.skuId),
    name: facts?.name ?? null,
    words: storedTokens(searchTokens(process)),
    ean: facts?.ean ?? null,
    eanKey: facts?.ean ? withoutZeros(facts.ean) : null,
    reference: facts?.reference ?? null,
    isKit: facts?.isKit ?? null,
    factsReadAt: isoOrNull(facts?.readAt ?? null),
    affiliate: process.affiliate,
    shop: process.shop,
    status: process.status,
    cause: process.cause,
    causeSince: isoOrNull(process.causeSince),
    message: process.message,
    fingerprint: process.fingerprint,
    quantity: process.quantity,
    available: process.available,
    atCarrefour: process.atCarrefour,
    impact: impactRank(impactOf(process)),
    processedAt: toIso(process.processedAt),
    lastCheckedAt: isoOrNull(process.lastCheckedAt),
    nextCheckAt: isoOrNull(process.nextCheckAt),
    attempts: process.attempts.map(attempt => withoutNulls({ ...attempt, at: toIso(attempt.at) })),
  })
}

/** The process in a document; null when there is none. */
export function fromDocument(raw: unknown): Process | null {
  const document = asObject(raw)
  const skuId = parseSkuId(document?.skuId)
  if (!document || !skuId) return null
  const attempts = entriesOf(document.attempts, attemptIn).slice(0, KEPT_ATTEMPTS)
  const cause = causeIn(document)
  const quantity = asNumber(document.quantity)
  return {
    skuId,
    affiliate: asText(document.affiliate) ?? '',
    shop: asText(document.shop),
    facts: factsIn(document),
    status: readStatus(document.status),
    cause,
    causeSince: dateIn(document.causeSince),
    message: asText(document.message),
    fingerprint: asText(document.fingerprint),
    quantity,
    available: asNumber(document.available),
    atCarrefour: asNumber(document.atCarrefour) ?? heldByAttempts({ attempts, cause, quantity }),
    processedAt: dateIn(document.processedAt) ?? 0,
    lastCheckedAt: dateIn(document.lastCheckedAt),
    nextCheckAt: dateIn(document.nextCheckAt),
    attempts,
  }
}

const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))

const dateIn = (raw: unknown): Millis | null => fromIso(asText(raw))

export function causeIn(document: Json): Process['cause'] {
  const cause = asText(document.cause)
  if (cause === null) return null
  return isCause(cause) ? cause : 'UNKNOWN'
}

const factsIn = (document: Json): SkuFacts | null =>
  readFacts({
    name: document.name,
    ean: document.ean,
    reference: document.reference,
    isKit: document.isKit,
    readAt: dateIn(document.factsReadAt),
  })

const attemptIn = (raw: unknown): Attempt | null =>
  partOf(
    raw,
    ({ at }) => ({ at: dateIn(at) }),
    ({ at }, stored) => ({ batchId: asText(stored.batchId) ?? '', at, ...attemptFields(stored) })
  )

/** What every attempt has, wherever it is stored. */
export const attemptFields = (stored: Json): Omit<Attempt, 'batchId' | 'at'> => ({
  reason: readReason(stored.reason),
  status: readStatus(stored.status),
  cause: causeIn(stored),
  quantity: asNumber(stored.quantity),
  message: asText(stored.message),
  importId: asText(stored.importId),
})
