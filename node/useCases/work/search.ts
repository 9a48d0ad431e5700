import type { BatchAt } from '../../domain/batches'
import { backToClaimed, sentLines } from '../../domain/batches'
import { mapWhile } from '../../domain/mapLimit'
import type { SkuId } from '../../domain/requests'
import { MINUTE, SECOND } from '../../domain/time'
import type { CallFailure } from '../../ports/carrefour'
import { LONGEST_ANSWER } from '../../ports/carrefour'
import { onAnswer, onReadFailure } from './failures'
import { OFFER_CALLS } from './report'
import type { Run } from './run'
import { accessOf, advance, hasTime } from './run'
import { giveUp } from './verdict'

/** When a lost file is first looked for: most imports take seconds. */
export const FIRST_SEARCH_AFTER = 15 * SECOND

/** How long a lost file is looked for before another one leaves: it may be running, and two must not. */
const LOST_FOR = 5 * MINUTE

/** SKUs that are asked about: enough to see whether a file has ended. What confirms a SKU is the file after it. */
const SAMPLE = 20

/**
 * Looks for a file whose answer was lost by what Carrefour holds (OF21). All quantities as sent: it is no
 * longer under way. Else it is waited for some minutes. Then another file leaves, and this one is remembered.
 */
export async function search(run: Run, batch: BatchAt<'lost'>): Promise<void> {
  const { clock, log } = run.ports
  const sent = sentLines(batch)
  const found = await holds(run, sent.slice(0, SAMPLE))
  log.info('batch.searched', { batchId: batch.id, found: found.kind })
  const now = clock.now()
  switch (found.kind) {
    case 'refused':
      await onReadFailure(run, found.failure)
      // A key that may not read offers never shows it: only time helps then.
      return found.failure.kind === 'refused' && found.failure.httpStatus === 403
        ? waitFor(run, batch)
        : undefined
    case 'unanswered':
      // Carrefour answers nothing at all: an outage, and its pauses are those of the file.
      return now < batch.sendAgainAt
        ? advance(run, { ...batch, notBefore: batch.sendAgainAt })
        : advance(run, backToClaimed(batch, now))
    case 'another':
      return waitFor(run, batch)
    case 'all':
      await onAnswer(run)
      // It has ended, or changes nothing: the next file may leave, with today's stock.
      return giveUp(run, batch)
  }
}

function waitFor(run: Run, batch: BatchAt<'lost'>): Promise<void> {
  const now = run.ports.clock.now()
  const until = Math.max(batch.sentAt + LOST_FOR, batch.sendAgainAt)
  if (now >= until) return giveUp(run, batch)
  const pause = Math.max((now - batch.sentAt) / 2, FIRST_SEARCH_AFTER)
  return advance(run, { ...batch, notBefore: Math.min(now + Math.round(pause), until) })
}

type Found =
  | { readonly kind: 'all' | 'another' | 'unanswered' }
  | { readonly kind: 'refused'; readonly failure: CallFailure }

/** Whether Carrefour holds these quantities. */
async function holds(
  run: Run,
  lines: readonly { readonly skuId: SkuId; readonly quantity: number }[]
): Promise<Found> {
  const failures: CallFailure[] = []
  let same = 0
  let others = 0
  const mayAsk = () => failures.length === 0 && others === 0 && hasTime(run, LONGEST_ANSWER)
  await mapWhile(lines, OFFER_CALLS, mayAsk, async ({ skuId, quantity }) => {
    const answer = await run.ports.carrefour.offer(accessOf(run.configuration), skuId)
    if (answer.kind !== 'done') failures.push(answer)
    else if (answer.value?.quantity === quantity) same += 1
    else others += 1
  })
  if (others > 0) return { kind: 'another' }
  if (same === lines.length) return { kind: 'all' }
  const refused = failures.find(({ kind }) => kind === 'refused')
  return refused ? { kind: 'refused', failure: refused } : { kind: 'unanswered' }
}
