import type { ReconcileReport, ReconcileRun, ReconcileState } from '../../domain/reconcile'
import { progressOf, queuedOf } from '../../domain/reconcile'
import { toIso } from '../../domain/time'
import { isoOrNull } from './iso'

/** What an Int of GraphQL holds: a total that a server made up may be larger. */
const LARGEST_INT = 2 ** 31 - 1

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
  offersTotal: counts.offersTotal === null ? null : Math.min(counts.offersTotal, LARGEST_INT),
  startedAt: toIso(startedAt),
  why,
  problem,
  queued: queuedOf(counts),
})
