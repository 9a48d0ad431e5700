import type { Rejection } from './batch.logic'
import { reasonOf, causeOfWords } from '../ledger/classify.logic'
import type { ReportLine } from '../carrefour/report/reading.logic'
import type { SkuId } from '../queue/stockRequest.logic'

/** Most different SKUs that one report makes us ask Carrefour about. */
export const MAX_LOOKUPS = 200

/** Most SKUs asked about for one and the same reason; the rest of a long list share their answer. */
const SAMPLE = 50

/** A line of a report with the reason that its message gives, worked out once. */
export interface RefusedLine extends ReportLine {
  readonly reason: string
}

export const withReasons = (lines: readonly ReportLine[]): readonly RefusedLine[] =>
  lines.map(line => ({ ...line, reason: reasonOf(line.message) }))

/** Which of the rejected SKUs to ask Carrefour about (OF21): all of a short report, a sample of each reason of a long one. */
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

/** Whether Carrefour has an offer: `undefined` was not asked or not answered. */
export type Offers = ReadonlyMap<SkuId, boolean>

/**
 * Why each line was refused. "Not catalogued" is a line in the report and no offer at Carrefour. Where
 * Carrefour was not asked: what it answered for the same reason, else the words of the reason
 * (`recogniseWords`).
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

/** The answer that all asked SKUs of a reason share; reasons with mixed answers are left out. */
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

/** An offer that is there disproves "does not exist"; one that is not there proves it, whatever the words. */
function causeOf(
  { message, reason }: RefusedLine,
  hasOffer: boolean | undefined
): Rejection['cause'] {
  if (hasOffer === false) return 'NOT_CATALOGED'
  if (message.trim() === '') return 'UNKNOWN'
  const cause = causeOfWords(message, reason) ?? 'OFFER_LINE_REJECTED'
  return hasOffer && cause === 'NOT_CATALOGED' ? 'OFFER_LINE_REJECTED' : cause
}
