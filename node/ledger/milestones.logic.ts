import type { Cause } from '../shared/causes'
import type { Millis } from '../shared/time'
import type { Summary } from '../summary/summary.logic'

/** A value of a field by which rows are ordered, and how many rows of the ledger came before it. */
export type Milestone = readonly [value: number, before: number]

/**
 * Where in the ledger values stand, a milestone every few thousand rows. A search reaches 10,000 rows: a later page is
 * found from the milestone before it. Milestones only say where to look: how many rows come before one is counted each
 * time, so an old one costs a search and never a wrong row.
 */
export interface Milestones {
  /** When they were made; 0 when they never were. */
  readonly at: Millis
  /** Rows of the ledger then. */
  readonly total: number
  /** By SKU code and by moment of the outcome, ascending. */
  readonly skus: readonly Milestone[]
  readonly moments: readonly Milestone[]
  /** Whether they go to the end. */
  readonly isWhole: boolean
}

export const NO_MILESTONES: Milestones = {
  at: 0,
  total: 0,
  skus: [],
  moments: [],
  isWhole: false,
}

/** What the summary knows that helps to find a page. */
export interface Atlas {
  readonly milestones: Milestones
  readonly success: number
  readonly causes: Readonly<Partial<Record<Cause, number>>>
  /** Whether the numbers are those of the ledger: nothing is being written. */
  readonly isExact: boolean
}

/** What helps to find a page of the list; null while the ledger was never counted. */
export const atlasOf = (summary: Summary): Atlas | null =>
  summary.countedAt === 0
    ? null
    : {
        milestones: summary.milestones,
        success: summary.success,
        causes: summary.causes,
        isExact: summary.open === null && summary.recountFrom === null,
      }
