import type { Cause, SettledStatus } from '../domain/causes'
import type { SkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import { toIso } from '../domain/time'

/** A condition of Master Data's `_where`. Only the functions here make one, and only of checked parts. */
export type Where = string & { readonly __brand: 'Where' }

const anyOf = (field: string, values: readonly string[]): Where =>
  `(${values.map(value => `${field}=${value}`).join(' OR ')})` as Where

export const hasStatus = (status: SettledStatus): Where => `status=${status}` as Where

export const hasCause = (causes: readonly Cause[]): Where => anyOf('cause', causes)

export const isSku = (skuIds: readonly SkuId[]): Where => anyOf('skuId', skuIds)

/** A field of an hour that has come. */
export const isDue = (now: Millis): Where => `nextCheckAt<${toIso(now + 1)}` as Where

/** Holds a word or a part of one. Everything but letters and digits is left out: it could end the condition. */
export const hasWord = (word: string): Where =>
  `words=*${word.replace(/[^\p{L}\p{N}]/gu, '')}*` as Where

/** All of them; undefined when there is none. */
export function allOf(conditions: readonly Where[]): Where | undefined {
  return conditions.length > 0 ? (conditions.join(' AND ') as Where) : undefined
}
