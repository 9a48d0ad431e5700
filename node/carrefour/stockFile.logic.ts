import type { SkuId } from '../shared/sku.logic'

/** One line of the file sent, without its heading. */
export interface SentLine {
  readonly skuId: SkuId
  readonly quantity: number
}

/** The file sent, as a report refers to it. */
export interface SentFile {
  readonly lines: readonly SentLine[]
  /** Index of a line, from 0, by its SKU. */
  readonly placeOf: ReadonlyMap<string, number>
  /**
   * Whether a SKU id is unambiguous in a report: larger than any line number and row count, and not a quantity of the
   * file. Ids like 1 to 6 are also line numbers and quantities.
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

/** Maximum report rows to read: each line twice, and some that are not lines. */
export const mostRows = (sent: number): number => 2 * sent + 10

const HEADER = ['offer-sku', 'quantity', 'warehouse-code', 'update-delete']

const quoted = (cells: readonly string[]): string =>
  cells.map(cell => `"${cell.replace(/"/g, '""')}"`).join(';')

/**
 * The CSV of a stock import (Mirakl STO01): quoted, `;`, UTF-8, one line per SKU sent, no warehouse (the quantity is
 * the offer's global one). A line without a quantity is left out.
 */
export function stockFile(
  lines: readonly { readonly skuId: SkuId; readonly quantity: number | null }[]
): string {
  const rows = lines.flatMap(line =>
    line.quantity === null ? [] : [quoted([line.skuId, String(line.quantity), '', 'update'])]
  )
  return `${[quoted(HEADER), ...rows].join('\n')}\n`
}
