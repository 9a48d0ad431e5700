import { readBounded } from '../boundedFile'

import { type OwnSku, joinLines } from './catalogue'
import { decode } from './encoding'
import { readDelimited } from './delimited'
import { type Column, COLUMNS, meaningOf, namesColumns } from './headings'
import { type Columns, type Fault, type Line, readLine, shown } from './line'
import { isUnreadable, letterOf, MAX_BYTES, type Row, type Table, type Unreadable } from './table'
import { readWorkbook } from './workbook'

/** What a file of SKUs holds: those that can be made, and what is wrong with the others. */
export interface OwnSkus {
  readonly skus: readonly OwnSku[]
  /** In the order of the file. */
  readonly faults: readonly Fault[]
  /** Lines below the headings. */
  readonly lines: number
  readonly form: string
  readonly notes: readonly string[]
}

/** Reads a file of SKUs from disk; bounded before it is read. */
export function readSkusFile(path: string): OwnSkus | Unreadable {
  const file = readBounded(path, MAX_BYTES)
  return 'problem' in file ? { problem: `${file.problem}.` } : readSkus(file.bytes)
}

/** Reads a CSV or .xlsx by what its bytes are, not by its name. */
export function readSkus(bytes: Uint8Array): OwnSkus | Unreadable {
  const table = tableOf(bytes)
  if (isUnreadable(table)) return table
  const headed = headingOf(table)
  if (isUnreadable(headed)) return headed
  const rows = table.rows.slice(headed.at + 1)
  if (rows.length === 0)
    return {
      problem: `Line ${table.rows[headed.at]?.line ?? 1} names the columns, and nothing stands below it. Add a line for each SKU.`,
    }
  const values = { separator: table.separator, most: table.rows[headed.at]?.cells.length ?? 0 }
  return {
    ...readRows(rows, headed.columns, values),
    form: table.form,
    notes: notesOf(table, headed),
  }
}

/** How many lines may stand above the headings: reports begin with a title, a date, a heading over several columns. */
const MOST_TITLES = 20

type Heading = Headed & {
  /** Place among the lines that are not empty. */
  readonly at: number
}

/** The first line that names the columns. */
function headingOf({ rows, notes }: Table): Heading | Unreadable {
  const [first] = rows
  if (first === undefined) return { problem: [...notes, `It is empty. ${EXPECTED}`].join('. ') }
  const read = rows.slice(0, MOST_TITLES + 1).map(columnsOf)
  for (const [at, columns] of read.entries()) if (!isUnreadable(columns)) return { ...columns, at }
  const [problem = columnsOf(first)] = read
  const doubled = read.find(one => isUnreadable(one) && one.problem.endsWith(KEEP_ONE)) ?? problem
  return isUnreadable(doubled)
    ? { problem: [...notes, doubled.problem].join('. ') }
    : { ...doubled, at: 0 }
}

const KEEP_ONE = 'Keep one of them.'

const EXPECTED =
  'The first line names the columns: SKU and Estoque (or Stock) are needed; Nome, EAN, Referência, Depósito, Política, Kit and Ativo may be added.'

