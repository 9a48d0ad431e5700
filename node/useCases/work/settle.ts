import { tallyOf } from '../../domain/activity'
import type { BatchAt } from '../../domain/batches'
import { chunks, mapWhile } from '../../domain/mapLimit'
import type { Process } from '../../domain/processes'
import { applyOutcome } from '../../domain/processes'
import { addHealed, healedIn } from '../../domain/reconcilePages'
import { outcomeOf } from '../../domain/settle'
import { senderOf, shopNameOf } from '../../domain/shop'
import { outOfDate } from '../../domain/stale'
import { SECOND } from '../../domain/time'
import type { Ports } from '../../ports'
import type { Run } from './run'
import { advance, change, hasTime } from './run'
import { settleSlice } from './settleSlice'

/** Ledger writes at a time. */
const WRITES = 16

/** Lines between two checkpoints. */
const STEP = 200

/** A line is only begun when this much time is left, and so is the end of the batch. */
const LINE_TIME = 3 * SECOND
const END_TIME = 4 * SECOND

/** Writes the outcomes of a judged batch into the ledger; goes on where it was left. */
export async function settle(run: Run, batch: BatchAt<'judged'>): Promise<void> {
  const { control, log } = run.ports
  const { settled } = await control.read()
  for (const lines of chunks(batch.lines.slice(settled), STEP)) {
    const mayBegin = () => hasTime(run, LINE_TIME)
    const done = await mapWhile(lines, WRITES, mayBegin, line => settleLine(run, batch, line))
    const healed = healedIn(batch, lines.slice(0, done.length))
    await change(run, state => ({
      ...state,
      settled: state.settled + done.length,
      reconcile: addHealed(state.reconcile, healed),
    }))
    if (done.length < lines.length) return
  }
  if (!hasTime(run, END_TIME)) return
  if (batch.slice) await settleSlice(run, batch, batch.slice)
  await run.ports.activity.add(batch.id, batch.judgedAt, tallyOf(batch))
  const confirmed = batch.importId !== null && isWordOfCarrefour(batch)
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

/** Whether Carrefour said of any line how it ended. */
const isWordOfCarrefour = ({ verdict, lines }: BatchAt<'judged'>): boolean =>
  verdict.kind === 'complete' &&
  lines.some(
    ({ skuId, quantity }) => quantity !== null && verdict.rejected[skuId]?.cause !== 'UNCONFIRMED'
  )

async function settleLine(
  { ports, configuration }: Run,
  batch: BatchAt<'judged'>,
  line: BatchAt<'judged'>['lines'][number]
): Promise<void> {
  const { ledger, clock, log } = ports
  const outcome = outcomeOf(batch, line, senderOf(configuration.choices), clock.random())
  const before = await ledger.get(line.skuId)
  const after = applyOutcome(before, outcome)
  if (after === before) return
  if (outcome.shop === shopNameOf(configuration.choices)) await ledger.put(after)
  else await putOfFormerShop(ports, after)
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

/** The shop was changed while the file was with the former one: its word says nothing about the shop of now. */
async function putOfFormerShop(
  { ledger, requests, clock }: Ports,
  process: Process
): Promise<void> {
  const now = clock.now()
  await requests.mark({ skuId: process.skuId, lane: 'reconcile' }, now)
  await ledger.put(outOfDate(process, now, clock.random()))
}
