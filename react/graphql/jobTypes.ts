import type { Actor, Cause, Status } from './types'

export const JOB_STATES = [
  'PLANNED',
  'WAITING',
  'RUNNING',
  'CANCELLING',
  'CANCELLED',
  'DONE',
] as const
export type JobState = (typeof JOB_STATES)[number]

export const OUTCOMES = ['SUCCEEDED', 'FAILED', 'WAITING', 'SKIPPED'] as const
export type LineOutcome = (typeof OUTCOMES)[number]

/** Which SKUs a job takes; what is left out does not narrow. Moments are UTC, ISO 8601. */
export interface JobFilter {
  status?: Status
  causes?: readonly Cause[]
  /** None of these. */
  without?: readonly Cause[]
  actor?: Actor
  fingerprint?: string
  since?: string
  before?: string
  search?: string
  /** Stands alone, but for `without`. */
  skuIds?: readonly string[]
}

export interface Plan {
  __typename: 'CarrefourReprocessPlan'
  total: number
  /** Of what matches, left out or not. */
  waiting: number
  /** Of what matches, left out or not. */
  blocked: number
  missing: readonly string[]
  files: number
  nextSendAt: string | null
  jobsAhead: number
  refusal: string | null
  /** The first of what it would take, at most 5. */
  samples: ReadonlyArray<{ skuId: string; name: string | null }>
}

export interface JobRefused {
  __typename: 'CarrefourJobRefused'
  code: string
}

export type PlanResult = Plan | JobRefused

export interface Job {
  id: string
  state: JobState
  startedBy: string
  createdAt: string
  startedAt: string | null
  endedAt: string | null
  expected: number
  /** Null until its list is whole. */
  total: number | null
  settled: number
  filesLeft: number
  succeeded: number
  failed: number
  waiting: number
  skipped: number
  /** What it is about, as it was asked for. */
  filter: {
    status: Status | null
    causes: readonly Cause[]
    without: readonly Cause[]
    actor: Actor | null
    fingerprint: string | null
    since: string | null
    before: string | null
    search: string
    named: number | null
  }
}

export type JobResult = ({ __typename: 'CarrefourReprocessJob' } & Job) | JobRefused

export interface ReceiptLine {
  skuId: string
  outcome: LineOutcome
  cause: Cause | null
  quantity: number | null
  at: string | null
}

export interface ReceiptPage {
  items: readonly ReceiptLine[]
  total: number
  page: number
  pageSize: number
}
