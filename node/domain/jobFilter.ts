import { createHash } from 'crypto'

import type { Cause, SettledStatus } from './causes'
import { isCause } from './causes'
import type { SkuId } from './requests'
import { parseSkuId } from './requests'
import type { Result } from './result'
import { err, ok } from './result'
import { MOST_WORDS, searchWords } from './words'

/** Most SKUs that a job can be given by name. */
export const MOST_NAMED = 1_000

/** Longest search text that is looked at. */
const LONGEST_SEARCH = 100

/** All processes of a status, of any of these causes (none given: whatever the cause), with all these words. */
export interface Matching {
  readonly kind: 'matching'
  readonly status: SettledStatus | null
  readonly causes: readonly Cause[]
  /** As it was typed, for people. */
  readonly search: string
}

/** Which SKUs a job is about. */
export type JobFilter = Matching | { readonly kind: 'named'; readonly skuIds: readonly SkuId[] }

/** A filter as a caller gave it; what is left out does not narrow. */
export interface RawFilter {
  readonly status?: string | null
  readonly causes?: readonly string[] | null
  readonly search?: string | null
  readonly skuIds?: readonly string[] | null
}

export interface FilterProblem {
  readonly code: 'INVALID_FILTER' | 'TOO_MANY' | 'SKU_NOT_FOUND'
  /** The SKU ids that the problem is about. */
  readonly skuIds: readonly string[]
}

const isSettled = (text: string): text is SettledStatus =>
  text === 'SUCCESS' || text === 'WARNING' || text === 'ERROR'

/** The filter in what a caller gave. Named SKUs stand alone: with another condition nobody could say which counts. */
export function readFilter(raw: RawFilter): Result<JobFilter, FilterProblem> {
  const status = raw.status ?? null
  const causes = [...new Set(raw.causes ?? [])].sort()
  const search = (raw.search ?? '').trim()
  if (raw.skuIds) {
    const alone = status === null && causes.length === 0 && search === ''
    return alone ? readNamed(raw.skuIds) : invalid()
  }
  const known = causes.filter(isCause)
  if (known.length < causes.length || search.length > LONGEST_SEARCH) return invalid()
  if (status !== null && !isSettled(status)) return invalid()
  return ok({ kind: 'matching', status, causes: known, search })
}

const invalid = () => err<FilterProblem>({ code: 'INVALID_FILTER', skuIds: [] })

function readNamed(raw: readonly string[]): Result<JobFilter, FilterProblem> {
  const asked = [...new Set(raw)]
  if (asked.length > MOST_NAMED) return err({ code: 'TOO_MANY', skuIds: [] })
  const wrong = asked.filter(id => parseSkuId(id) === null)
  if (wrong.length > 0) return err({ code: 'SKU_NOT_FOUND', skuIds: wrong })
  const skuIds = [...new Set(asked.flatMap(id => parseSkuId(id) ?? []))]
  return ok({ kind: 'named', skuIds })
}

/** The words that a process must hold: those of the search, as many as the ledger takes. */
export const wordsOf = ({ search }: Matching): readonly string[] =>
  searchWords(search).slice(0, MOST_WORDS)

/** Equal for filters that ask for the same, in whatever order. */
export function fingerprintOf(filter: JobFilter): string {
  const content =
    filter.kind === 'named'
      ? [filter.kind, ...[...filter.skuIds].sort()]
      : [filter.kind, filter.status, filter.causes, wordsOf(filter), filter.search]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
