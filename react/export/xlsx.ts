import { strToU8 } from 'fflate'

import { cleanText, looksLikeFormula, toExcelDate, wallClock } from './cells'
import type { Column, FileWriter, Table } from './table'
import { newArchive } from './zip'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Media type of the file. */
const XLSX_TYPE = `${TYPE}.sheet`

/** Places of the cell styles in `styles.xml`. */
const STYLES = { heading: 1, text: 2, plainText: 3, number: 4, moment: 5 } as const

/** Built-in formats: these follow the reader's Excel, so dates and thousands look as they do there. */
const AS_TEXT = 49
const THOUSANDS = 3
const DATE_TIME = 22

const CONTENT_TYPES =
  `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`

const PACKAGE_RELATIONS =
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const WORKBOOK_RELATIONS =
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`

const format = (id: number, more = '') =>
  `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}/>`

/** In the order of `STYLES`, after the one that every workbook begins with. */
const STYLE_SHEET =
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE3E4E6"/><bgColor indexed="64"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  `<xf numFmtId="${AS_TEXT}" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>` +
  `${format(AS_TEXT)}${format(AS_TEXT, ' quotePrefix="1"')}${format(THOUSANDS)}${format(DATE_TIME)}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

/** A name that Excel takes for a sheet. */
const sheetName = (raw: string): string =>
  raw
    .replace(/[[\]:*?/\\&<>"']/g, ' ')
    .trim()
    .slice(0, 31)

/** @param area the cells with filters, as in A1:C12 */
function workbook(name: string, area: string): string {
  const absolute = area.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
    `<sheet name="${sheetName(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames>` +
    `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'${sheetName(name)}'!${absolute}</definedName>` +
    '</definedNames></workbook>'
  )
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A text inside an element. Excel would read `_x0041_` as an "A", so its first underscore is spelled out. */
const xmlText = (raw: string): string =>
  cleanText(raw)
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>]/g, found => ENTITIES[found] ?? '')

/** `A` for 0, `Z` for 25, `AA` for 26. */
const columnName = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)

/** Up to the first row: heading and first column stay in sight. */
function sheetStart<Row>(columns: ReadonlyArray<Column<Row>>): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  )
  const headings = columns.map(({ heading }, at) => textCell(at, 1, STYLES.heading, heading))
  return (
    `${HEAD}<worksheet xmlns="${MAIN}">` +
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${widths.join('')}</cols>` +
    `<sheetData><row r="1">${headings.join('')}</row>`
  )
}

/** One row; `number` is its place in the sheet, from 2. */
function rowXml<Row>(
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
function sheetEnd(columns: number, rows: number): string {
  const area = areaOf(columns, rows)
  return (
    `</sheetData><autoFilter ref="${area}"/>` +
    `<ignoredErrors><ignoredError sqref="${area}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  )
}

/** All cells, heading included, as in A1:C12. */
const areaOf = (columns: number, rows: number): string => `A1:${columnName(columns - 1)}${rows + 1}`

/** Rows that a sheet of Excel holds under its heading. */
export const MOST_ROWS = 1_048_575

/** Characters that are compressed at a time: some milliseconds of work. */
const PIECE = 64 * 1024

/** An Excel workbook of one sheet, compressed while it grows. Texts are texts: none of them can be a formula. */
export function xlsxWriter<Row>(table: Table<Row>): FileWriter<Row> {
  const { columns } = table
  const wall = wallClock(table.timeZone)
  const archive = newArchive()
  const add = (name: string, content: string) => archive.add(name, strToU8(content))
  add('[Content_Types].xml', CONTENT_TYPES)
  add('_rels/.rels', PACKAGE_RELATIONS)
  add('xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS)
  add('xl/styles.xml', STYLE_SHEET)
  const sheet = archive.begin('xl/worksheets/sheet1.xml')
  let text = sheetStart(columns)
  let rows = 0
  return {
    add: row => {
      rows += 1
      text += rowXml(columns, row, rows + 1, wall)
      if (text.length < PIECE) return
      sheet.push(strToU8(text))
      text = ''
    },
    finish: () => {
      sheet.push(strToU8(text + sheetEnd(columns.length, rows)), true)
      add('xl/workbook.xml', workbook(table.name, areaOf(columns.length, rows)))
      return new Blob(archive.end(), { type: XLSX_TYPE })
    },
  }
}
