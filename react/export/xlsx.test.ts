import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { describe, expect, it } from '@jest/globals'

import { bytesOf } from '../testing/browser'
import type { Column } from './table'
import { xlsxWriter } from './xlsx'

interface Row {
  code: string
  words: string | null
  units: number | null
  at: string | null
}

const COLUMNS: ReadonlyArray<Column<Row>> = [
  { heading: 'Código', width: 12, kind: 'text', value: row => row.code },
  { heading: 'Mensagem', width: 40, kind: 'text', value: row => row.words },
  { heading: 'Unidades', width: 10, kind: 'number', value: row => row.units },
  { heading: 'Data', width: 18, kind: 'moment', value: row => row.at },
]

const aRow = (change: Partial<Row> = {}): Row => ({
  code: '0012',
  words: 'Café',
  units: 7,
  at: '2026-11-24T10:30:00.000Z',
  ...change,
})

function write(rows: readonly Row[], name = 'Estoque') {
  const writer = xlsxWriter({ name, columns: COLUMNS, timeZone: 'America/Sao_Paulo' })
  rows.forEach(writer.add)
  return writer.finish()
}

/** What another reader makes of the file. */
async function readBack(file: Blob) {
  const [sheet] = await readWorkbook(new Uint8Array(await bytesOf(file)).buffer)
  return sheet ?? { sheet: '', data: [] }
}

/** The text of one part inside the file. */
async function part(file: Blob, name: string) {
  const parts = unzipSync(await bytesOf(file))
  return strFromU8(parts[name] ?? new Uint8Array())
}

describe('an .xlsx file', () => {
  it('given rows, expect another reader to find texts, numbers and dates as such', async () => {
    const { sheet, data } = await readBack(
      write([aRow(), aRow({ code: '7891234567895', units: 0 })])
    )
    expect(sheet).toBe('Estoque')
    expect(data).toEqual([
      ['Código', 'Mensagem', 'Unidades', 'Data'],
      // 10:30 UTC is 7:30 in São Paulo; a workbook knows no zones, so the reader calls it UTC.
      ['0012', 'Café', 7, new Date('2026-11-24T07:30:00.000Z')],
      ['7891234567895', 'Café', 0, new Date('2026-11-24T07:30:00.000Z')],
    ])
  })

  it('given no rows, expect the headings', async () => {
    expect((await readBack(write([]))).data).toHaveLength(1)
  })

  it('given nothing known, expect empty cells', async () => {
    const { data } = await readBack(write([aRow({ words: null, units: null, at: null })]))
    expect(data[1]).toEqual(['0012', null, null, null])
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")', ' =1', '＝1'])(
    'given the name %j, expect it word for word, and no formula in the file',
    async words => {
      const file = write([aRow({ words })])
      expect((await readBack(file)).data[1]?.[1]).toBe(words.trim())
      const xml = await part(file, 'xl/worksheets/sheet1.xml')
      expect(xml).not.toContain('<f')
      // Typed into again, Excel still takes it for a text.
      expect(xml).toContain('<c r="B2" s="3" t="inlineStr">')
    }
  )

  it('given markup, control characters, half a character and an escape of Excel, expect a file that opens', async () => {
    const words = '</t></is><f>1</f> a\u0000b\u0007c\u001b \ud83d & <b> \ufffe_x0041_ \u{1f600}'
    const { data } = await readBack(write([aRow({ words })]))
    expect(String(data[1]?.[1])).toMatch(
      /^<\/t><\/is><f>1<\/f> abc \ufffd & <b> _x(005F_x)?0041_ 😀$/
    )
    expect(await part(write([aRow({ words })]), 'xl/worksheets/sheet1.xml')).toContain(
      '_x005F_x0041_'
    )
  })

  it('given a message longer than a cell, expect it cut', async () => {
    const { data } = await readBack(write([aRow({ words: 'a'.repeat(40_000) })]))
    expect(String(data[1]?.[1])).toHaveLength(32_767)
  })

  it('expect the heading to stay in sight, filters on it, widths, and dates in the style for them', async () => {
    const file = write([aRow(), aRow(), aRow()])
    const xml = await part(file, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('state="frozen"')
    expect(xml).toContain('<autoFilter ref="A1:D4"/>')
    expect(xml).toContain('<col min="2" max="2" width="40" customWidth="1"/>')
    expect(xml).toContain('<c r="D2" s="5"><v>46350.3125</v></c>')
    expect(await part(file, 'xl/styles.xml')).toContain('<xf numFmtId="22"')
    expect(await part(file, 'xl/workbook.xml')).toContain("'Estoque'!$A$1:$D$4")
  })

  it('given a name that no sheet may have, expect one that it may', async () => {
    expect((await readBack(write([], "Loja [2] / 'x'? & sempre um nome longo demais"))).sheet).toBe(
      'Loja  2     x     sempre um nom'
    )
  })

  it('given many rows, expect all of them', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => aRow({ code: String(at), units: at }))
    const { data } = await readBack(write(rows))
    expect(data).toHaveLength(5_001)
    expect(data[5_000]?.slice(0, 3)).toEqual(['4999', 'Café', 4_999])
  })
})
