import type { Batch, BatchAt, Verdict } from '../../domain/batches'
import { backToClaimed } from '../../domain/batches'
import { FILE_TRIES, IMPORT_DEADLINE } from '../../domain/retry'
import { MINUTE } from '../../domain/time'
import type { ImportStatus } from '../../ports/carrefour'
import { onAnswer, onFailure } from './failures'
import type { Run } from './run'
import { accessOf, advance, spend } from './run'

/** Asks Carrefour how the import stands (STO02) and takes the batch where the answer leads. */
export async function poll(run: Run, batch: BatchAt<'sent'>): Promise<void> {
  const { carrefour, clock } = run.ports
  if (!(await spend(run, 'STO02'))) return
  const answer = await carrefour.importStatus(accessOf(run.configuration), batch.importId)
  if (answer.kind === 'done') {
    await onAnswer(run)
    return follow(run, batch, answer.value)
  }
  if (answer.kind === 'notFound') return resend(run, batch)
  const consequence = await onFailure(run, 'STO02', answer, 1)
  if (consequence.kind === 'blocked') return
  const notBefore = consequence.kind === 'again' ? consequence.notBefore : clock.now() + MINUTE
  await (isOverdue(run, batch) ? resend(run, batch) : advance(run, { ...batch, notBefore }))
}

async function follow(run: Run, batch: BatchAt<'sent'>, status: ImportStatus): Promise<void> {
  run.ports.log.info('batch.polled', {
    batchId: batch.id,
    importId: batch.importId,
    state: status.word,
  })
  switch (status.state) {
    case 'running':
      return isOverdue(run, batch) ? resend(run, batch) : undefined
    case 'complete':
      return status.hasErrorReport
        ? advance(run, { ...batch, stage: 'complete', notBefore: 0 })
        : judge(run, batch, { kind: 'complete', rejected: {} })
    case 'failed':
      return batch.tries + 1 < FILE_TRIES
        ? resend(run, batch)
        : judge(run, batch, { kind: 'failed', cause: 'IMPORT_FAILED', message: status.word })
  }
}

const isOverdue = (run: Run, batch: BatchAt<'sent'>): boolean =>
  run.ports.clock.now() - batch.sentAt > IMPORT_DEADLINE

/** Sends the batch again with today's stock: nobody knows what became of it, and quantities are absolute. */
const resend = (run: Run, batch: Batch) => advance(run, backToClaimed(batch, 0))

/** Writes Carrefour's last word about the batch down. */
export const judge = (
  run: Run,
  batch: BatchAt<'sent' | 'complete'>,
  verdict: Verdict
): Promise<void> =>
  advance(run, { ...batch, stage: 'judged', verdict, judgedAt: run.ports.clock.now() })
