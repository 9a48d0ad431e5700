import type { Rejection } from './batch.logic'
import { reasonOf, causeOfWords } from '../carrefour/classify.logic'
import type { ReportLine } from '../carrefour/report/reading.logic'
import type { SkuId } from '../shared/sku.logic'

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
