import { cleanText, LONGEST_CELL, toDateText, wallClock, withoutFormulas } from './cells'
import type { Column, FileWriter, Table } from './table'

/** Tells Excel that the file is UTF-8. */
const BOM = '\ufeff'

/** Characters after which the text in the making is given away to the file. */
const PIECE = 256 * 1024

/**
 * The character between values that Excel expects: a semicolon where the comma is for decimals.
 *
 * @param language pt, en, es, or a locale of theirs
 */
export const separatorFor = (language: string): ';' | ',' => (/^en\b/.test(language) ? ',' : ';')

/**
 * A negative number. A spreadsheet shows it as it is written and computes nothing, so it needs no apostrophe,
 * which Excel would show and which a filter for the reference `-5` would not find. With a plus sign Excel
 * would show another text, so that one is kept by the apostrophe.
 */
const NEGATIVE = /^-\d{1,15}([.,]\d{1,15})?$/

/**
 * A text between quotes as RFC 4180 has it. What could be a formula gets an apostrophe before it, as OWASP
 * asks.
 */
function quoted(raw: string): string {
  const text = cleanText(raw)
  const safe = NEGATIVE.test(text) ? text : withoutFormulas(text)
  return `"${safe.slice(0, LONGEST_CELL).replace(/"/g, '""')}"`
}

/** A file of comma-separated values. */
export function csvWriter<Row>(table: Table<Row>, separator: ';' | ','): FileWriter<Row> {
  const wall = wallClock(table.timeZone)
  const pieces: BlobPart[] = []
  const headings = table.columns.map(({ heading }) => quoted(heading))
  let text = `${BOM}${headings.join(separator)}\r\n`
  return {
    add: row => {
      text += `${table.columns.map(column => cell(column, row, wall)).join(separator)}\r\n`
      if (text.length < PIECE) return
      pieces.push(new Blob([text]))
      text = ''
    },
    finish: () => new Blob([...pieces, text], { type: 'text/csv;charset=utf-8' }),
  }
}

function cell<Row>(column: Column<Row>, row: Row, wall: (iso: string) => number | null): string {
  if (column.kind === 'number') return String(column.value(row) ?? '')
  const value = column.value(row)
  if (value === null) return ''
  if (column.kind === 'text') return quoted(value)
  const at = wall(value)
  return at === null ? quoted(value) : toDateText(at)
}
