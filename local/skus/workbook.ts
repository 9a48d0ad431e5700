import { namesColumns } from './headings'
import { shown } from './line'
import {
  type Cell,
  letterOf,
  MAX_CELL,
  MAX_COLUMNS,
  MAX_LINES,
  type Row,
  type Table,
  TOO_MANY_LINES,
  type Unreadable,
} from './table'
import { datesOf, paddingsOf } from './workbookFormats'
import { readParts, type WorkbookParts } from './workbookParts'
import { attribute, elements, textIn } from './xml'

const HOW = 'Open it in Excel and save it as .xlsx, or as "CSV UTF-8".'

/** Lines of a sheet among which the headings are looked for, and how many sheets are looked at. */
const LOOKED_AT = { lines: 25, sheets: 20 }

/**
 * Reads one sheet of an .xlsx: the first visible one that names the columns, because the first of all is often a page of
 * instructions; the first visible one if none does. Formats count as well as values: a code that Excel shows as 0012 is stored as 12
 * with a format of zeros, and libraries that read workbooks give 12 (ADR 55).
 */
export function readWorkbook(bytes: Uint8Array): Table | Unreadable {
  let parts: WorkbookParts
  try {
    parts = readParts(bytes)
  } catch {
    return { problem: `It cannot be unpacked. ${HOW}` }
  }
  const sheets = elements(parts.main, 'sheet')
  if (sheets.length === 0) return { problem: `It is no Excel workbook. ${HOW}` }
  const visible = sheets.filter(({ head }) => !/hidden/i.test(attribute(head, 'state')))
  const offered = (visible.length > 0 ? visible : sheets).slice(0, LOOKED_AT.sheets)
  const texts = elements(parts.only('sharedStrings'), 'si').map(({ body }) => textIn(body))
  const styles = parts.only('styles')
  const firstDay = firstDayOf(parts.main)
  const shared = { texts, paddings: paddingsOf(styles), dates: datesOf(styles), firstDay }
  const read = offered.map(({ head }) => ({
    name: attribute(head, 'name'),
    xml: parts.related(attribute(head, 'id')),
  }))
  const headed = ({ xml }: { xml: string }): boolean =>
    rowsOf(xml, shared, LOOKED_AT.lines).some(({ cells }) =>
      namesColumns(cells.map(({ text }) => text))
    )
  const chosen = (read.length > 1 ? read.find(headed) : undefined) ?? read[0]
  if (chosen === undefined || chosen.xml === '')
    return { problem: `Its first sheet cannot be read. ${HOW}` }
  const rows = rowsOf(chosen.xml, shared, MAX_LINES + 2)
  if (rows.length > MAX_LINES + 1) return { problem: TOO_MANY_LINES }
  const hidden = rows.filter(({ isHidden }) => isHidden).length
  return {
    rows,
    form: 'Excel workbook',
    notes: [
      ...(sheets.length > 1
        ? [`Of ${sheets.length} sheets only one was read: ${shown(chosen.name)}`]
        : []),
      ...(hidden > 0
        ? [`Lines that a filter or a person has hidden, read like the others: ${hidden}`]
        : []),
    ],
  }
}

/** What the cells of a sheet refer to. */
interface Shared {
  readonly texts: readonly string[]
  /** By style: how many digits a number is shown with at least. */
  readonly paddings: ReadonlyMap<string, number>
  /** Styles that show a number as a day or a time. */
  readonly dates: ReadonlySet<string>
  /** The moment that the days of such numbers are counted from. */
  readonly firstDay: number
}

interface SheetRow extends Row {
  readonly isHidden: boolean
}

