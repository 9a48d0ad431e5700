import type { BatchAt, Verdict } from '../../domain/batches'
import { backToClaimed } from '../../domain/batches'
import type { Cause } from '../../domain/causes'
import type { CallFailure } from '../../ports/carrefour'
import { fail, onFailure } from './failures'
import type { Run } from './run'
import { advance } from './run'

/** A batch that Carrefour has. */
export type Taken = BatchAt<'sent' | 'complete' | 'reported'>

/** Writes Carrefour's last word about the batch down. */
export const judge = (run: Run, batch: Taken, verdict: Verdict): Promise<void> =>
  advance(run, { ...batch, stage: 'judged', verdict, judgedAt: run.ports.clock.now() })

/**
 * The file did not reach its end: another one, with today's stock (nobody knows what became of the first,
 * and quantities are absolute), or the end of the batch when that has happened too often.
 */
export function sendAgainOrEnd(
  run: Run,
  taken: Taken,
  cause: Cause,
  message: string
): Promise<void> {
  const { batch, decision } = fail(run, taken, cause)
  return decision.kind === 'retry'
    ? advance(run, backToClaimed(batch, decision.at))
    : judge(run, batch, { kind: 'failed', cause, message })
}

/** Carrefour could not be asked about the batch: it is asked again later; a refused ShopKey leaves it as it is. */
export async function askAgainOrEnd(
  run: Run,
  operation: 'STO02' | 'STO03',
  failure: CallFailure,
  taken: Taken
): Promise<void> {
  const consequence = await onFailure(run, operation, failure, taken)
  switch (consequence.kind) {
    case 'again':
      return advance(run, consequence.batch)
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
