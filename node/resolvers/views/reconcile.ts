import type { ReconcileReport, ReconcileRun, ReconcileState } from '../../domain/reconcile'
import { progressOf, queuedOf } from '../../domain/reconcile'
import { toIso } from '../../domain/time'
import { isoOrNull } from './iso'

/** The comparison as `CarrefourReconcile`. */
export const showReconcile = ({ run, last, due }: ReconcileState) => ({
  run: run && showRun(run),
  last: last && showLast(last),
  nextAt: isoOrNull(due?.at ?? null),
})

const showRun = (run: ReconcileRun) => ({
  ...showCommon(run),
  endedAt: null,
  phase: run.phase.toUpperCase(),
  progress: progressOf(run),
})

const showLast = (report: ReconcileReport) => ({
  ...showCommon(report),
  endedAt: toIso(report.endedAt),
  phase: null,
  progress: 1,
})

const showCommon = ({ startedAt, why, problem, counts }: ReconcileRun | ReconcileReport) => ({
  ...counts,
  startedAt: toIso(startedAt),
  why,
  problem,
  queued: queuedOf(counts),
})
