import { tallyOf } from '../../domain/activity'
import type { BatchAt } from '../../domain/batches'
import { chunks, mapLimit } from '../../domain/mapLimit'
import { applyOutcome } from '../../domain/processes'
import { addHealed, healedIn } from '../../domain/reconcilePages'
import { outcomeOf } from '../../domain/settle'
import { SECOND } from '../../domain/time'
import type { Run } from './run'
import { advance, change } from './run'
import { settleSlice } from './settleSlice'

/** Ledger writes at a time. */
const WRITES = 16

/** Lines between two checkpoints. */
const STEP = 200

/** A chunk is only begun when this much time is left. */
const STEP_TIME = 4 * SECOND

/** Writes the outcomes of a judged batch into the ledger; goes on where it was left. */
export async function settle(run: Run, batch: BatchAt<'judged'>): Promise<void> {
  const { control, log, clock } = run.ports
  const { settled } = await control.read()
  for (const lines of chunks(batch.lines.slice(settled), STEP)) {
    if (clock.now() + STEP_TIME > run.deadline) return
    await mapLimit(lines, WRITES, line => settleLine(run, batch, line))
    const healed = healedIn(batch, lines)
    await change(run, state => ({
      ...state,
      settled: state.settled + lines.length,
      reconcile: addHealed(state.reconcile, healed),
    }))
  }
  if (batch.slice) await settleSlice(run, batch, batch.slice)
  await run.ports.activity.add(batch.id, batch.judgedAt, tallyOf(batch))
  const confirmed = batch.verdict.kind === 'complete' && batch.importId !== null
  await advance(run, null, state => ({
    ...state,
    settled: 0,
    lastConfirmedAt: confirmed ? batch.judgedAt : state.lastConfirmedAt,
  }))
  log.info('batch.settled', {
    batchId: batch.id,
    importId: batch.importId,
    skus: batch.lines.length,
  })
}

async function settleLine(
  { ports, configuration }: Run,
  batch: BatchAt<'judged'>,
  line: BatchAt<'judged'>['lines'][number]
): Promise<void> {
  const { ledger, clock, log } = ports
  const outcome = outcomeOf(batch, line, configuration.choices.affiliateId, clock.random())
  const before = await ledger.get(line.skuId)
  const after = applyOutcome(before, outcome)
  if (after === before) return
  await ledger.put(after)
  const { status, cause, quantity, reason, importId } = outcome.attempt
  log.info('attempt.settled', {
    skuId: line.skuId,
    batchId: batch.id,
    importId,
    reason,
    status,
    cause,
    quantity,
  })
}
