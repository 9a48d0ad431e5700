import {
  type Json,
  asFlag,
  asList,
  asNumber,
  asObject,
  asText,
  countIn,
  entriesOf,
  partOf,
} from '../shared/json'
import { type Cause, isCause } from '../shared/causes'
import {
  type Problem,
  type ProblemUnits,
  type Dismissal,
  type Until,
  NO_UNITS,
  LONGEST_REASON,
} from './problems.logic'
import { parseSkuId } from '../shared/sku.logic'
import type { Clock, Ids } from '../ports'
import { type SummaryStore, type Dismissals, Conflict } from '../ports/stores'
import { type Files, CasFile, BUCKETS, SUMMARY_FILE, DISMISSALS_FILE } from '../vtex/vbase'
import { readShown } from '../connection/configurations'
import { readJobBook } from '../jobs/store'
import {
  type Milestone,
  type Milestones,
  type Copies,
  type Copy,
  type Writer,
  type Health,
  type Summary,
  NO_MILESTONES,
  NO_SUMMARY,
} from './summary.logic'

/** The summary in one VBase file per account, written with `If-Match`. */
export class VBaseSummary implements SummaryStore {
  readonly #file: CasFile<Summary>

  constructor(vbase: Files, exactVbase: Files, clock: Clock, ids: Ids) {
    const shape = {
      bucket: BUCKETS.pages,
      path: SUMMARY_FILE,
      empty: NO_SUMMARY,
      read: readSummary,
    }
    this.#file = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  read(): Promise<Summary> {
    return this.#file.read()
  }

  update(change: (summary: Summary) => Summary | null): Promise<Summary | null> {
    return this.#file.update(change)
  }
}

/** The summary in a stored file. One of another shape reads as never counted. */
function readSummary(raw: unknown): Summary {
  const stored = asObject(raw)
  const causes = asObject(stored?.causes)
  const problems = asList(stored?.problems)
  const copies = readCopies(asObject(stored?.copies))
  if (!stored || !causes || !problems) return { ...NO_SUMMARY, copies }
  return {
    at: countIn(stored.at),
    countedAt: countIn(stored.countedAt),
    open: asText(stored.open),
    recountFrom: asNumber(stored.recountFrom),
    success: countIn(stored.success),
    causes: Object.fromEntries(
      Object.entries(causes).flatMap(([cause, count]): [Cause, number][] =>
        isCause(cause) ? [[cause, countIn(count)]] : []
      )
    ),
    problems: entriesOf(problems, readProblem),
    health: readHealth(stored.health),
    copies,
    milestones: readMilestones(asObject(stored.milestones)),
  }
}

const readProblem = (raw: unknown): Problem | null =>
  partOf(
    raw,
    ({ id, cause, sample }) => ({
      id: asText(id),
      cause: typeof cause === 'string' && isCause(cause) ? cause : null,
      sample: partOf(
        sample,
        ({ skuId }) => ({ skuId: parseSkuId(skuId) }),
        ({ skuId }, { message }) => ({ skuId, message: asText(message) })
      ),
    }),
    (needed, stored) => ({
      ...needed,
      fingerprint: asText(stored.fingerprint),
      count: countIn(stored.count),
      since: asNumber(stored.since),
      lastDay: countIn(stored.lastDay),
      units: readUnits(stored.units),
      nextCheckAt: asNumber(stored.nextCheckAt),
    })
  )

function readUnits(raw: unknown): ProblemUnits {
  const stored = asObject(raw)
  if (!stored) return NO_UNITS
  return {
    oversold: countIn(stored.oversold),
    unoffered: countIn(stored.unoffered),
    isAtLeast: asFlag(stored.isAtLeast) ?? false,
  }
}

function readHealth(raw: unknown): Health | null {
  const stored: Json | null = asObject(raw)
  if (!stored) return null
  return {
    since: countIn(stored.since),
    success: countIn(stored.success),
    warning: countIn(stored.warning),
    error: countIn(stored.error),
  }
}

