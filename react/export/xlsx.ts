import { strToU8, Zip, ZipDeflate } from 'fflate'

import { areaOf, rowXml, sheetEnd, sheetStart } from './sheetXml'
import type { FileWriter, Table } from './table'
import { wallClock } from './wallClock'
import {
  CONTENT_TYPES,
  PACKAGE_RELATIONS,
  STYLE_SHEET,
  workbook,
  WORKBOOK_RELATIONS,
  XLSX_TYPE,
} from './workbookXml'

/** Rows that a sheet of Excel holds under its heading. */
export const MOST_ROWS = 1_048_575

/** Characters that are compressed at a time: some milliseconds of work. */
const PIECE = 64 * 1024

/** An Excel workbook of one sheet, compressed while it grows. Texts are texts: none of them can be a formula. */
export function xlsxWriter<Row>(table: Table<Row>): FileWriter<Row> {
  const { columns } = table
  const wall = wallClock(table.timeZone)
  const pieces: BlobPart[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  addWhole(zip, '[Content_Types].xml', CONTENT_TYPES)
  addWhole(zip, '_rels/.rels', PACKAGE_RELATIONS)
  addWhole(zip, 'xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS)
  addWhole(zip, 'xl/styles.xml', STYLE_SHEET)
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml')
  zip.add(sheet)
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
      addWhole(zip, 'xl/workbook.xml', workbook(table.name, areaOf(columns.length, rows)))
      zip.end()
      return new Blob(pieces, { type: XLSX_TYPE })
    },
  }
}

function addWhole(zip: Zip, name: string, text: string): void {
  const part = new ZipDeflate(name)
  zip.add(part)
  part.push(strToU8(text), true)
}
