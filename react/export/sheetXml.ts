import { cleanText, looksLikeFormula } from './cleanText'
import type { Column } from './table'
import { STYLES } from './workbookXml'
import { toExcelDate } from './wallClock'

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A text inside an element. Excel would read `_x0041_` as an "A", so its first underscore is spelled out. */
export const xmlText = (raw: string): string =>
  cleanText(raw)
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>]/g, found => ENTITIES[found] ?? '')

/** `A` for 0, `Z` for 25, `AA` for 26. */
export const columnName = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)

/** Up to the first row: heading and first column stay in sight. */
export function sheetStart<Row>(columns: ReadonlyArray<Column<Row>>): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  )
  const headings = columns.map(({ heading }, at) => textCell(at, 1, STYLES.heading, heading))
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${SPREADSHEET}">` +
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${widths.join('')}</cols>` +
    `<sheetData><row r="1">${headings.join('')}</row>`
  )
}

/** One row; `number` is its place in the sheet, from 2. */
export function rowXml<Row>(
  columns: ReadonlyArray<Column<Row>>,
  row: Row,
  number: number,
  wall: (iso: string) => number | null
): string {
  let cells = ''
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at]
    if (column !== undefined) cells += cellXml(column, row, wall, { at, number })
  }
  return `<row r="${number}">${cells}</row>`
}

interface Place {
  at: number
  number: number
}

function cellXml<Row>(
  column: Column<Row>,
  row: Row,
  wall: (iso: string) => number | null,
  { at, number }: Place
): string {
  if (column.kind === 'number') {
    const value = column.value(row)
    return value === null ? '' : numberCell(at, number, STYLES.number, value)
  }
  const value = column.value(row)
  if (value === null || value === '') return ''
  const moment = column.kind === 'moment' ? wall(value) : null
  if (moment !== null) return numberCell(at, number, STYLES.moment, toExcelDate(moment))
  const style = looksLikeFormula(cleanText(value)) ? STYLES.plainText : STYLES.text
  return textCell(at, number, style, value)
}

const numberCell = (at: number, number: number, style: number, value: number): string =>
  `<c r="${columnName(at)}${number}" s="${style}"><v>${value}</v></c>`

const textCell = (at: number, number: number, style: number, value: string): string =>
  `<c r="${columnName(at)}${number}" s="${style}" t="inlineStr">` +
  `<is><t xml:space="preserve">${xmlText(value)}</t></is></c>`

/** After the last row: filters on the headings, and no green corners on numbers that are texts on purpose. */
export function sheetEnd(columns: number, rows: number): string {
  const area = areaOf(columns, rows)
  return (
    `</sheetData><autoFilter ref="${area}"/>` +
    `<ignoredErrors><ignoredError sqref="${area}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  )
}

/** All cells, heading included, as in A1:C12. */
export const areaOf = (columns: number, rows: number): string =>
  `A1:${columnName(columns - 1)}${rows + 1}`
