import type { BatchAt, ClaimedBatch, ReadLine } from '../../domain/batches'
import { backToClaimed, unsent } from '../../domain/batches'
import { FIRST_POLL_AFTER } from '../../domain/nextStep'
import { FILE_TRIES, nextTry } from '../../domain/retry'
import { stockFile } from '../../domain/stockFile'
import { MINUTE, SECOND } from '../../domain/time'
import { removeMarks } from './claim'
import { onAnswer, onFailure } from './failures'
import { learnFacts, readStock } from './read'
import type { Run } from './run'
import { accessOf, advance, spend } from './run'

/** A file is only sent when this much time is left: Carrefour may take 10 s to answer. */
export const SEND_TIME = 11 * SECOND

/** Takes a claimed batch one step nearer to Carrefour: marks gone, facts known, stock read and sent. */
export async function send(run: Run, claimed: BatchAt<'claimed'>): Promise<void> {
  const { clock } = run.ports
  if (!claimed.marksRemoved) return advance(run, await removeMarks(run, claimed))
  const facts = await learnFacts(run, claimed)
  if (!facts.ok) return waitForStore(run, claimed, facts.error.message)
  if (!facts.value.done) return advance(run, facts.value.batch)
  const { batch } = facts.value
  const read = await readStock(run, batch.lines)
  if (!read.ok) return waitForStore(run, batch, read.error.message)
  if (clock.now() + SEND_TIME > run.deadline) return advance(run, batch)
  if (read.value.every(line => line.quantity === null))
    return advance(run, unsent(batch, read.value, clock.now()))
  await sendFile(run, batch, read.value)
}

async function sendFile(run: Run, batch: ClaimedBatch, lines: readonly ReadLine[]): Promise<void> {
  const { carrefour, clock, log } = run.ports
  if (!(await spend(run, 'STO01'))) return advance(run, batch)
  const answer = await carrefour.sendStock(accessOf(run.configuration), stockFile(lines))
  if (answer.kind === 'done') {
    const sentAt = clock.now()
    const notBefore = sentAt + FIRST_POLL_AFTER
    await advance(run, {
      ...batch,
      stage: 'sent',
      lines,
      importId: answer.value,
      sentAt,
      notBefore,
    })
    log.info('batch.sent', { batchId: batch.id, importId: answer.value, skus: lines.length })
    return onAnswer(run)
  }
  const consequence = await onFailure(run, 'STO01', answer, batch.tries + 1)
  switch (consequence.kind) {
    case 'again':
      return advance(run, backToClaimed(batch, consequence.notBefore))
    case 'blocked':
      return judgeFailed(run, batch, lines, consequence.cause, consequence.message)
    case 'refused':
      return batch.tries + 1 < FILE_TRIES
        ? advance(run, backToClaimed(batch, clock.now() + MINUTE))
        : judgeFailed(run, batch, lines, 'IMPORT_FAILED', consequence.message)
  }
}

const judgeFailed = (
  run: Run,
  batch: ClaimedBatch,
  lines: readonly ReadLine[],
  cause: 'AUTH_INVALID' | 'AUTH_FORBIDDEN' | 'IMPORT_FAILED',
  message: string
) =>
  advance(run, {
    ...batch,
    stage: 'judged',
    lines,
    importId: null,
    verdict: { kind: 'failed', cause, message },
    judgedAt: run.ports.clock.now(),
  })

async function waitForStore(run: Run, batch: ClaimedBatch, message: string): Promise<void> {
  const { clock, log } = run.ports
  const notBefore = nextTry(1, clock.now(), clock.random())
  log.warn('store.unavailable', { batchId: batch.id, message, notBefore })
  await advance(run, { ...batch, notBefore })
}
