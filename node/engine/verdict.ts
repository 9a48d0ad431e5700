import { type BatchAt, type Verdict, backToClaimed, sentLines } from './batch.logic'
import type { Cause } from '../shared/causes'
import { type ConnectionState, importOver } from './state.logic'
import type { CallFailure } from '../ports/carrefour'
import { inDoubt, withoutDoubtful } from './doubts'
import { countFailure, recordFailure } from './failures'
import { type Run, saveStage } from './run'
import { noteSending } from '../sendings/record'

/** From this many SKUs on, Carrefour's list of offers is paged through instead of asking for each. */
const MANY = 200

/** A batch that Carrefour has, or may have. */
export type Taken = BatchAt<'sent' | 'lost' | 'complete' | 'reported'>

/**
 * Saves Carrefour's verdict on the batch. A line that an older file may still overwrite is no success.
 *
 * @param also saved together with the verdict
 */
export async function judge(
  run: Run,
  batch: Taken,
  verdict: Verdict,
  also: (state: ConnectionState) => ConnectionState = state => state
): Promise<void> {
  const now = run.ports.clock.now()
  const over = (state: ConnectionState) => importOver(also(state), now)
  const sure = await withoutDoubtful(run, batch, verdict)
  return saveStage(run, { ...batch, stage: 'judged', verdict: sure, judgedAt: now }, over)
}

/**
 * The fate of the file is unknown: it is remembered, and one with current stock is sent. After too many of these
 * Carrefour is asked what it holds instead. "Unknown" never becomes "failed".
 */
export async function giveUp(run: Run, taken: BatchAt<'sent' | 'lost'>): Promise<void> {
  const remembered = await inDoubt(run, { batch: taken, importId: taken.importId })
  const { batch, decision } = countFailure(run, taken, 'IMPORT_FAILED')
  if (decision.kind === 'retry') {
    await noteSending(run.ports, batch, { state: 'UNKNOWN', at: run.ports.clock.now() })
    return saveStage(run, backToClaimed(batch, decision.at), remembered)
  }
  const open = sentLines(batch).map(line => line.skuId)
  const offset = open.length > MANY ? 0 : null
  const readBack = { rejected: {}, confirmed: [], open, offset, words: null }
  return saveStage(run, { ...batch, stage: 'reported', notBefore: 0, readBack }, remembered)
}

/**
 * Carrefour ended the import without a result: sends another file with current stock, or ends the batch after too many.
 */
export async function sendAgainOrEnd(
  run: Run,
  taken: Taken,
  cause: Cause,
  message: string
): Promise<void> {
  const { batch, decision } = countFailure(run, taken, cause)
  if (decision.kind !== 'retry') return judge(run, batch, { kind: 'failed', cause, message })
  await noteSending(run.ports, batch, { state: 'FAILED', at: run.ports.clock.now(), message })
  return saveStage(run, backToClaimed(batch, decision.at))
}

/** Carrefour could not be asked about the batch: retried later; a refused ShopKey leaves it as it is. */
export async function askAgainOrEnd(
  run: Run,
  operation: 'STO02' | 'STO03',
  failure: CallFailure,
  taken: Taken
): Promise<void> {
  const consequence = await recordFailure(run, operation, failure, taken)
  switch (consequence.kind) {
    case 'again':
      return saveStage(run, consequence.batch)
    case 'blocked':
      return
    case 'ended':
      return judge(run, taken, {
        kind: 'failed',
        cause: consequence.cause,
        message: consequence.message,
      })
  }
}
