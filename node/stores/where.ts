import type { Cause, SettledStatus } from '../domain/causes'
import { EVERY_CAUSE } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import { toIso } from '../domain/time'
import type { LedgerFilter } from '../ports/stores'

/** A condition of Master Data's `_where`. Only the functions here make one, and only of checked parts. */
export type Where = string & { readonly __brand: 'Where' }

const anyOf = (field: string, values: readonly string[]): Where =>
  `(${values.map(value => `${field}=${value}`).join(' OR ')})` as Where

export const hasStatus = (status: SettledStatus): Where => `status=${status}` as Where

export const hasCause = (causes: readonly Cause[]): Where => anyOf('cause', causes)

/**
 * Has another cause, or none. A success has none; how Master Data compares a field that is empty is not
 * documented, so every allowed value is named.
 */
export const hasNoneOf = (causes: readonly Cause[]): Where => {
  const others = EVERY_CAUSE.filter(cause => !causes.includes(cause))
  return `(${hasStatus('SUCCESS')} OR ${others.map(cause => `cause=${cause}`).join(' OR ')})` as Where
}

export const isSku = (skuIds: readonly SkuId[]): Where => anyOf('skuId', skuIds)

export const hasFingerprint = (fingerprint: string): Where =>
  `fingerprint=${hex(fingerprint)}` as Where

/** Has a fingerprint, and none of these. */
export const hasOtherThan = (fingerprints: readonly string[]): Where =>
  ['fingerprint is not null', ...fingerprints.map(one => `fingerprint<>${hex(one)}`)].join(
    ' AND '
  ) as Where

/** Digits that are the EAN, or a part of another code, such as the merchant's own. */
export const hasDigits = (digits: string): Where =>
  `(ean=${digits.replace(/\D/g, '')} OR ${hasWord(digits)})` as Where

/** A date field at this moment or later. */
export const isSince = (field: 'processedAt' | 'causeSince', at: Millis): Where =>
  `${field}>${toIso(at - 1)}` as Where

export const isBefore = (at: Millis): Where => `processedAt<${toIso(at)}` as Where

export const isSkuAbove = (number: number): Where => `skuNumber>${Math.trunc(number)}` as Where

export const isSkuBelow = (number: number): Where => `skuNumber<${Math.trunc(number)}` as Where

/** Whatever it holds, nothing of it can end the condition. */
const hex = (text: string): string => text.replace(/[^0-9a-f]/g, '') || '0'

/** A field of an hour that has come. */
export const isDue = (now: Millis): Where => `nextCheckAt<${toIso(now + 1)}` as Where

/** Holds a word or a part of one. Everything but letters and digits is left out: it could end the condition. */
export const hasWord = (word: string): Where =>
  `words=*${word.replace(/[^\p{L}\p{N}]/gu, '')}*` as Where

/** All of them; undefined when there is none. */
export function allOf(conditions: readonly Where[]): Where | undefined {
  return conditions.length > 0 ? (conditions.join(' AND ') as Where) : undefined
}

/** The condition that a filter is; undefined when it does not narrow. */
export function whereOf(filter: LedgerFilter): Where | undefined {
  const { status, causes = [], without = [], fingerprint, otherThan, words = [], ean } = filter
  const { since, before, causeSince, skuAbove, skuBelow } = filter
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
    ...given(skuAbove, isSkuAbove),
    ...given(skuBelow, isSkuBelow),
    ...given(ean, hasDigits),
    ...words.map(hasWord),
  ])
}
