import { parse } from 'csv-parse/sync'

import { isRecord } from '../http/body'

import { countHeadings } from './headings'
import {
  type Cell,
  MAX_CELL,
  MAX_COLUMNS,
  MAX_LINES,
  type Row,
  type Table,
  TOO_MANY_LINES,
  type Unreadable,
} from './table'

const SEPARATORS = [';', ',', '\t', '|'] as const

/** Lines among which the headings are looked for. */
const MAX_LOOKED_AT = 25

type Separator = (typeof SEPARATORS)[number]

const NAMES: Readonly<Record<Separator, string>> = {
  ';': ';',
  ',': ',',
  '\t': 'tab',
  '|': '|',
}

/** Excel's own line at the top of a file that says how it is separated. */
const EXCEL_SEPARATOR = /^sep=(.)\r?\n/i

/** Reads a CSV with an undeclared separator: the one that finds most headings in one of the first lines. */
export function readDelimited(text: string, encoding: string): Table | Unreadable {
  const declared = EXCEL_SEPARATOR.exec(text)
  const body = declared === null ? text : text.slice(declared[0].length)
  const separator = separatorOf(body, declared?.[1])
  const read = rowsOf(body, separator, declared === null ? 0 : 1)
  if ('problem' in read) return read
  return {
    rows: read.rows,
    form: `${encoding}, separated by ${NAMES[separator]}`,
    notes: [],
    separator,
  }
}

function separatorOf(text: string, declared: string | undefined): Separator {
  const named = SEPARATORS.find(one => one === declared)
  if (named !== undefined) return named
  const lines = text
    .slice(0, MAX_CELL * MAX_LOOKED_AT)
    .split(/[\r\n]+/)
    .slice(0, MAX_LOOKED_AT)
  const headingsOf = (line: string, separator: Separator): number => {
    const read = rowsOf(line, separator, 0)
    const cells = 'problem' in read ? [] : (read.rows[0]?.cells ?? [])
    return countHeadings(cells.map(({ text: name }) => name))
  }
  const scored = SEPARATORS.map(separator => ({
    separator,
    headings: Math.max(...lines.map(line => headingsOf(line, separator))),
  }))
  return scored.reduce((best, one) => (one.headings > best.headings ? one : best)).separator
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

function rowsOf(
  text: string,
  separator: Separator,
  linesBefore: number
): { rows: Row[] } | Unreadable {
  let parsed: Parsed[]
  try {
    parsed = parse(text, {
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: MAX_CELL * MAX_COLUMNS,
      to: MAX_LINES + 2,
    }) as unknown as Parsed[]
  } catch (error) {
    return { problem: whyUnreadable(error, text, linesBefore) }
  }
  const rows = parsed.map(({ record, info }) => ({
    line: info.lines + linesBefore,
    cells: record.slice(0, MAX_COLUMNS).map(cellOf),
  }))
  const filled = rows.filter(({ cells }) => cells.some(({ text: cell }) => cell !== ''))
  if (filled.length > MAX_LINES + 1) return { problem: TOO_MANY_LINES }
  return { rows: filled }
}

const cellOf = (raw: string): Cell => ({ text: unwrapped(raw.trim()), isNumber: false })

/** `="0123"` is how people keep Excel from taking zeros away; the code is what stands between the quotes. */
const unwrapped = (text: string): string => /^="(.*)"$/s.exec(text)?.[1] ?? text

function whyUnreadable(error: unknown, text: string, linesBefore: number): string {
  const { lines, code, bytes }: Record<string, unknown> = isRecord(error) ? error : {}
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    // `lines` is where the file ends; `bytes` is where the cell begins that the mark opens.
    const before = Buffer.from(text).subarray(0, Number(bytes)).toString('utf8')
    const opened = before.split(/\r\n|\n|\r/).length + linesBefore
    return `The quotation mark that is opened in line ${opened} is never closed. Close it, or write it twice where it is a part of the text.`
  }
  const line = Number(lines) + linesBefore
  if (code === 'CSV_MAX_RECORD_SIZE') return `Line ${line} is too long for a line of SKUs.`
  return `Line ${line} cannot be read as CSV.`
}
