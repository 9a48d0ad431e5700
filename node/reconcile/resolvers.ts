import {
  type ReconcilePhase,
  type ReconcileReport,
  type ReconcileRun,
  type ReconcileState,
  progressOf,
  queuedOf,
} from './reconcile.logic'
import { toIso, isoOrNull } from '../shared/time'
import { resolver, viewing } from '../guard/resolver'
import { type Figure, compareSku, startReconcile } from './asked'
import { BadInput } from '../guard/errors'
import type { CarrefourReconcilePhase, QueryCarrefourComparisonArgs } from '../generated/schema'

/** Largest GraphQL Int: a server may make up a larger total. */
const LARGEST_INT = 2 ** 31 - 1

/** The comparison as `CarrefourReconcile`. */
export const showReconcile = ({ run, last, due }: ReconcileState) => ({
  run: run && showRun(run),
  last: last && showLast(last),
  nextAt: isoOrNull(due?.at ?? null),
})

const PHASES: Readonly<Record<ReconcilePhase, CarrefourReconcilePhase>> = {
  former: 'FORMER',
  leave: 'LEAVE',
  offers: 'OFFERS',
  clear: 'CLEAR',
  load: 'LOAD',
  settle: 'SETTLE',
}

const showRun = (run: ReconcileRun) => ({
  ...showCommon(run),
  endedAt: null,
  phase: PHASES[run.phase],
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

export const carrefourReconcile = viewing(async ({ connectionState }) =>
  showReconcile((await connectionState.read()).reconcile)
)

export const startCarrefourReconcile = resolver(async ports => {
  const result = await startReconcile(ports)
  return result.kind === 'started'
    ? { __typename: 'CarrefourReconcileStarted' as const, reconcile: showReconcile(result.state) }
    : { __typename: 'CarrefourReconcileRefused' as const, code: result.code }
})

export const carrefourComparison = resolver(
  async (ports, { skuId }: QueryCarrefourComparisonArgs) => {
    const found = await compareSku(ports, skuId)
    if (!found) throw new BadInput('skuId: a SKU id is a whole number of up to 18 digits')
    return {
      skuId: found.skuId,
      at: toIso(found.at),
      store: show(found.store),
      carrefour: show(found.carrefour),
      minimumStock: found.minimumStock,
    }
  }
)

const show = (figure: Figure) =>
  figure.kind === 'units'
    ? { units: figure.units, missing: null, nextAt: null }
    : {
        units: null,
        missing: figure.why,
        nextAt: figure.nextAt === null ? null : toIso(figure.nextAt),
      }
