/* A process as a Master Data document, and filters as conditions of its `_where`. */

import { type Cause, type SettledStatus, isCause } from '../shared/causes'
import {
  type Search,
  type SearchTerm,
  EVERY_CAUSE,
  searchTokens,
  withoutZeros,
} from './filter.logic'
import { type Reason, PRIORITIES } from '../queue/stockRequest.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Millis, toIso, fromIso } from '../shared/time'
import type { LedgerFilter } from '../ports/stores'
import { type Json, asFlag, asNumber, asObject, asText, entriesOf, partOf } from '../shared/json'
import {
  type SkuFacts,
  type Attempt,
  type Process,
  KEPT_ATTEMPTS,
  heldByAttempts,
  impactOf,
  impactRank,
} from './process.logic'
import { withoutNulls } from '../vtex/schemas'

/** A condition of Master Data's `_where`. Only made by the functions here, and only from validated parts. */
export type Where = string & { readonly __brand: 'Where' }

const anyOf = (field: string, values: readonly string[]): Where =>
  `(${values.map(value => `${field}=${value}`).join(' OR ')})` as Where

export const hasStatus = (status: SettledStatus): Where => `status=${status}` as Where

export const hasCause = (causes: readonly Cause[]): Where => anyOf('cause', causes)

/**
 * Has another cause, or none. A success has none; how Master Data compares an empty field is not documented, so every
 * allowed value is listed.
 */
export const hasNoneOf = (causes: readonly Cause[]): Where => {
  const others = EVERY_CAUSE.filter(cause => !causes.includes(cause))
  return `(${hasStatus('SUCCESS')} OR ${others.map(cause => `cause=${cause}`).join(' OR ')})` as Where
}

export const isSku = (skuIds: readonly SkuId[]): Where => anyOf('skuId', skuIds)

const hasFingerprint = (fingerprint: string): Where => `fingerprint=${hex(fingerprint)}` as Where

/** Has a fingerprint that is none of these. */
const hasOtherThan = (fingerprints: readonly string[]): Where =>
  ['fingerprint is not null', ...fingerprints.map(one => `fingerprint<>${hex(one)}`)].join(
    ' AND '
  ) as Where

/** A date field at or after this moment. */
const isSince = (field: 'processedAt' | 'causeSince', at: Millis): Where =>
  `${field}>${toIso(at - 1)}` as Where

const isBefore = (at: Millis): Where => `processedAt<${toIso(at)}` as Where

const isSkuAbove = (number: number): Where => `skuNumber>${Math.trunc(number)}` as Where

/** Carrefour has units of it; of a row of an older version nobody knows. */
export const isStockedWhere = 'atCarrefour>0' as Where

/** The row says how many units Carrefour has; those of older versions do not. */
export const saysUnits = 'atCarrefour>-1' as Where

/** Its problem costs something. */
const isCostly = 'impact>0' as Where

const isSkuBelow = (number: number): Where => `skuNumber<${Math.trunc(number)}` as Where

/** Escapes a value so that it cannot break out of the condition. */
const hex = (text: string): string => text.replace(/[^0-9a-f]/g, '') || '0'

/** A date field that is due. */
export const isDue = (now: Millis): Where => `nextCheckAt<${toIso(now + 1)}` as Where

const anyCondition = (conditions: readonly Where[]): Where =>
  (conditions.length === 1 ? conditions[0] : `(${conditions.join(' OR ')})`) as Where

/**
 * Letters that frame every stored token, so that a wildcard can match whole words and prefixes. Letters, because it is
 * unknown whether Master Data splits the field at other characters; no word of a product has them in this order.
 */
const FRAME = 'qxj'

/** Frames the code of a symbol, which must not be in a condition as it is. */
const SYMBOL_FRAME = 'qjx'

/** A token as stored in the field `words`: letters and digits only, so it cannot break out of a condition. */
function storedToken(token: string): string {
  return /^[\p{L}\p{N}]+$/u.test(token)
    ? `${FRAME}${token}${FRAME}`
    : `${SYMBOL_FRAME}${(token.codePointAt(0) ?? 0).toString(16)}${SYMBOL_FRAME}`
}

/** The field `words` of a process. */
const storedTokens = (tokens: readonly string[]): string => tokens.map(storedToken).join(' ')

const hasTerm = ({ spellings, beginning }: SearchTerm): Where =>
  anyCondition(
    spellings.map(spelling => {
      const stored = storedToken(spelling)
      return `words=*${beginning ? stored.slice(0, -FRAME.length) : stored}*` as Where
    })
  )

const isOneOf = (skuIds: readonly SkuId[], eans: readonly string[]): Where =>
  anyCondition([
    ...skuIds.map(skuId => `skuId=${skuId}` as Where),
    ...eans.map(ean => `eanKey=${ean.replace(/\D/g, '')}` as Where),
  ])

function searchConditions(search: Search): readonly Where[] {
  switch (search.kind) {
    case 'everything':
      return []
    case 'terms':
      return search.terms.map(hasTerm)
    case 'codes':
      return [isOneOf(search.skuIds, search.eans)]
    case 'unusable':
      return [NOTHING]
  }
}

/** No SKU has this code. */
const NOTHING = 'skuId=none' as Where

/** All of them joined; undefined when there is none. */
export function allOf(conditions: readonly Where[]): Where | undefined {
  return conditions.length > 0 ? (conditions.join(' AND ') as Where) : undefined
}

/** The condition of a filter; undefined when it does not narrow. */
export function whereOf(filter: LedgerFilter): Where | undefined {
  const { status, causes = [], without = [], fingerprint, otherThan, search, notSku } = filter
  const { since, before, causeSince, skuAbove, skuBelow, impactFrom, impactTo } = filter
  const given = <T>(value: T | null | undefined, condition: (value: T) => Where) =>
    value === null || value === undefined ? [] : [condition(value)]
  return allOf([
    ...given(status, hasStatus),
    ...(causes.length > 0 ? [hasCause(causes)] : []),
    ...(without.length > 0 ? [hasNoneOf(without)] : []),
    ...given(fingerprint, hasFingerprint),
    ...given(otherThan, hasOtherThan),
    ...given(since, at => isSince('processedAt', at)),
    ...given(before, isBefore),
    ...given(causeSince, at => isSince('causeSince', at)),
    ...given(impactFrom, rank => `impact>${Math.trunc(rank) - 1}` as Where),
    ...given(impactTo, rank => `impact<${Math.trunc(rank) + 1}` as Where),
    ...given(filter.costsOrBelow, number => anyCondition([isCostly, isSkuBelow(number)])),
    ...given(skuAbove, isSkuAbove),
    ...given(skuBelow, isSkuBelow),
    ...given(notSku, skuId => `skuId<>${skuId}` as Where),
    ...(search ? searchConditions(search) : []),
  ])
}

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
    seenUnits: process.seen?.units ?? null,
    seenAt: isoOrNull(process.seen?.at ?? null),
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
    seen: seenIn(document),
    processedAt: dateIn(document.processedAt) ?? 0,
    lastCheckedAt: dateIn(document.lastCheckedAt),
    nextCheckAt: dateIn(document.nextCheckAt),
    attempts,
  }
}

const isoOrNull = (at: Millis | null): string | null => (at === null ? null : toIso(at))

const dateIn = (raw: unknown): Millis | null => fromIso(asText(raw))

const seenIn = ({ seenUnits, seenAt }: Json): Process['seen'] => {
  const [units, at] = [asNumber(seenUnits), dateIn(seenAt)]
  return units === null || at === null ? null : { units, at }
}

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
