import {
  type BatchAt,
  type ReadBack,
  type Rejection,
  sentLines,
  withoutFailure,
} from './batch.logic'
import { mapWhile, chunks, mapLimit } from '../shared/concurrency'
import { type RefusedLine, judgeLines, lookupsFor, withReasons } from './judged.logic'
import { type Reading, readReport } from '../carrefour/report/reading.logic'
import type { SkuId } from '../shared/sku.logic'
import { type CallFailure, type Offer, LONGEST_ANSWER, OFFER_PAGE } from '../ports'
import { countFailure, recordSuccess, recordFailure, recordReadFailure } from './failures'
import { type Run, accessOf, saveStage, hasTime, limitedCall } from './run'
import { decodeBody } from '../carrefour/report/rows.logic'
import { type SendingTrail, sendingId, withAnswer } from '../sendings/sendings.logic'
import { judge } from './doubts'
import { MINUTE } from '../shared/time'
import { ifLedgerAnswers } from '../ports/stores'

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
  if (answer.kind !== 'done' && answer.kind !== 'notFound')
    return failed(run, { before, counted: batch }, answer)
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

interface Tried {
  readonly before: BatchAt<'complete'>
  /** The same with this try counted. */
  readonly counted: BatchAt<'complete'>
}

/**
 * The call failed. Where Carrefour answers for its offers, the report alone is out of reach: it counts as one that cannot be
 * read, and after three the SKUs are read back, because the next file waits for it. Otherwise the call is retried like
 * any other.
 */
async function failed(run: Run, { before, counted }: Tried, failure: CallFailure): Promise<void> {
  if (failure.kind === 'unavailable' && (await answersForOffers(run))) return
  const consequence = await recordFailure(run, 'STO03', failure, before)
  switch (consequence.kind) {
    case 'again': {
      const { notBefore } = consequence.batch
      const isLong = notBefore > run.ports.clock.now() + LONGEST_PAUSE
      if (failure.kind !== 'limited' || !(await answersForOffers(run)))
        return saveStage(run, consequence.batch)
      return isLong
        ? conclude(run, before, unread(before))
        : saveStage(run, { ...counted, notBefore })
    }
    case 'blocked':
      // Not the report's fault: the attempt does not count.
      return saveStage(run, before)
    case 'ended':
      return conclude(run, before, unread(before))
  }
}

