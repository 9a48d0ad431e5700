import { type ReportCounts, NO_COUNTS } from '../carrefour/report/reading.logic'
import type { Millis } from '../shared/time'

/** One stock import inside the fake Carrefour. */
export interface FakeImport {
  readonly id: string
  readonly file: string
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[]
  readonly sentAt: Millis
  readonly endsAt: Millis
  readonly failed: boolean
  /** The error report; null while running and when no line was refused. */
  readonly report: string | null
  readonly applied?: true
  /** Number of refused lines; 0 until it has ended. */
  readonly refused?: number
}

/** The rows of a documented stock file. */
export const readFile = (file: string): FakeImport['lines'] =>
  file
    .trim()
    .split('\n')
    .slice(1)
    .map(row => {
      const [skuId = '', quantity = ''] = row.split(';').map(cell => cell.replace(/^"|"$/g, ''))
      return { skuId, quantity: Number(quantity) }
    })

/** STO02's counts of an import that has ended. */
export const countsOf = ({ lines, refused = 0, report, failed }: FakeImport): ReportCounts =>
  failed
    ? NO_COUNTS
    : { hasReport: report !== null, inError: refused, inSuccess: lines.length - refused }

/** The import at its end: quantities of accepted lines are in `offers`, the others in its report. */
export function applyImport(
  one: FakeImport,
  offers: Map<string, number>,
  rejections: ReadonlyMap<string, string>
): FakeImport {
  if (one.applied) return one
  if (one.failed) return { ...one, applied: true }
  const refused: string[] = []
  for (const [at, { skuId, quantity }] of one.lines.entries()) {
    const reason =
      rejections.get(skuId) ?? (offers.has(skuId) ? null : 'The product does not exist')
    if (reason === null) offers.set(skuId, quantity)
    else refused.push(`"${at + 2}";"${reason}";"${skuId}";"${quantity}";"";"update"`)
  }
  const header = '"line";"error";"offer-sku";"quantity";"warehouse-code";"update-delete"'
  return {
    ...one,
    applied: true,
    refused: refused.length,
    report: refused.length > 0 ? [header, ...refused].join('\n') : null,
  }
}
