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
import { type Figure, compareSku } from './compareSku'
import { BadInput } from '../guard/errors'
import type { CarrefourReconcilePhase, QueryCarrefourComparisonArgs } from '../generated/schema'
import type { Ports } from '../ports'
import { type ClosedCode, gateOf } from '../jobs/plan'

type StartReconcileResult =
  | { readonly kind: 'started'; readonly state: ReconcileState }
  | { readonly kind: 'refused'; readonly code: ClosedCode | 'ALREADY_RUNNING' }

/** The state of the comparison with Carrefour. */
export const viewReconcile = async ({ connectionState }: Ports): Promise<ReconcileState> =>
  (await connectionState.read()).reconcile

/** Starts the comparison on a person's request. It runs when nothing else is due: live changes go first. */
export async function startReconcile(ports: Ports): Promise<StartReconcileResult> {
  const gate = await gateOf(ports)
  if ('code' in gate) return { kind: 'refused', code: gate.code }
  const at = ports.clock.now()
  const changed = await ports.connectionState.update(state =>
    state.reconcile.run
      ? null
      : { ...state, reconcile: { ...state.reconcile, due: { at, why: 'PERSON' } } }
  )
  if (!changed) return { kind: 'refused', code: 'ALREADY_RUNNING' }
  await ports.history.note({ kind: 'STOCK_COMPARED' })
  ports.log.info('reconcile.asked', {})
  await ports.workTrigger.trigger()
  return { kind: 'started', state: changed.reconcile }
}

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

export const carrefourReconcile = viewing(async ports => showReconcile(await viewReconcile(ports)))

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