async function answersForOffers(run: Run): Promise<boolean> {
  if (!hasTime(run, LONGEST_ANSWER)) return false
  const answer = await run.ports.carrefour.ping(accessOf(run.configuration))
  if (answer.kind !== 'done') return false
  await recordSuccess(run)
  return true
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

/** SKUs asked about, or pages read, between two checkpoints. */
const SKUS_A_STEP = 100
const PAGES_A_STEP = 25

/** Maximum SKUs of one batch asked about one by one, and maximum offers paged through. */
const MAX_SKUS = 1_000
const MAX_OFFERS = 50_000

/** How old the quantities in OF21 may be: not documented. */
const LONGEST_LAG = 15 * MINUTE

/** Rows per ledger search, and concurrent searches. */
const ROWS = 50
const SEARCHES = 4

/** Longest wait when Carrefour asks for one: the next files wait too. */
const LONGEST_PAUSE = 15 * MINUTE

/** Carrefour's answers about some SKUs. */
interface Held {
  /** The offer, its absence, or an unreadable answer, by SKU. */
  readonly offers: ReadonlyMap<string, Offer | 'none' | 'unclear'>
  /** Offset to continue the list from; null when it is finished. */
  readonly offset: number | null
  /** The call that ended the step. */
  readonly failure: CallFailure | null
}

/**
 * Asks Carrefour (OF21) what it holds for the SKUs the report left open. The sent quantity confirms a SKU. No offer
 * means "not catalogued". Anything else stays unconfirmed, and the SKU is sent again later. Steps without an answer are
 * counted before they start, and few, because the next file waits for this one.
 */
export async function readBack(run: Run, before: BatchAt<'reported'>): Promise<void> {
  const { batch, decision } = countFailure(run, before, 'UNCONFIRMED')
  if (decision.kind !== 'retry') return close(run, before)
  await saveStage(run, batch)
  const held =
    before.readBack.offset === null
      ? await askEach(run, before.readBack)
      : await pageThroughOffers(run, before.readBack, before.readBack.offset)
  if (held.failure?.kind === 'refused') {
    await recordReadFailure(run, held.failure)
    // A refused key is an incident: the batch waits for the next key. A key without this permission can never read.
    return held.failure.httpStatus === 401 ? saveStage(run, before) : close(run, before)
  }
  const progressed = held.offers.size > 0 || held.offset !== before.readBack.offset
  if (progressed) return record(run, before, held, await recentlyChanged(run, before, held))
  const retryAfter = held.failure && 'retryAfter' in held.failure ? held.failure.retryAfter : null
  const pause = Math.min(retryAfter ?? 0, LONGEST_PAUSE)
  const notBefore = Math.max(batch.notBefore, run.ports.clock.now() + pause)
  if (notBefore > batch.notBefore) await saveStage(run, { ...batch, notBefore })
}

async function askEach(run: Run, { open, offset }: ReadBack): Promise<Held> {
  const offers = new Map<string, Offer | 'none' | 'unclear'>()
  let failure: CallFailure | null = null
  const mayAsk = () => failure === null && hasTime(run, LONGEST_ANSWER)
  await mapWhile(open.slice(0, SKUS_A_STEP), OFFER_CALLS, mayAsk, async skuId => {
    const answer = await run.ports.carrefour.offer(accessOf(run.configuration), skuId)
    if (answer.kind === 'done') offers.set(skuId, answer.value ?? 'none')
    // The answer concerns this SKU only and must not stop the others.
    else if (answer.kind === 'rejected' || answer.kind === 'notFound') offers.set(skuId, 'unclear')
    else failure = answer
  })
  return { offers, offset, failure }
}

/**
 * Pages through the list of offers. SKUs not found there are asked for individually afterwards, because offers move
 * between pages. One that is listed with two quantities proves neither.
 */
async function pageThroughOffers(run: Run, { open }: ReadBack, from: number): Promise<Held> {
  const wanted = new Set<string>(open)
  const seen = new Map<string, Offer | 'unclear'>()
  const see = (offer: Offer) => {
    const before = seen.get(offer.code)
    const isTwofold =
      before === 'unclear' || (before !== undefined && before.quantity !== offer.quantity)
    seen.set(offer.code, isTwofold ? 'unclear' : offer)
  }
  let offset = from
  for (let page = 0; page < PAGES_A_STEP && hasTime(run, LONGEST_ANSWER); page += 1) {
    const answer = await run.ports.carrefour.offerPage(accessOf(run.configuration), offset)
    if (answer.kind !== 'done') return { offers: seen, offset, failure: answer }
    const { offers, received, total } = answer.value
    for (const offer of offers) if (wanted.has(offer.code)) see(offer)
    offset += received
    const isOver = received < OFFER_PAGE || offset >= Math.min(total ?? MAX_OFFERS, MAX_OFFERS)
    if (isOver || seen.size === wanted.size) return { offers: seen, offset: null, failure: null }
  }
  return { offers: seen, offset, failure: null }
}

/**
 * SKUs shown with the sent quantity although another quantity was sent recently: the value may be older than that one.
 * Null when the ledger does not answer: then nothing is proved.
 */
async function recentlyChanged(
  run: Run,
  before: BatchAt<'reported'>,
  { offers }: Held
): Promise<ReadonlySet<string> | null> {
  const { ledger, clock } = run.ports
  const sent = new Map(sentLines(before).map(line => [line.skuId, line.quantity]))
  const since = clock.now() - LONGEST_LAG
  const same = before.readBack.open.filter(skuId => {
    const held = offers.get(skuId)
    return typeof held === 'object' && held.quantity === sent.get(skuId)
  })
  const rows = await ifLedgerAnswers(
    () => mapLimit(chunks(same, ROWS), SEARCHES, group => ledger.find(group)),
    null
  )
  const changed = rows
    ?.flat()
    .filter(({ attempts, skuId }) =>
      attempts.some(
        ({ at, quantity }) => at > since && quantity !== null && quantity !== sent.get(skuId)
      )
    )
  return changed ? new Set(changed.map(({ skuId }) => skuId)) : null
}

/** Records the answers, and ends the batch when no SKU is open. */
function record(
  run: Run,
  before: BatchAt<'reported'>,
  { offers, offset }: Held,
  changed: ReadonlySet<string> | null
): Promise<void> {
  const { readBack: known } = before
  const sent = new Map(sentLines(before).map(line => [line.skuId, line.quantity]))
  const rejected: Record<string, Rejection> = { ...known.rejected }
  const confirmed: SkuId[] = [...known.confirmed]
  const open: SkuId[] = []
  for (const skuId of known.open) {
    const held = offers.get(skuId)
    if (held === undefined) open.push(skuId)
    else if (held === 'none') rejected[skuId] = notCatalogued(known)
    else if (
      held !== 'unclear' &&
      held.quantity === sent.get(skuId) &&
      changed?.has(skuId) === false
    )
      confirmed.push(skuId)
    else rejected[skuId] = unconfirmed(known)
  }
  const readBack: ReadBack = { ...known, rejected, confirmed, open, offset }
  const batch = { ...withoutFailure(before, 'UNCONFIRMED'), readBack }
  // Too many to ask for individually, and not in the list of offers.
  if (offset === null && open.length > MAX_SKUS) return close(run, batch)
  return open.length === 0 ? close(run, batch) : saveStage(run, batch)
}

const notCatalogued = ({ words }: ReadBack): Rejection => ({
  cause: 'NOT_CATALOGED',
  message: words ?? '',
})

const unconfirmed = ({ words }: ReadBack): Rejection => ({
  cause: 'UNCONFIRMED',
  message: words ?? '',
})

/** Ends the batch: SKUs still open are unconfirmed. */
function close(run: Run, batch: BatchAt<'reported'>): Promise<void> {
  const { readBack: known } = batch
  const open = known.open.map((skuId): [string, Rejection] => [skuId, unconfirmed(known)])
  run.ports.log.info('batch.readBack', {
    batchId: batch.id,
    confirmed: known.confirmed.length,
    unconfirmed: open.length,
  })
  return judge(run, batch, {
    kind: 'complete',
    rejected: { ...known.rejected, ...Object.fromEntries(open) },
    readBack: known.confirmed,
  })
}
