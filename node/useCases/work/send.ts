import type { BatchAt, ClaimedBatch, ReadLine } from '../../domain/batches'
import { afterAnswer, backToClaimed, resumed, unsent } from '../../domain/batches'
import type { Cause } from '../../domain/causes'
import { FIRST_POLL_AFTER } from '../../domain/nextStep'
import { stockFile } from '../../domain/stockFile'
import { SECOND } from '../../domain/time'
import { LONGEST_UPLOAD } from '../../ports/carrefour'
import { explainZeros } from './explain'
import { fail, onAnswer, onFailure } from './failures'
import { learnFacts } from './read'
import { readStock } from './readStock'
import { removeMarks } from './removeMarks'
import type { Run } from './run'
import { accessOf, advance, hasTime, leaving, spend } from './run'

/** A file is only sent when this much time is left. */
export const SEND_TIME = LONGEST_UPLOAD + SECOND

/** For the reasons of SKUs without units. */
const EXPLAIN_TIME = 2 * SECOND

/** Takes a claimed batch one step nearer to Carrefour: marks gone, facts known, stock read and sent. */
export async function send(run: Run, claimed: BatchAt<'claimed'>): Promise<void> {
  const { clock } = run.ports
  if (!claimed.marksRemoved) return removeMarks(run, claimed)
  const facts = await learnFacts(run, claimed)
  if (!facts.ok) return waitForStore(run, claimed, facts.error.message)
  if (!facts.value.done) return advance(run, facts.value.batch)
  const batch = resumed(facts.value.batch, clock.now())
  const read = await readStock(leaving(run, SEND_TIME + EXPLAIN_TIME), batch.lines)
  if (!read.ok) return waitForStore(run, batch, read.error.message)
  const soFar = { ...batch, readAt: clock.now(), lines: read.value.known }
  if (read.value.kind === 'more') return advance(run, soFar)
  const lines = await explainZeros(leaving(run, SEND_TIME), read.value.lines)
  if (!hasTime(run, SEND_TIME)) return advance(run, soFar)
  if (lines.every(line => line.quantity === null))
    return advance(run, unsent(batch, lines, clock.now()))
  await sendFile(run, { ...batch, failures: withoutStore(batch.failures) }, lines)
}

/** The store has answered. */
const withoutStore = ({ VTEX_UNAVAILABLE: _, ...others }: ClaimedBatch['failures']) => others

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
      failures: afterAnswer(batch.failures),
      lines,
      importId: answer.value,
      sentAt,
      notBefore,
    })
    log.info('batch.sent', { batchId: batch.id, importId: answer.value, skus: lines.length })
    return onAnswer(run)
  }
  const consequence = await onFailure(run, 'STO01', answer, batch)
  if (consequence.kind === 'again')
    return advance(run, backToClaimed(consequence.batch, consequence.batch.notBefore))
  return judgeFailed(run, batch, lines, consequence.cause, consequence.message)
}

/** The batch ends without Carrefour's word. */
const judgeFailed = (
  run: Run,
  batch: ClaimedBatch,
  lines: readonly ReadLine[],
  cause: Cause,
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

/** The store did not answer: nothing was sent. The batch waits, and in the end says so. */
async function waitForStore(run: Run, before: ClaimedBatch, message: string): Promise<void> {
  const { batch, decision } = fail(run, before, 'VTEX_UNAVAILABLE')
  run.ports.log.warn('store.unavailable', { batchId: batch.id, message, next: decision.kind })
  if (decision.kind === 'retry') return advance(run, batch)
  const unread = batch.lines.map(line => ({
    ...line,
    available: null,
    quantity: null,
    remark: null,
  }))
  await judgeFailed(run, batch, unread, 'VTEX_UNAVAILABLE', message)
}
