import type { Column, FileWriter, Table } from './table'

/** Most characters that a cell of Excel holds. */
const LONGEST_CELL = 32_767

// Control characters are what is looked for.
// oxlint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** A text as a file may hold it: no control characters but tab and line break, and not longer than a cell. */
export const cleanText = (raw: string): string =>
  raw.replace(/\r\n?/g, '\n').replace(ILLEGAL, '').slice(0, LONGEST_CELL)

/** Characters that are not seen: a spreadsheet may drop them before it looks at the first one that is. */
const UNSEEN =
  '\\s\\u0080-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb'

/** Signs that begin a formula, in full width and small too, and the minus of typesetting. */
const SIGNS = '=+\\-@＝＋－＠﹦﹢﹣﹫\u2212'

// The marks in the class are meant one by one.
const FORMULA = new RegExp(`^[${UNSEEN}]*[${SIGNS}]|^[\\t\\r\\n]`)

/** What could begin a formula after a separator, in a program that splits at another one than was meant. */
const INNER = new RegExp(`([,;\\t|\\n]["'${UNSEEN}]{0,20})(?=[${SIGNS}])`, 'g')

/**
 * Whether a spreadsheet may take a text for a formula: OWASP's list (`=`, `+`, `-`, `@`, tab, carriage return),
 * line break, the minus of typesetting, and full-width and small forms, also after spaces and characters that are
 * not seen. It judges a text as it is written, after `cleanText`: what is taken out there cannot hide anything.
 */
export const looksLikeFormula = (text: string): boolean => FORMULA.test(text)

/**
 * A clean text with an apostrophe before whatever a program that reads `.csv` could take for the beginning of
 * a formula: at its start, and after a comma, semicolon, tab, bar or line break inside it.
 */
function withoutFormulas(text: string): string {
  const inner = text.replace(INNER, "$1'")
  return looksLikeFormula(inner) ? `'${inner}` : inner
}

const QUARTER = 15 * 60_000
const DAY = 86_400_000

/** Days from the day 0 of Excel's calendar to 1970. */
const EXCEL_1970 = 25_569

/**
 * Answers a function that tells what a clock on the wall shows at a moment: the milliseconds that would be that
 * date and time in UTC. Null for a text that is no moment.
 *
 * @param timeZone left out for the browser's own
 */
export function wallClock(timeZone?: string): (iso: string) => number | null {
  const offsets = new Map<number, number>()
  // The platform's TypeScript (3.9) does not know `hourCycle` yet.
  const options: Intl.DateTimeFormatOptions & { hourCycle: 'h23' } = {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }
  const format = new Intl.DateTimeFormat('en-US', options)
  return iso => {
    const at = Date.parse(iso)
    if (Number.isNaN(at)) return null
    // Clocks change at a quarter of an hour, and formatting each of 100,000 rows would take seconds.
    const quarter = Math.floor(at / QUARTER) * QUARTER
    const offset = offsets.get(quarter) ?? wallAt(format, quarter) - quarter
    offsets.set(quarter, offset)
    return at + offset
  }
}

function wallAt(format: Intl.DateTimeFormat, at: number): number {
  const parts = format.formatToParts(at)
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second')
  )
}

/** The date and time of a wall clock as Excel counts: days, to the second. */
export const toExcelDate = (wall: number): number =>
  Math.round((wall / DAY + EXCEL_1970) * 86_400) / 86_400

/** The date and time of a wall clock as text that every Excel reads as a date, as in 2026-11-24 07:00:00. */
export const toDateText = (wall: number): string =>
  new Date(wall).toISOString().slice(0, 19).replace('T', ' ')

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
