import { createHash } from 'crypto'

import type { CarrefourReprocessFilter } from '../generated/schema'
import { type Actor, type Cause, type SettledStatus, isCause } from '../shared/causes'
import { type ProcessFilter, EVERY_PROCESS, readSearch } from '../ledger/filter.logic'
import { type SkuId, parseSkuId } from '../queue/stockRequest.logic'
import { type Result, err, ok } from '../shared/result'
import { fromIso } from '../shared/time'

/** Maximum SKUs a job can be given by id. */
export const MAX_NAMED = 1_000

/** The SKUs of a job: all that the list shows for a filter, or these. */
export type JobFilter =
  | { readonly kind: 'matching'; readonly filter: ProcessFilter }
  | {
      readonly kind: 'named'
      readonly skuIds: readonly SkuId[]
      /** Those of them with one of these causes are left out. */
      readonly without: readonly Cause[]
    }

/** A filter from a caller; what is omitted does not narrow. Jobs that are stored hold one, so its values are not trusted. */
export type RawFilter = {
  readonly [Field in keyof CarrefourReprocessFilter]?: Loose<CarrefourReprocessFilter[Field]>
}

/** The same value with any text in the place of an enum's. */
type Loose<Value> = Value extends string
  ? string
  : Value extends readonly string[]
    ? readonly string[]
    : Value

export interface FilterProblem {
  readonly code: 'INVALID_FILTER' | 'TOO_MANY' | 'SKU_NOT_FOUND'
  /** The SKU ids concerned. */
  readonly skuIds: readonly string[]
}

/**
 * Reads a caller's filter. Named SKUs stand alone, except for causes to leave out: with other conditions it would be
 * ambiguous which counts.
 */
export function readFilter(raw: RawFilter): Result<JobFilter, FilterProblem> {
  const filter = readConditions(raw)
  if (!filter) return invalid()
  if (!raw.skuIds) return ok({ kind: 'matching', filter })
  const { without } = filter
  const alone = JSON.stringify(filter) === JSON.stringify({ ...EVERY_PROCESS, without })
  return alone ? readNamed(raw.skuIds, without) : invalid()
}

const isSettled = (text: string): text is SettledStatus =>
  text === 'SUCCESS' || text === 'WARNING' || text === 'ERROR'

const isActor = (text: string): text is Actor =>
  text === 'MERCHANT' || text === 'CARREFOUR' || text === 'APP' || text === 'NOBODY'

function readConditions(raw: RawFilter): ProcessFilter | null {
  const { status = null, actor = null, fingerprint = null } = raw
  const [causes, without] = [readCauses(raw.causes), readCauses(raw.without)]
  const [since, before] = [fromIso(raw.since), fromIso(raw.before)]
  const search = (raw.search ?? '').trim()
  if (status !== null && !isSettled(status)) return null
  if (actor !== null && !isActor(actor)) return null
  if (!causes || !without || readSearch(search).kind === 'unusable') return null
  if (fingerprint !== null && !/^[0-9a-f]{1,64}$/.test(fingerprint)) return null
  if ((raw.since && since === null) || (raw.before && before === null)) return null
  return { status, causes, without, actor, fingerprint, since, before, search }
}

/** Each cause once, in a fixed order; null when one is unknown. */
function readCauses(raw: readonly string[] | null | undefined): readonly Cause[] | null {
  const asked = [...new Set(raw ?? [])].sort()
  const causes = asked.filter(isCause)
  return causes.length < asked.length ? null : causes
}

const invalid = () => err<FilterProblem>({ code: 'INVALID_FILTER', skuIds: [] })

function readNamed(
  raw: readonly string[],
  without: readonly Cause[]
): Result<JobFilter, FilterProblem> {
  const asked = [...new Set(raw)]
  if (asked.length > MAX_NAMED) return err({ code: 'TOO_MANY', skuIds: [] })
  const wrong = asked.filter(id => parseSkuId(id) === null)
  if (wrong.length > 0) return err({ code: 'SKU_NOT_FOUND', skuIds: wrong })
  const skuIds = [...new Set(asked.flatMap(id => parseSkuId(id) ?? []))]
  return ok({ kind: 'named', skuIds, without })
}

/** Equal for equivalent filters, in any order. */
export function fingerprintOf(filter: JobFilter): string {
  const content =
    filter.kind === 'named' ? [[...filter.skuIds].sort(), filter.without] : filter.filter
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
