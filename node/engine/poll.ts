import { type BatchAt, afterAnswer, sentLines, backToClaimed } from './batch.logic'
import type { ConnectionState } from './state.logic'
import { importOver, openIncident } from './transitions.logic'
import { allTaken } from '../carrefour/report/reading.logic'
import { IMPORT_DEADLINE } from './retry.logic'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import { type ImportStatus, type CallFailure, LONGEST_ANSWER } from '../ports'
import { isOtherShops } from './watchShop'
import { afterSuccess, recordFailure, recordSuccess, recordReadFailure } from './failures'
import { type Run, accessOf, saveStage, updateState, limitedCall, hasTime } from './run'
import { splitOrEnd } from './parts'
import { giveUp, judge } from './doubts'
import { mapWhile } from '../shared/concurrency'
import type { SkuId } from '../shared/sku.logic'
import { noteSending } from '../sendings/record'
import { withAnswer } from '../sendings/sendings.logic'
import { OFFER_CALLS } from './report'

/**
 * How long an import may be unknown (404) right after it was accepted: another machine at Carrefour may not know it
 * yet.
 */
const UNKNOWN_FOR = 5 * MINUTE

/** Age from which an import without an end is shown. */
const SILENT_FROM = 8 * MINUTE

/**
 * Asks Carrefour for the import's state (STO02) and moves the batch on accordingly. An unreadable or unknown state is
 * no end: it is asked again until the deadline, and then the file is in doubt.
 */
export async function poll(run: Run, batch: BatchAt<'sent'>): Promise<void> {
  const { carrefour, connectionState, clock } = run.ports
  const asked = await limitedCall(run, 'STO02', () =>
    Promise.all([
      carrefour.importStatus(accessOf(run.configuration), batch.importId),
      connectionState.read(),
    ])
  )
  if (!asked) return
  const [answer, { keyOwner }] = asked
  switch (answer.kind) {
    case 'done': {
      const also = afterSuccess(clock.now())
      if (await isOtherShops(run, batch, { status: answer.value, keyOwner, also })) return
      const followed = { ...batch, failures: afterAnswer(batch.failures) }
      return follow(run, followed, answer.value, also)
    }
    case 'notFound':
      return waitOn(run, batch, answer.message, batch.sentAt + UNKNOWN_FOR)
    case 'rejected':
      return waitOn(run, batch, answer.message, batch.sentAt + IMPORT_DEADLINE)
    case 'limited':
    case 'unavailable':
      return isPast(run, batch.sentAt + IMPORT_DEADLINE)
        ? giveUp(run, batch)
        : askAgainOrEnd(run, answer, batch)
    case 'refused':
      return askAgainOrEnd(run, answer, batch)
  }
}