function rowsOf(sheet: string, shared: Shared, most: number): SheetRow[] {
  const rows: SheetRow[] = []
  const merged = mergedIn(sheet)
  for (const [at, { head, body }] of elements(sheet, 'row', most).entries()) {
    const line = Number(attribute(head, 'r')) || at + 1
    const cells: Cell[] = []
    for (const cell of elements(body, 'c', MAX_COLUMNS)) {
      const column = columnOf(attribute(cell.head, 'r')) ?? cells.length
      if (column >= MAX_COLUMNS) break
      while (cells.length < column) cells.push(EMPTY)
      cells[column] = cellOf(cell, shared)
    }
    if (cells.some(({ text }) => text !== ''))
      rows.push({
        line,
        cells: merged(line, cells),
        isHidden: attribute(head, 'hidden') === '1' || attribute(head, 'hidden') === 'true',
      })
  }
  return rows
}

/**
 * Fills in what is merged downwards: the value of such a cell is that of each of its lines, and stands in the first one
 * only. Lines are to be given from top to bottom.
 */
function mergedIn(sheet: string): (line: number, cells: readonly Cell[]) => readonly Cell[] {
  const endings = new Map<string, number>()
  for (const { head } of elements(sheet, 'mergeCell', MAX_LINES)) {
    const [, from, top, bottom] =
      /^([A-Z]{1,3}(\d{1,7})):[A-Z]{1,3}(\d{1,7})$/.exec(attribute(head, 'ref')) ?? []
    if (from !== undefined && Number(bottom) > Number(top)) endings.set(from, Number(bottom))
  }
  if (endings.size === 0) return (_line, cells) => cells
  const lasting = new Map<number, { cell: Cell; until: number }>()
  for (const place of endings.keys()) {
    const column = columnOf(place)
    if (column !== undefined && column < MAX_COLUMNS) lasting.set(column, { cell: EMPTY, until: 0 })
  }
  return (line, cells) => {
    const filled = [...cells]
    for (const [column, { cell, until }] of lasting) {
      const own = cells[column] ?? EMPTY
      const ending = endings.get(`${letterOf(column)}${line}`)
      if (ending !== undefined) lasting.set(column, { cell: own, until: ending })
      else if (line <= until && own.text === '') {
        while (filled.length < column) filled.push(EMPTY)
        filled[column] = { ...cell, isMerged: true }
      }
    }
    return filled
  }
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
  if (shared.dates.has(attribute(head, 's')))
    return textCell(dayOf(Number(value), shared.firstDay) ?? value)
  const number = plainNumber(value)
  return { text: padded(number, shared.paddings.get(attribute(head, 's'))), isNumber: true }
}

function formulaIn(body: string): string {
  const [formula] = elements(body, 'f', 1)
  return formula === undefined ? '' : `=${textIn(formula.body, 'whole')}`
}

const DAY_MS = 86_400_000
/** Days are counted from 1904 in workbooks that began on a Mac, else so that 25,569 is 1 January 1970. */
function firstDayOf(workbook: string): number {
  const [settings] = elements(workbook, 'workbookPr', 1)
  const isFrom1904 = /^(1|true)$/.test(attribute(settings?.head ?? '', 'date1904'))
  return isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1970, 0, 1) - 25_569 * DAY_MS
}

/** The date of a workbook's serial number, such as 2026-03-05; undefined if it has none. */
function dayOf(days: number, firstDay: number): string | undefined {
  const date = new Date(firstDay + days * DAY_MS)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10)
}

const textCell = (text: string): Cell => ({
  text: text.trim().slice(0, MAX_CELL + 1),
  isNumber: false,
})

/**
 * As the sheet shows it: with 15 digits, so that a sum of fractions that is stored as 11.999999999999998 is 12. Where a number has
 * more before the point, what was typed is lost and stays as stored.
 */
function plainNumber(value: string): string {
  const number = Number(value)
  return value !== '' && Math.abs(number) < 1e15 ? String(Number(number.toPrecision(15))) : value
}

function padded(number: string, digits: number | undefined): string {
  return digits === undefined || !/^\d+$/.test(number) ? number : number.padStart(digits, '0')
}
