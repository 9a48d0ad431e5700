import {
  type BatchAt,
  type ReadBack,
  type Rejection,
  sentLines,
  withoutFailure,
} from './batch.logic'
import { mapWhile } from '../shared/concurrency'
import { type RefusedLine, judgeLines, lookupsFor, withReasons } from './refusedLines.logic'
import { type Reading, readReport } from '../carrefour/report/reading.logic'
import type { SkuId } from '../shared/sku.logic'
import { type CallFailure, LONGEST_ANSWER } from '../ports/carrefour'
import { countFailure, recordSuccess, recordFailure, recordReadFailure } from './failures'
import { type Run, accessOf, saveStage, hasTime, limitedCall } from './run'
import { decodeBody } from '../carrefour/report/rows.logic'
import { type SendingTrail, sendingId, withAnswer } from '../sendings/sendings.logic'
import { judge } from './doubts'

/** Concurrent OF21 calls. */
export const OFFER_CALLS = 4

/** A report that seems incomplete is fetched once more. */
const READINGS = 2

/** From this many SKUs on, Carrefour's list of offers is paged through instead of asking for each. */
const MANY = 200

/**
 * Fetches and reads the error report (STO03). What it leaves open is read back (`readBack`). The attempt is counted
 * before it starts: a report that kills the process is left unread after three.
 */
export async function report(run: Run, before: BatchAt<'complete'>): Promise<void> {
  const { batch, decision } = countFailure(run, before, 'UNCONFIRMED')
  if (decision.kind !== 'retry') return conclude(run, before, unread(before))
  await saveStage(run, batch)
  const { carrefour, log } = run.ports
  const sent = sentLines(batch)
  const access = accessOf(run.configuration)
  const answer = await limitedCall(run, 'STO03', () =>
    carrefour.errorReport(access, batch.importId, sent.length)
  )
  if (!answer) return
  if (answer.kind !== 'done' && answer.kind !== 'notFound') return failed(run, before, answer)
  await recordSuccess(run)
  const body = answer.kind === 'done' ? answer.value : null
  const text = answer.kind === 'notFound' ? '' : body && decodeBody(body)
  const reading = text === null ? unread(batch) : readReport(text, sent, batch.counts)
  const again = reading.isCut && (batch.failures.UNCONFIRMED ?? 0) < READINGS
  log.info('batch.reported', {
    batchId: batch.id,
    rejected: reading.refused.length,
    unread: reading.unplaced,
    open: reading.open.length,
    again,
  })
  if (again) return
  const told = `${answer.kind === 'done' ? 'report' : answer.message}, ${reading.refused.length} refused`
  await conclude(run, { ...batch, ...(await withReport(run, batch, told, body)) }, reading)
}

/** What is known of the file, with its report stored as it came. */
async function withReport(
  { ports: { sendings, clock } }: Run,
  { id, sending }: BatchAt<'complete'>,
  words: string,
  body: Buffer | null
): Promise<{ readonly sending?: SendingTrail }> {
  const told = withAnswer(sending, 'STO03', clock.now(), words)
  if (told.sending === undefined || body === null) return told
  const report = await sendings.saveAttachment(sendingId(id, told.sending.at), 'report', body)
  const kept = report === null ? {} : { report }
  return { sending: { ...told.sending, reportBytes: body.length, kept } }
}

/** The call failed and is retried later. In the end the SKUs are read back without their report. */
async function failed(run: Run, before: BatchAt<'complete'>, failure: CallFailure): Promise<void> {
  const consequence = await recordFailure(run, 'STO03', failure, before)
  switch (consequence.kind) {
    case 'again':
      return saveStage(run, consequence.batch)
    case 'blocked':
      // Not the report's fault: the attempt does not count.
      return saveStage(run, before)
    case 'ended':
      return conclude(run, before, unread(before))
  }
}

/** No line has a known outcome. */
const unread = (batch: BatchAt<'complete'>): Reading => ({
  refused: [],
  open: sentLines(batch).map(line => line.skuId),
  isCut: false,
  unplaced: 0,
  words: null,
})

async function conclude(
  run: Run,
  batch: BatchAt<'complete'>,
  { refused, open, words }: Reading
): Promise<void> {
  const rejected = await explain(run, withReasons(refused))
  if (open.length === 0) return judge(run, batch, { kind: 'complete', rejected })
  const offset = open.length > MANY ? 0 : null
  const readBack: ReadBack = { rejected, confirmed: [], open, offset, words }
  const { counts: _, ...rest } = withoutFailure(batch, 'UNCONFIRMED')
  return saveStage(run, { ...rest, stage: 'reported', readBack })
}

/** Reads the offers (OF21) that tell "not catalogued" from other refusals. */
async function explain(
  run: Run,
  lines: readonly RefusedLine[]
): Promise<Readonly<Record<string, Rejection>>> {
  const offers = new Map<SkuId, boolean>()
  let refused: CallFailure | null = null
  const mayAsk = () => refused === null && hasTime(run, LONGEST_ANSWER)
  await mapWhile(lookupsFor(lines), OFFER_CALLS, mayAsk, async skuId => {
    const answer = await run.ports.carrefour.offer(accessOf(run.configuration), skuId)
    if (answer.kind === 'done') offers.set(skuId, answer.value !== null)
    else if (answer.kind === 'refused') refused = answer
  })
  if (refused) await recordReadFailure(run, refused)
  return judgeLines(lines, offers)
}
