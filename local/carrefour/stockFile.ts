import { parse } from 'csv-parse/sync'

/** One line of a stock file as it was uploaded. */
export interface StockLine {
  /** 0 for the first line after the header. */
  index: number
  sku: string
  quantity: string
  warehouse: string
  updateDelete: string
  /** All its fields, for the error report. */
  fields: string[]
}

/** A stock file that could be read, or why it could not. */
export type StockFile =
  { ok: true; header: string[]; lines: StockLine[] } | { ok: false; failure: string }

/** Largest quantity that Mirakl's int32 `quantity` can hold. */
export const MAX_QUANTITY = 2_147_483_647

/**
 * Reads the file of a stock import (STO01): UTF-8, `;` between fields, quotes doubled inside quotes,
 * header `"offer-sku";"quantity";"warehouse-code";"update-delete"` of which the first two are needed.
 * Lines with a wrong number of fields make the whole file unreadable.
 */
export function parseStockFile(bytes: Uint8Array): StockFile {
  const text = decode(bytes)
  if (text === undefined) return { ok: false, failure: 'The file is not encoded in UTF-8' }
  try {
    const [header, ...records] = parse(text, { delimiter: ';', bom: true, skip_empty_lines: true })
    return header === undefined
      ? { ok: false, failure: 'The file is empty' }
      : fromRecords(header, records)
  } catch (error) {
    return { ok: false, failure: `A parsing error has occurred at line ${lineOf(error)}` }
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function fromRecords(header: string[], records: string[][]): StockFile {
  const names = header.map(name => name.trim().toLowerCase())
  const missing = ['offer-sku', 'quantity'].filter(name => !names.includes(name))
  if (missing.length > 0) {
    return { ok: false, failure: `The header does not have the column ${missing.join(', ')}` }
  }
  const field = (record: string[], name: string) => record[names.indexOf(name)]?.trim() ?? ''
  const lines = records.map((record, index) => ({
    index,
    sku: field(record, 'offer-sku'),
    quantity: field(record, 'quantity'),
    warehouse: field(record, 'warehouse-code'),
    updateDelete: field(record, 'update-delete').toLowerCase(),
    fields: record,
  }))
  return { ok: true, header, lines }
}

function lineOf(error: unknown): string {
  const line = typeof error === 'object' && error !== null && 'lines' in error ? error.lines : '?'
  return String(line)
}
