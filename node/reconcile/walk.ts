import type { Configuration } from '../connection/configuration.logic'
import type { Batch } from '../engine/batch.logic'
import type { ConnectionState } from '../engine/state.logic'
import {
  type ReconcileRun,
  type ReconcileState,
  finishReconcile,
  isOffNoted,
  mustStart,
  noteOff,
  queuedOf,
  beginReconcile,
  underOf,
} from './reconcile.logic'
import { nextPhase, PAGE_PAUSE, walkedBy } from './pages.logic'
import type { SkuId } from '../shared/sku.logic'
import { type Millis, SECOND } from '../shared/time'
import { repairRegistration } from '../connection/registration'
import { type Run, deadlineOf, updateState } from '../engine/run'
import type { OnTheWay } from './page'
import { walkFormer, walkLeaving, walkNeverSent } from './walkStore'
import { walkOffers } from './walkOffers'

/** What the comparison needs to know about the rest of the work. */
export interface Surroundings {
  readonly state: ConnectionState
  /** The batch in flight, and those whose outcomes are being written. */
  readonly inHand: readonly Batch[]
  /** Milliseconds until the next live step; infinite when nothing waits. */
  readonly freeFor: Millis
}

/** A page is only read when nothing live is due within this time. */
const PAGE_TIME = 3 * SECOND

/** A page is only read when this much of the handler's time is left. */
const TIME_LEFT = 9 * SECOND

/**
 * One small step of the comparison between Carrefour's quantities and the store's. Only runs when nothing live is due.
 * Its position is part of the connection's state, so any replica can continue, and repeating a step queues the same
 * SKUs, which is idempotent.
 *
 * @returns `page` when a page was read, `moved` when something else was done, null when there is nothing to do now
 */
export async function reconcile(run: Run, around: Surroundings): Promise<'page' | 'moved' | null> {
  const { clock } = run.ports
  const { reconcile: now } = around.state
  const { choices } = run.configuration
  if (!choices.active || around.state.incident) return null
  if (mustStart(now, underOf(run.configuration), clock.now()))
    return around.freeFor < PAGE_TIME ? null : begin(run)
  if (!now.run) return null
  if (now.run.phase === 'clear' || now.run.phase === 'settle') return wait(run, around, now)
  const pause = Math.max(now.run.notBefore - clock.now(), 0)
  const left = deadlineOf(run) - clock.now()
  if (pause > PAGE_PAUSE || around.freeFor < pause + PAGE_TIME || left < pause + TIME_LEFT) {
    return null
  }
  if (pause > 0) {
    await clock.sleep(pause)
    return 'moved'
  }
  if (now.run.walker !== run.holder) {
    await updateState(run, state => ({
      ...state,
      reconcile: walkedBy(state.reconcile, run.holder),
    }))
    return 'moved'
  }
  await walk(run, around, now.run)
  return 'page'
}

/** Records once that the connection is off: a comparison is due when it is on again. */
export async function noteSwitchedOff(run: Run, state: ConnectionState): Promise<void> {
  if (isOffNoted(state.reconcile)) return
  await updateState(run, before => ({ ...before, reconcile: noteOff(before.reconcile) }))
}

async function begin(run: Run): Promise<'moved'> {
  await repairRegistration(run.ports, run.configuration)
  const under = underOf(run.configuration)
  const { reconcile: begun } = await updateState(run, state => ({
    ...state,
    reconcile: beginReconcile(state.reconcile, under, run.ports.clock.now()),
  }))
  run.ports.log.info('reconcile.started', { why: begun.run?.why, leaving: begun.leaving })
  return 'moved'
}

/** Ends the wait when everything queued has been sent and settled. */
async function wait(
  run: Run,
  { inHand }: Surroundings,
  { run: waiting, unsent, leaving }: ReconcileState
): Promise<'moved' | null> {
  if (inHand.some(({ lines }) => lines.some(line => line.reason === 'RECONCILE'))) return null
  if (unsent > 0 && (await run.ports.queue.list(1)).length > 0) return null
  const { clock, log } = run.ports
  const isOver = waiting?.phase === 'settle'
  await updateState(run, state => ({
    ...state,
    ...(isOver ? withGapReport(state, clock.now()) : {}),
    reconcile: isOver
      ? finishReconcile(state.reconcile, clock.now(), clock.random())
      : nextPhase(state.reconcile),
  }))
  if (isOver) log.info('reconcile.ended', { ...waiting.counts, problem: waiting.problem, leaving })
  return 'moved'
}

/** What the comparison found of a gap that was over when it began. */
function withGapReport(
  { gap, reconcile: { run } }: ConnectionState,
  at: Millis
): Partial<ConnectionState> {
  if (!run || !gap || gap.report || run.startedAt < gap.to) return {}
  return {
    gap: { ...gap, report: { at, compared: run.counts.compared, differed: queuedOf(run.counts) } },
  }
}

/** Whether a batch's quantities may follow settings of before the comparison's. */
function isOfOldRules(batch: Batch, { why }: ReconcileRun, { version }: Configuration): boolean {
  if (why !== 'CONFIGURATION' || batch.saves === undefined || batch.saves >= version) return false
  // What has not been read follows the settings of its reading.
  return batch.stage !== 'claimed' || batch.readAt !== null
}

const skusOf = (batches: readonly Batch[]): ReadonlySet<SkuId> =>
  new Set(batches.flatMap(({ lines }) => lines.map(line => line.skuId)))

async function walk(run: Run, { inHand, state }: Surroundings, at: ReconcileRun): Promise<void> {
  const { leaving, shop } = state.reconcile
  const onTheWay: OnTheWay = {
    skuIds: skusOf(inHand),
    ofOldRules: skusOf(inHand.filter(batch => isOfOldRules(batch, at, run.configuration))),
  }
  switch (at.phase) {
    case 'former':
      return walkFormer(run, at, shop)
    case 'leave':
      return walkLeaving(run, at, leaving[0] ?? null, onTheWay)
    case 'offers':
      return walkOffers(run, at, onTheWay)
    case 'load':
      return walkNeverSent(run, at, shop, onTheWay)
    case 'clear':
    case 'settle':
      return
  }
}
