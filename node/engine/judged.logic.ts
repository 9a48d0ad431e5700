/* Judged batches: the outcome of each line, and in which order they are settled. */

import { asFlag, asNumber, asText, countIn, entriesOf, nameIn, partOf } from '../shared/json'
import { type Cause, statusOf } from '../shared/causes'
import type { Choices } from '../connection/configuration.logic'
import type { Outcome } from '../ledger/process.logic'
import type { BatchAt, ReadLine, Rejection } from './batch.logic'
import { type Job, settledTo, totalOf } from '../jobs/job.logic'
import { type InHand, type Parked, inHandOf, jobOf, readShownBatch } from './parts.logic'
import { reasonOf, causeOfWords } from '../carrefour/classify.logic'
import type { ReportLine } from '../carrefour/report/reading.logic'
import type { SkuId } from '../shared/sku.logic'

/** A judged batch whose outcomes are being written. Sending goes on beside it. */
export interface JudgedAt {
  readonly key: string
  /** How many of its lines are in the ledger, or kept for it. */
  readonly settled: number
  /** How often settling was begun at this line and did not come to an end: its process died. */
  readonly deaths: number
  /** The reprocess job it belongs to, entirely or in part; null when none. */
  readonly jobId: string | null
  /** Where its job's range ends; null when it has none of its own, and in data of older versions. */
  readonly rangeTo: number | null
  /** How many lines at its beginning are no backlog: they are settled before any other batch's backlog. */
  readonly urgent: number
  /** Whether nothing may be claimed before it is settled: its outcome decides about other parts of its file or range. */
  readonly isAlone: boolean
  /** What pages show of it; absent in data of older versions. */
  readonly batch?: InHand
}

/** Maximum number of judged batches: beyond it no other is claimed. */
export const MAX_JUDGED = 4

/** How many of them may be of a reprocess job: live changes always find a place. */
export const MAX_OF_JOB = 3

export const judgedAt = (key: string, batch: BatchAt<'judged'>): JudgedAt => ({
  key,
  settled: 0,
  deaths: 0,
  jobId: jobOf(batch),
  rangeTo: batch.slice?.to ?? null,
  urgent: urgentOf(batch.lines),
  isAlone: batch.ofSplit === true || batch.shares !== undefined,
  batch: inHandOf(batch),
})

/** How many lines come before those of a job or a comparison. */
function urgentOf(lines: readonly ReadLine[]): number {
  const backlog = lines.findIndex(
    ({ reason, ofJob }) => reason === 'RECONCILE' || (ofJob && reason === 'REPROCESS')
  )
  return backlog === -1 ? lines.length : backlog
}

/**
 * Where the job's next range begins: behind all that are settled or judged. Null when nothing of it may be sent now:
 * parts of a range are still to come, enough of it is to be settled, or all of it was sent.
 */
export function nextPosition(
  job: Job,
  { parked, judged }: { readonly parked: readonly Parked[]; readonly judged: readonly JudgedAt[] }
): number | null {
  if (parked.some(({ jobId }) => jobId === job.id)) return null
  const own = judged.filter(({ jobId }) => jobId === job.id)
  if (own.length >= MAX_OF_JOB) return null
  const ends = own.map(({ rangeTo }) => rangeTo ?? Infinity)
  const from = Math.max(settledTo(job), ...ends)
  return from < totalOf(job) ? from : null
}

/** Whether settling comes first, because too much of it is left or something depends on it. */
export const mustSettle = (judged: readonly JudgedAt[]): boolean =>
  judged.length >= MAX_JUDGED || isAnyAlone(judged)

/** Whether the outcome of one of them decides what is done next. */
export const isAnyAlone = (judged: readonly JudgedAt[]): boolean =>
  judged.some(({ isAlone }) => isAlone)

/** The batch to settle next: live changes before a comparison and a job, then the oldest. */
export const nextToSettle = (judged: readonly JudgedAt[]): JudgedAt | null =>
  judged.find(({ settled, urgent }) => settled < urgent) ??
  judged.find(({ jobId }) => jobId === null) ??
  judged[0] ??
  null

/** The list with one of them changed. */
export const withJudged = (
  judged: readonly JudgedAt[],
  key: string,
  change: (before: JudgedAt) => Partial<JudgedAt>
): readonly JudgedAt[] => judged.map(one => (one.key === key ? { ...one, ...change(one) } : one))

export const withoutJudged = (judged: readonly JudgedAt[], key: string): readonly JudgedAt[] =>
  judged.filter(one => one.key !== key)

/**
 * The exact messages of VTEX's own connector for these causes, which merchants know and search for. Source: VTEX help,
 * "Erros de integração de estoque com o Carrefour" and "Configurar cadastro da integração do Carrefour".
 */
const KNOWN_MESSAGES: Partial<Record<Cause, string>> = {
  NOT_CATALOGED:
    'Produto ainda não foi catalogado no Carrefour. Para reprocessar essa oferta, aguarde a confirmação do Carrefour de que o produto foi catalogado. Para mais detalhes verifique o portal do carrefour.',
  KIT_NOT_SENT: 'O conector está configurado para não enviar SKUs do tipo Kit',
}

/** The message of a process: the known one for its cause, else Carrefour's own words. */
const messageOf = (cause: Cause | null, carrefour: string | null): string | null =>
  cause === null ? null : (KNOWN_MESSAGES[cause] ?? carrefour)

/** Remarks of SKUs sent as 0 because they must not be sold: without an offer there is nothing to stop. */
const NOTHING_TO_STOP: readonly Cause[] = ['SKU_INACTIVE', 'NOT_IN_TRADE_POLICY']