/** A copy that is missing or of another shape reads as dropped. */
const readCopies = (stored: Json | null): Copies => ({
  jobs: readCopy(stored?.jobs, raw => (asObject(raw) ? readJobBook(raw) : undefined)),
  dismissals: readCopy(stored?.dismissals, raw => (asList(raw) ? readDismissals(raw) : undefined)),
  configuration: readCopy(stored?.configuration, raw => (raw === null ? null : readShown(raw))),
})

function readCopy<T>(raw: unknown, read: (raw: unknown) => T | undefined): Copy<T> {
  const stored = asObject(raw)
  const value = stored?.kind === 'held' ? read(stored.value ?? null) : undefined
  return value === undefined
    ? { kind: 'dropped', writers: readWriters(stored) }
    : { kind: 'held', value }
}

/** Older versions remembered only the last one, without saying whether there were others. */
function readWriters(stored: Json | null): readonly Writer[] {
  const [by, at] = [asText(stored?.by), asNumber(stored?.at)]
  const last = by !== null && at !== null ? [{ by, at, isAlone: false }] : []
  return stored?.writers === undefined ? last : entriesOf(stored.writers, readWriter)
}

const readWriter = (raw: unknown): Writer | null =>
  partOf(
    raw,
    ({ by, at }) => ({ by: asText(by), at: asNumber(at) }),
    (needed, { isAlone }) => ({ ...needed, isAlone: asFlag(isAlone) ?? false })
  )

/** Of another shape: none, and they are made again. */
function readMilestones(stored: Json | null): Milestones {
  const list = (raw: unknown): readonly Milestone[] =>
    entriesOf(raw, (one): Milestone | null => {
      const [value, before] = (asList(one) ?? []).map(asNumber)
      return typeof value === 'number' && typeof before === 'number' ? [value, before] : null
    })
  if (!stored) return NO_MILESTONES
  return {
    at: countIn(stored.at),
    total: countIn(stored.total),
    skus: list(stored.skus),
    moments: list(stored.moments),
    isWhole: stored.isWhole === true,
  }
}

interface Content {
  readonly dismissals: readonly Dismissal[]
}

/** Dismissed problems in one small VBase file per account, written with `If-Match`. */
export class VBaseDismissals implements Dismissals {
  readonly #file: CasFile<Content>

  constructor(vbase: Files, exactVbase: Files, clock: Clock, ids: Ids) {
    const shape = {
      bucket: BUCKETS.pages,
      path: DISMISSALS_FILE,
      empty: { dismissals: [] },
      read: (raw: unknown): Content => ({
        dismissals: readDismissals(asObject(raw)?.dismissals),
      }),
    }
    this.#file = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  async read(): Promise<readonly Dismissal[]> {
    return (await this.#file.read()).dismissals
  }

  async update(
    change: (dismissals: readonly Dismissal[]) => readonly Dismissal[]
  ): Promise<readonly Dismissal[]> {
    const written = await this.#file.update(before => ({ dismissals: change(before.dismissals) }))
    if (!written) throw new Conflict(DISMISSALS_FILE)
    return written.dismissals
  }
}

/** The dismissals in a stored list. */
const readDismissals = (raw: unknown): readonly Dismissal[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ id, at }) => ({ id: asText(id), at: asNumber(at) }),
      (needed, { by, until, reason }) => ({
        ...needed,
        by: asText(by) ?? '',
        until: readUntil(until),
        reason: (asText(reason) ?? '').slice(0, LONGEST_REASON),
      })
    )
  )

/** Of another shape: until it was over, as in older versions. */
function readUntil(raw: unknown): Until {
  const stored = asObject(raw)
  const [day, skus] = [asNumber(stored?.day), asNumber(stored?.skus)]
  if (stored?.kind === 'DAY' && day !== null) return { kind: 'DAY', day }
  if ((stored?.kind === 'MORE' || stored?.kind === 'HALF') && skus !== null)
    return { kind: stored.kind, skus }
  return { kind: 'OVER' }
}
