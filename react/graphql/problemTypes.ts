import type { Actor, Cause, Status } from './types'

/** All SKUs that wait for the same thing. */
export interface Problem {
  id: string
  cause: Cause
  fingerprint: string | null
  actor: Actor
  count: number
  since: string | null
  lastDay: number
  sampleSkuId: string
  sampleMessage: string | null
  nextCheckAt: string | null
  dismissed: boolean
}

export interface Problems {
  problems: readonly Problem[]
  lastConfirmedAt: string | null
}

/** How many processes each choice of a filter leaves; null while a text is searched for. */
export interface ProcessCounts {
  statuses: ReadonlyArray<{ status: Status; count: number }>
  causes: ReadonlyArray<{ cause: Cause; count: number }>
  actors: ReadonlyArray<{ actor: Actor; count: number }>
}

/** How many sendings of one hour ended how. */
export interface Hour {
  /** When the hour began, UTC. */
  at: string
  success: number
  warning: number
  error: number
}