interface Judgement {
  readonly cause: Cause | null
  readonly message: string | null
}

/**
 * The outcome of one line of a judged batch. Success means that Carrefour reported the import complete and the line is
 * not in the error report.
 *
 * @param shop name of the current shop, for a batch that does not name its own
 */
export function outcomeOf(
  batch: BatchAt<'judged'>,
  line: ReadLine,
  { affiliateId, shop }: Pick<Choices, 'affiliateId'> & { readonly shop: string },
  random: number
): Outcome {
  const { cause, message } = judge(batch, line)
  return {
    skuId: line.skuId,
    facts: line.facts,
    affiliate: affiliateId,
    shop: batch.shop ?? shop,
    available: line.available,
    message: messageOf(cause, message),
    spread: random,
    attempt: {
      batchId: batch.id,
      at: batch.judgedAt,
      reason: line.reason,
      status: statusOf(cause),
      cause,
      quantity: line.quantity,
      message,
      importId: line.quantity === null ? null : batch.importId,
    },
  }
}

function judge(batch: BatchAt<'judged'>, line: ReadLine): Judgement {
  const keptBack = line.quantity === null && line.remark !== null
  if (keptBack) return { cause: line.remark, message: null }
  const { verdict } = batch
  if (verdict.kind === 'failed') return { cause: verdict.cause, message: verdict.message }
  const rejection = verdict.rejected[line.skuId]
  if (!rejection) return { cause: line.remark, message: null }
  const nothingToStop =
    rejection.cause === 'NOT_CATALOGED' &&
    line.remark !== null &&
    NOTHING_TO_STOP.includes(line.remark)
  return {
    cause: nothingToStop ? line.remark : rejection.cause,
    message: rejection.message || null,
  }
}

/** The judged batches of a stored state. */
export const readJudged = (raw: unknown): readonly JudgedAt[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ key }) => ({ key: nameIn(key) }),
      ({ key }, stored) => ({
        key,
        ...readShownBatch(stored.batch),
        settled: countIn(stored.settled),
        deaths: asNumber(stored.deaths) ?? 0,
        jobId: asText(stored.jobId),
        rangeTo: asNumber(stored.rangeTo),
        urgent: countIn(stored.urgent),
        isAlone: asFlag(stored.isAlone) ?? false,
      })
    )
  )

/** Maximum SKUs that one report makes us ask Carrefour about. */
export const MAX_LOOKUPS = 200

/** Maximum SKUs asked about per reason; the rest of a long list share their answer. */
const SAMPLE = 50

/** A report line with the reason derived from its message, computed once. */
export interface RefusedLine extends ReportLine {
  readonly reason: string
}

export const withReasons = (lines: readonly ReportLine[]): readonly RefusedLine[] =>
  lines.map(line => ({ ...line, reason: reasonOf(line.message) }))

/** Which rejected SKUs to ask Carrefour about (OF21): all of a short report, a sample of each reason of a long one. */
export function lookupsFor(lines: readonly RefusedLine[]): readonly SkuId[] {
  const taken = new Map<string, number>()
  const chosen: SkuId[] = []
  for (const { skuId, reason } of lines) {
    const count = taken.get(reason) ?? 0
    if (count >= SAMPLE || chosen.length >= MAX_LOOKUPS) continue
    taken.set(reason, count + 1)
    chosen.push(skuId)
  }
  return chosen
}

/** Whether Carrefour has an offer; `undefined` when not asked or not answered. */
export type Offers = ReadonlyMap<SkuId, boolean>

/**
 * Why each line was refused. "Not catalogued" means that the line is in the report and Carrefour has no offer. For SKUs
 * not asked about, the answers for the same reason decide, else the text of the message (`recogniseWords`).
 */
export function judgeLines(
  lines: readonly RefusedLine[],
  offers: Offers
): Readonly<Record<string, Rejection>> {
  const byReason = offersByReason(lines, offers)
  const judged = lines.map((line): [string, Rejection] => {
    const { skuId, reason, message } = line
    const hasOffer = offers.get(skuId) ?? byReason.get(reason)
    return [skuId, { cause: causeOf(line, hasOffer), message }]
  })
  return Object.fromEntries(judged)
}

/** The answer shared by all SKUs asked about for a reason; reasons with mixed answers are left out. */
function offersByReason(
  lines: readonly RefusedLine[],
  offers: Offers
): ReadonlyMap<string, boolean> {
  const shared = new Map<string, boolean | null>()
  for (const { skuId, reason } of lines) {
    const hasOffer = offers.get(skuId)
    if (hasOffer === undefined) continue
    const known = shared.get(reason)
    shared.set(reason, known === undefined || known === hasOffer ? hasOffer : null)
  }
  return new Map(
    [...shared].flatMap(([reason, hasOffer]) => (hasOffer === null ? [] : [[reason, hasOffer]]))
  )
}

/** An existing offer disproves "does not exist"; a missing one proves it, whatever the message says. */
function causeOf(
  { message, reason }: RefusedLine,
  hasOffer: boolean | undefined
): Rejection['cause'] {
  if (hasOffer === false) return 'NOT_CATALOGED'
  if (message.trim() === '') return 'UNKNOWN'
  const cause = causeOfWords(message, reason) ?? 'OFFER_LINE_REJECTED'
  return hasOffer && cause === 'NOT_CATALOGED' ? 'OFFER_LINE_REJECTED' : cause
}
