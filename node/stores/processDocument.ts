import type { Json } from '../clients/json'
import { asList, asNumber, asObject, asText } from '../clients/json'
import { isCause } from '../domain/causes'
import type { Attempt, Process, SkuFacts } from '../domain/processes'
import { KEPT_ATTEMPTS } from '../domain/processes'
import { parseSkuId } from '../domain/requests'
import { searchTokens, withoutZeros } from '../domain/search'
import type { Millis } from '../domain/time'
import { fromIso, toIso } from '../domain/time'
import { withoutNulls } from './entity'
import { readFacts, readReason, readStatus } from './processParts'
import { storedTokens } from './where'

/** A process as its Master Data document: dates are ISO 8601 texts, and what is not known is left out. */
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
    processedAt: toIso(process.processedAt),
    lastCheckedAt: isoOrNull(process.lastCheckedAt),
    nextCheckAt: isoOrNull(process.nextCheckAt),
    attempts: process.attempts.map(attempt => withoutNulls({ ...attempt, at: toIso(attempt.at) })),
  })
}

/** The process in a document; null when the document is none. */
export function fromDocument(raw: unknown): Process | null {
  const document = asObject(raw)
  const skuId = parseSkuId(document?.skuId)
  if (!document || !skuId) return null
  return {
    skuId,
    affiliate: asText(document.affiliate) ?? '',
    shop: asText(document.shop),
    facts: factsIn(document),
    status: readStatus(document.status),
    cause: causeIn(document),
    causeSince: dateIn(document.causeSince),
    message: asText(document.message),
    fingerprint: asText(document.fingerprint),
    quantity: asNumber(document.quantity),
    available: asNumber(document.available),
    processedAt: dateIn(document.processedAt) ?? 0,
    lastCheckedAt: dateIn(document.lastCheckedAt),
    nextCheckAt: dateIn(document.nextCheckAt),
    attempts: (asList(document.attempts) ?? [])
      .flatMap(attempt => attemptIn(attempt) ?? [])
      .slice(0, KEPT_ATTEMPTS),
  }
}

const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))

const dateIn = (raw: unknown): Millis | null => fromIso(asText(raw))

function causeIn(document: Json): Process['cause'] {
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

function attemptIn(raw: unknown): Attempt | null {
  const stored = asObject(raw)
  const at = dateIn(stored?.at)
  if (!stored || at === null) return null
  return {
    batchId: asText(stored.batchId) ?? '',
    at,
    reason: readReason(stored.reason),
    status: readStatus(stored.status),
    cause: causeIn(stored),
    quantity: asNumber(stored.quantity),
    message: asText(stored.message),
    importId: asText(stored.importId),
  }
}