/** Carrefour could not be asked about the batch: retried later; a refused ShopKey leaves it as it is. */
async function askAgainOrEnd(
  run: Run,
  failure: CallFailure,
  taken: BatchAt<'sent'>
): Promise<void> {
  const consequence = await recordFailure(run, 'STO02', failure, taken)
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

/** @param also what the answer says about the connection, saved together with the stage */
async function follow(
  run: Run,
  batch: BatchAt<'sent'>,
  status: ImportStatus,
  also: (state: ConnectionState) => ConnectionState
): Promise<void> {
  const { clock, log } = run.ports
  log.info('batch.polled', { batchId: batch.id, importId: batch.importId, state: status.word })
  const answered = {
    ...batch,
    ...withAnswer(batch.sending, 'STO02', clock.now(), wordsOf(status)),
  }
  switch (status.state) {
    case 'running':
      await updateState(run, also)
      return waitOn(run, batch, status.word, batch.sentAt + IMPORT_DEADLINE)
    case 'complete':
      if (allTaken(status.counts, sentLines(batch).length))
        return judge(run, answered, { kind: 'complete', rejected: {} }, also)
      return saveStage(
        run,
        { ...answered, stage: 'complete', notBefore: 0, counts: status.counts },
        state => importOver(also(state), clock.now())
      )
    case 'failed':
      await updateState(run, also)
      await noteSending(run.ports, answered, {
        state: 'FAILED',
        at: clock.now(),
        message: status.word,
      })
      return splitOrEnd(run, answered, status.word)
  }
}

/** The state with its counts, in Mirakl's names. */
const wordsOf = ({ word, counts: { inSuccess, inError, hasReport } }: ImportStatus): string =>
  [
    word,
    `lines_in_success ${inSuccess ?? '-'}`,
    `lines_in_error ${inError ?? '-'}`,
    `has_error_report ${hasReport ?? '-'}`,
  ].join(', ')

const isPast = (run: Run, deadline: Millis): boolean => run.ports.clock.now() > deadline

/** The import has no known end yet. The older it is, the less often it is polled. */
async function waitOn(
  run: Run,
  batch: BatchAt<'sent'>,
  word: string,
  deadline: Millis
): Promise<void> {
  const now = run.ports.clock.now()
  const age = now - batch.sentAt
  if (age > SILENT_FROM) await showSilence(run, batch, word)
  if (isPast(run, deadline)) return giveUp(run, batch)
  // Every 15 s at first, the most Carrefour allows; from 4 minutes on every sixteenth of its age.
  const notBefore = now + Math.max(age / 16, 0)
  if (age > 4 * MINUTE && notBefore - batch.notBefore > SECOND)
    await saveStage(run, { ...batch, notBefore })
}

/** Shows since when there is no answer, about which import, and until when it is awaited. */
const showSilence = (run: Run, { importId, sentAt }: BatchAt<'sent'>, word: string) =>
  updateState(run, state =>
    openIncident(
      state,
      {
        cause: 'UNCONFIRMED',
        message: `import ${importId}: ${word}`,
        nextTryAt: sentAt + IMPORT_DEADLINE,
        keyVersion: run.configuration.shopKey.version,
      },
      run.ports.clock.now()
    )
  )

/** When a lost file is first searched for: most imports take seconds. */
export const FIRST_SEARCH_AFTER = 15 * SECOND

/** How long a lost file is searched for before another is sent: it may be running, and two must not run at once. */
const LOST_FOR = 5 * MINUTE

/** Number of SKUs asked about: enough to see whether a file has ended. The next file confirms the SKUs. */
const SAMPLE = 20

/**
 * Searches for a file whose answer was lost by what Carrefour holds (OF21). When all quantities are as sent, it is no
 * longer under way. Otherwise it is awaited for some minutes; then another file is sent and this one remembered as a
 * doubt.
 */
export async function search(run: Run, batch: BatchAt<'lost'>): Promise<void> {
  const { clock, log } = run.ports
  const sent = sentLines(batch)
  const found = await holds(run, sent.slice(0, SAMPLE))
  log.info('batch.searched', { batchId: batch.id, found: found.kind })
  const now = clock.now()
  switch (found.kind) {
    case 'refused':
      await recordReadFailure(run, found.failure)
      // A key that may not read offers will never show it, so only waiting helps.
      return found.failure.kind === 'refused' && found.failure.httpStatus === 403
        ? waitFor(run, batch)
        : undefined
    case 'unanswered':
      // Carrefour does not answer at all: an outage, with the pauses of a file.
      return now < batch.sendAgainAt
        ? saveStage(run, { ...batch, notBefore: batch.sendAgainAt })
        : forgetLost(run, batch, now)
    case 'another':
      return waitFor(run, batch)
    case 'all':
      await recordSuccess(run)
      // It has ended, or changes nothing: the next file may be sent, with current stock.
      return giveUp(run, batch)
  }
}

/** Carrefour does not answer: another file is sent, and this one stays unknown. */
async function forgetLost(run: Run, batch: BatchAt<'lost'>, now: Millis): Promise<void> {
  await noteSending(run.ports, batch, { state: 'UNKNOWN', at: now })
  await saveStage(run, backToClaimed(batch, now))
}

function waitFor(run: Run, batch: BatchAt<'lost'>): Promise<void> {
  const now = run.ports.clock.now()
  const until = Math.max(batch.sentAt + LOST_FOR, batch.sendAgainAt)
  if (now >= until) return giveUp(run, batch)
  const pause = Math.max((now - batch.sentAt) / 2, FIRST_SEARCH_AFTER)
  return saveStage(run, { ...batch, notBefore: Math.min(now + Math.round(pause), until) })
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
