import type { ReadLine } from './batches'

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
