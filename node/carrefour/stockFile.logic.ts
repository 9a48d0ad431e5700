import type { SkuId } from '../queue/stockRequest.logic'
import type { ReadLine } from '../engine/batch.logic'

/** One line of the file that was sent, without its heading. */
export interface SentLine {
  readonly skuId: SkuId
  readonly quantity: number
}

/** The file that was sent, as a report refers to it. */
export interface SentFile {
  readonly lines: readonly SentLine[]
  /** Place of a line, from 0, by its SKU. */
  readonly placeOf: ReadonlyMap<string, number>
  /**
   * Whether a SKU id can be nothing else in a report: it is larger than any line number and any count of
   * rows, and no quantity of the file. Ids like 1 to 6 are line numbers and quantities as well.
   */
  readonly isPlain: (skuId: string) => boolean
}

export function sentFile(lines: readonly SentLine[]): SentFile {
  const quantities = new Set(lines.map(line => String(line.quantity)))
  const largestNumber = mostRows(lines.length)
  return {
    lines,
    placeOf: new Map(lines.map(({ skuId }, place) => [skuId, place])),
    isPlain: skuId => Number(skuId) > largestNumber && !quantities.has(skuId),
  }
}

/** Most rows that are read of a report: each line twice, and some that are not lines. */
export const mostRows = (sent: number): number => 2 * sent + 10

const HEADER = ['offer-sku', 'quantity', 'warehouse-code', 'update-delete']

const quoted = (cells: readonly string[]): string =>
  cells.map(cell => `"${cell.replace(/"/g, '""')}"`).join(';')

/**
 * The CSV of a stock import (Mirakl STO01): quoted, `;`, UTF-8, one line per SKU that is sent, no
 * warehouse (the quantity is the offer's global one).
 */
export function stockFile(lines: readonly Pick<ReadLine, 'skuId' | 'quantity'>[]): string {
  const rows = lines.flatMap(line =>
    line.quantity === null ? [] : [quoted([line.skuId, String(line.quantity), '', 'update'])]
  )
  return `${[quoted(HEADER), ...rows].join('\n')}\n`
}
