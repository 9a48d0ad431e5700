import { tallyOf } from '../../domain/activity'
import type { BatchAt } from '../../domain/batches'
import { chunks } from '../../domain/mapLimit'
import type { ConnectionState } from '../../domain/connection'
import { outageOf } from '../../domain/outage'
import type { Outcome } from '../../domain/processes'
import { addHealed, healedIn } from '../../domain/reconcilePages'
import { afterTakenPart } from '../../domain/split'
import type { Split } from '../../domain/split'
import { outcomeOf } from '../../domain/settle'
import { senderOf } from '../../domain/shop'
import { SECOND } from '../../domain/time'
import { roomFrom } from '../../domain/unwritten'
import { placeOf } from './begin'
import { endOutage, noteOutage } from './outages'
import type { Run } from './run'
import { advance, change, hasTime } from './run'
import { settleShared, settleSlice } from './settleSlice'
import { keepUnwritten } from './unwritten'
import { writeOutcomes } from './writeOutcomes'

/** Lines between two checkpoints. */
const STEP = 200

/** After so many deaths at one place it goes on line by line, and after more without the line. */
const NARROW = 2
const GIVEN_UP = 4

/** The end of a batch is only begun when this much time is left. */
const END_TIME = 4 * SECOND

/**
 * Writes the outcomes of a judged batch into the ledger; goes on where it was left. What the ledger does not take is
 * kept for later, so that the next batch need not wait for it: sending does not need the ledger.
 */
export async function settle(run: Run, batch: BatchAt<'judged'>, deaths = 0): Promise<void> {
  const { settled } = await run.ports.control.read()
  const isNarrow = deaths >= NARROW
  for (const [at, lines] of chunks(batch.lines.slice(settled), isNarrow ? 1 : STEP).entries()) {
    const outcomes = lines.map(line => outcome(run, batch, line))
    // The line that ended the process again and again is left to later tries, which are counted.
    const isPoison = at === 0 && deaths >= GIVEN_UP
    const done = isPoison
      ? await leave(run, batch, outcomes)
      : await settleSome(run, batch, outcomes)
    if (done < lines.length) return
    if (isNarrow) await countFrom(run)
  }
  if (!hasTime(run, END_TIME)) return
  await settleEnd(run, batch)
}

const outcome = (
  { ports: { clock }, configuration }: Run,
  batch: BatchAt<'judged'>,
  line: BatchAt<'judged'>['lines'][number]
): Outcome => outcomeOf(batch, line, senderOf(configuration), clock.random())

/** @returns how many of the outcomes are in the ledger, or kept for it */
async function settleSome(
  run: Run,
  batch: BatchAt<'judged'>,
  outcomes: readonly Outcome[]
): Promise<number> {
  const { clock, control } = run.ports
  const state = await control.read()
  if (roomFrom(state.unwritten) > clock.now()) return 0
  const out = outageOf(state.outages, 'LEDGER_UNAVAILABLE')
  const isAway = out !== null && out.nextTryAt > clock.now()
  const { done, refused, outage } = isAway
    ? { done: outcomes.length, refused: outcomes, outage: null }
    : await writeOutcomes(run, outcomes)
  const now = outage !== null ? await noteOutage(run, 'LEDGER_UNAVAILABLE', outage) : state
  if (!isAway && done > refused.length && outage === null)
    await endOutage(run, state, 'LEDGER_UNAVAILABLE')
  // In an outage the rest need not be tried.
  const left = outage === null ? refused : [...refused, ...outcomes.slice(done)]
  const count = outage === null ? done : outcomes.length
  const ids = new Set(outcomes.slice(0, count).map(({ skuId }) => skuId))
  const healed = healedIn(
    batch,
    batch.lines.filter(({ skuId }) => ids.has(skuId))
  )
  const moved = (before: typeof state) => ({
    ...before,
    settled: before.settled + count,
    reconcile: addHealed(before.reconcile, healed),
  })
  if (left.length > 0) await keepUnwritten(run, now, left, moved)
  else await change(run, moved)
  return count
}

/** Keeps outcomes for later without trying them. */
async function leave(
  run: Run,
  batch: BatchAt<'judged'>,
  outcomes: readonly Outcome[]
): Promise<number> {
  const state = await run.ports.control.read()
  run.ports.log.warn('line.left', { batchId: batch.id, skuIds: outcomes.map(({ skuId }) => skuId) })
  await keepUnwritten(run, state, outcomes, before => ({
    ...before,
    settled: before.settled + outcomes.length,
  }))
  return outcomes.length
}

/** Line by line, deaths are counted for each. */
const countFrom = (run: Run) =>
  change(run, state => ({
    ...state,
    begun: { step: placeOf('settle', state), times: NARROW + 1 },
  }))

async function settleEnd(run: Run, batch: BatchAt<'judged'>): Promise<void> {
  const { activity, log } = run.ports
  if (batch.slice) await settleSlice(run, batch, batch.slice)
  if (batch.shares) await settleShared(run, batch, batch.shares)
  await activity.add(batch.id, batch.judgedAt, tallyOf(batch))
  const confirmed = batch.importId !== null && isWordOfCarrefour(batch)
  await advance(run, null, state => ({
    ...state,
    settled: 0,
    begun: null,
    split: splitAfter(state, batch),
    lastConfirmedAt: confirmed ? batch.judgedAt : state.lastConfirmedAt,
  }))
  log.info('batch.settled', {
    batchId: batch.id,
    importId: batch.importId,
    skus: batch.lines.length,
  })
}

/** Forgotten with the last part; until then a part that was taken says that the fault is in a line. */
function splitAfter({ parked, split }: ConnectionState, batch: BatchAt<'judged'>): Split | null {
  if (!parked.some(({ why }) => why === 'split')) return null
  return batch.ofSplit && batch.verdict.kind === 'complete' ? afterTakenPart(split) : split
}

/** Whether Carrefour said of any line how it ended. */
const isWordOfCarrefour = ({ verdict, lines }: BatchAt<'judged'>): boolean =>
  verdict.kind === 'complete' &&
  lines.some(
    ({ skuId, quantity }) => quantity !== null && verdict.rejected[skuId]?.cause !== 'UNCONFIRMED'
  )
