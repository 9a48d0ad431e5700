import type { BatchAt } from '../../domain/batches'
import { afterAnswer, sentLines } from '../../domain/batches'
import { allTaken } from '../../domain/report'
import { IMPORT_DEADLINE } from '../../domain/retry'
import type { ImportStatus } from '../../ports/carrefour'
import { onAnswer } from './failures'
import type { Run } from './run'
import { accessOf, advance, limited } from './run'
import { askAgainOrEnd, judge, sendAgainOrEnd } from './verdict'

/** Asks Carrefour how the import stands (STO02) and takes the batch where the answer leads. */
export async function poll(run: Run, batch: BatchAt<'sent'>): Promise<void> {
  const answer = await limited(run, 'STO02', () =>
    run.ports.carrefour.importStatus(accessOf(run.configuration), batch.importId)
  )
  if (!answer) return
  if (answer.kind === 'done') {
    await onAnswer(run)
    return follow(run, { ...batch, failures: afterAnswer(batch.failures) }, answer.value)
  }
  if (answer.kind === 'notFound') return sendAgainOrEnd(run, batch, 'IMPORT_FAILED', answer.message)
  if (answer.kind === 'unavailable' && isOverdue(run, batch))
    return sendAgainOrEnd(run, batch, 'IMPORT_FAILED', answer.message)
  return askAgainOrEnd(run, 'STO02', answer, batch)
}

async function follow(run: Run, batch: BatchAt<'sent'>, status: ImportStatus): Promise<void> {
  run.ports.log.info('batch.polled', {
    batchId: batch.id,
    importId: batch.importId,
    state: status.word,
  })
  switch (status.state) {
    case 'running':
      return isOverdue(run, batch)
        ? sendAgainOrEnd(run, batch, 'IMPORT_FAILED', status.word)
        : undefined
    case 'complete':
      return allTaken(status.counts, sentLines(batch).length)
        ? judge(run, batch, { kind: 'complete', rejected: {} })
        : advance(run, { ...batch, stage: 'complete', notBefore: 0, counts: status.counts })
    case 'failed':
      return sendAgainOrEnd(run, batch, 'IMPORT_FAILED', status.word)
  }
}

const isOverdue = (run: Run, batch: BatchAt<'sent'>): boolean =>
  run.ports.clock.now() - batch.sentAt > IMPORT_DEADLINE