/** Texts of other kinds, whatever their names end in; many systems export a web page as .xls. */
const OTHER_FORMS = [
  {
    begins: /^\s*<[!?\w]/,
    form: 'a web page or XML',
    remedy: 'Open it in Excel and save it as .xlsx.',
  },
  { begins: /^\s*\{\\rtf/, form: 'a text document', remedy: 'Save it as a spreadsheet or a CSV.' },
  { begins: /^\s*[[{]/, form: 'JSON', remedy: 'Write a CSV: one line for each SKU.' },
  { begins: /^%PDF-/, form: 'a PDF', remedy: 'Export a spreadsheet or a CSV instead.' },
] as const

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte)

function tableOf(bytes: Uint8Array): Table | Unreadable {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      problem:
        'It is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.',
    }
  const decoded = decode(bytes)
  if (isUnreadable(decoded)) return decoded
  const other = OTHER_FORMS.find(({ begins }) => begins.test(decoded.text))
  if (other !== undefined) return { problem: `It is ${other.form}. ${other.remedy}` }
  return readDelimited(decoded.text, decoded.encoding)
}

interface Headed {
  readonly columns: Columns
  readonly unread: readonly string[]
}

function columnsOf({ line, cells }: Row): Headed | Unreadable {
  const columns = new Map<Column, { at: number; heading: string }>()
  const unread: string[] = []
  for (const [at, { text }] of cells.entries()) {
    if (text === '') continue
    const meaning = meaningOf(text)
    if (meaning === undefined) {
      unread.push(text)
      continue
    }
    const other = columns.get(meaning)
    if (other !== undefined)
      return {
        problem: `The columns ${shown(other.heading)} and ${shown(text)} would both be the ${meaning}. ${KEEP_ONE}`,
      }
    columns.set(meaning, { at, heading: text })
  }
  const missing = (['sku', 'stock'] as const).filter(column => !columns.has(column))
  if (missing.length === 0) return { columns, unread }
  // What a program writes that was given the lines as one column.
  if (cells.length === 1 && namesColumns((cells[0]?.text ?? '').split(/[;,\t|]/)))
    return {
      problem: `Line ${line} stands in quotation marks as a whole, as the others do. Take the marks away at both ends of each line.`,
    }
  const read = cells.slice(0, 8).map(({ text }) => shown(text))
  return {
    problem: `Line ${line} has no column for ${missing.join(' and ')}; it reads ${read.join(', ')}. ${EXPECTED}${read.length === 1 ? ' They are separated by ; or , or tab or |.' : ''}`,
  }
}

/** How many values a line of a text file can hold: one for each heading. */
interface Values {
  readonly separator: string | undefined
  readonly most: number
}

/** With a value too many, those behind it stand under the wrong headings: "1,5" in a file that is separated by commas. */
function readWithin(row: Row, columns: Columns, { separator, most }: Values) {
  const read = readLine(row, columns)
  const has = row.cells.findLastIndex(({ text }) => text !== '') + 1
  if (separator === undefined || has <= most) return read
  const skuId = 'skuId' in read ? read.skuId : read[0]?.skuId
  const problem = `has ${has} values for ${most} headings. Put a value that holds a "${separator}" in quotation marks, or name every column.`
  return [{ line: row.line, problem, skuId }]
}

function readRows(
  rows: readonly Row[],
  columns: Columns,
  values: Values
): Pick<OwnSkus, 'skus' | 'faults' | 'lines'> {
  const lines: Line[] = []
  const faults: Fault[] = []
  for (const row of rows) {
    const read = readWithin(row, columns, values)
    if ('skuId' in read) lines.push(read)
    else faults.push(...read)
  }
  const joined = joinLines(lines, faults)
  return {
    skus: joined.skus,
    faults: joined.faults.sort((a, b) => a.line - b.line),
    lines: rows.length,
  }
}

function notesOf(table: Table, { columns, unread, at }: Heading): string[] {
  const absent = COLUMNS.filter(column => !columns.has(column) && column !== 'kit')
  const nameless = withoutHeading(table.rows.slice(at))
  return [
    ...table.notes,
    ...(at > 0 ? [`Above the headings, not read: ${at} ${at === 1 ? 'line' : 'lines'}`] : []),
    ...(nameless.length > 0
      ? [`Columns not read, because they have no heading: ${nameless.join(', ')}`]
      : []),
    ...(unread.length > 0
      ? [`Columns not read: ${unread.slice(0, 10).map(shown).join(', ')}`]
      : []),
    ...(absent.length > 0 ? [`Columns not there: ${absent.join(', ')}`] : []),
  ]
}

/**
 * Columns with something below, and no heading: of a heading that spans several columns, a file keeps it for the first
 * one only. By letter, as spreadsheets show them; ten at most.
 */
function withoutHeading([heading, ...rows]: readonly Row[]): readonly string[] {
  const named = new Set(heading?.cells.flatMap(({ text }, at) => (text === '' ? [] : [at])))
  const found = new Set<number>()
  for (const { cells } of rows)
    for (const [at, { text }] of cells.entries()) if (text !== '' && !named.has(at)) found.add(at)
  return [...found]
    .sort((a, b) => a - b)
    .slice(0, 10)
    .map(letterOf)
}
