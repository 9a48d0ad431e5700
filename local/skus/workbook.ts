import { strFromU8, unzipSync } from 'fflate'

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
import { datesOf, paddingsOf } from './workbookFormats'
import { attribute, elements, textIn } from './xml'

/** The most bytes that one part of a workbook may have once it is unpacked. */
const MAX_PART = 128 * 1024 * 1024

const HOW = 'Open it in Excel and save it as .xlsx, or as "CSV UTF-8".'

/**
 * Reads the first sheet of an .xlsx. Formats count as well as values: a code that Excel shows as 0012 is stored as 12
 * with a format of zeros, and libraries that read workbooks give 12 (ADR 55).
 */
export function readWorkbook(bytes: Uint8Array): Table | Unreadable {
  let parts: Readonly<Record<string, Uint8Array>>
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => /\.(xml|rels)$/i.test(name) && originalSize <= MAX_PART,
    })
  } catch {
    return { problem: `It cannot be unpacked. ${HOW}` }
  }
  const part = (name: string): string => {
    const found = parts[name]
    return found === undefined ? '' : strFromU8(found)
  }
  const sheets = elements(part('xl/workbook.xml'), 'sheet')
  const [first] = sheets
  if (first === undefined) return { problem: `It is no Excel workbook. ${HOW}` }
  const sheet = part(pathOf(first.head, part('xl/_rels/workbook.xml.rels')))
  if (sheet === '') return { problem: `Its first sheet cannot be read. ${HOW}` }

  const texts = elements(part('xl/sharedStrings.xml'), 'si').map(({ body }) => textIn(body))
  const styles = part('xl/styles.xml')
  const rows = rowsOf(sheet, { texts, paddings: paddingsOf(styles), dates: datesOf(styles) })
  if (rows.length > MAX_LINES + 1) return { problem: TOO_MANY_LINES }
  const name = attribute(first.head, 'name')
  return {
    rows,
    form: 'Excel workbook',
    notes: sheets.length > 1 ? [`Of ${sheets.length} sheets only the first was read: ${name}`] : [],
  }
}

function pathOf(sheet: string, relations: string): string {
  const id = attribute(sheet, 'id')
  const target = elements(relations, 'Relationship')
    .filter(({ head }) => attribute(head, 'Id') === id)
    .map(({ head }) => attribute(head, 'Target'))[0]
  if (target === undefined || target === '') return 'xl/worksheets/sheet1.xml'
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** What the cells of a sheet refer to. */
interface Shared {
  readonly texts: readonly string[]
  /** By style: how many digits a number is shown with at least. */
  readonly paddings: ReadonlyMap<string, number>
  /** Styles that show a number as a day or a time. */
  readonly dates: ReadonlySet<string>
}

function rowsOf(sheet: string, shared: Shared): Row[] {
  const rows: Row[] = []
  for (const { head, body } of elements(sheet, 'row', MAX_LINES + 2)) {
    const cells: Cell[] = []
    for (const cell of elements(body, 'c', MAX_COLUMNS)) {
      const column = columnOf(attribute(cell.head, 'r')) ?? cells.length
      if (column >= MAX_COLUMNS) break
      while (cells.length < column) cells.push(EMPTY)
      cells[column] = cellOf(cell, shared)
    }
    if (cells.some(({ text }) => text !== ''))
      rows.push({ line: Number(attribute(head, 'r')) || rows.length + 1, cells })
  }
  return rows
}

const EMPTY: Cell = { text: '', isNumber: false }

/** `C7` is the third column, and so 2. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellOf({ head, body }: { head: string; body: string }, shared: Shared): Cell {
  const type = attribute(head, 't')
  if (type === 'inlineStr') return textCell(textIn(body))
  const value = textIn(elements(body, 'v', 1)[0]?.body ?? '', 'whole')
  if (type === 's') return textCell(shared.texts[Number(value)] ?? '')
  if (type === 'b') return textCell(value === '1' ? 'TRUE' : 'FALSE')
  if (type !== '' && type !== 'n') return textCell(value)
  // No cached result: the program that wrote the file stored the formula alone.
  if (value === '') return textCell(formulaIn(body))
  if (shared.dates.has(attribute(head, 's'))) return textCell(dayOf(Number(value)) ?? value)
  const number = plainNumber(value)
  return { text: padded(number, shared.paddings.get(attribute(head, 's'))), isNumber: true }
}

function formulaIn(body: string): string {
  const [formula] = elements(body, 'f', 1)
  return formula === undefined ? '' : `=${textIn(formula.body, 'whole')}`
}

const DAY_MS = 86_400_000
/** Day 25,569 of a workbook is 1 January 1970. */
const DAYS_BEFORE_1970 = 25_569

/** The date of a workbook's serial number, such as 2026-03-05; undefined if it has none. */
function dayOf(days: number): string | undefined {
  const date = new Date((days - DAYS_BEFORE_1970) * DAY_MS)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10)
}

const textCell = (text: string): Cell => ({
  text: text.trim().slice(0, MAX_CELL + 1),
  isNumber: false,
})

/** As the sheet shows it. A workbook keeps 15 digits; where a number has more, what was typed is lost and stays as stored. */
function plainNumber(value: string): string {
  const number = Number(value)
  return value !== '' && Math.abs(number) < 1e15 ? String(number) : value
}

function padded(number: string, digits: number | undefined): string {
  return digits === undefined || !/^\d+$/.test(number) ? number : number.padStart(digits, '0')
}
