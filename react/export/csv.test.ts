import { parse } from 'csv-parse/sync'
import { describe, expect, it } from '@jest/globals'

import { bytesOf } from '../testing/readBlob'
import { csvWriter, separatorFor } from './csv'
import type { Column } from './table'

interface Row {
  code: string
  words: string | null
  units: number | null
  at: string | null
}

const COLUMNS: ReadonlyArray<Column<Row>> = [
  { heading: 'SKU', width: 9, kind: 'text', value: row => row.code },
  { heading: 'Nome; texto', width: 9, kind: 'text', value: row => row.words },
  { heading: 'Unidades', width: 9, kind: 'number', value: row => row.units },
  { heading: 'Data', width: 9, kind: 'moment', value: row => row.at },
]

const aRow = (words: string | null): Row => ({
  code: '0012',
  words,
  units: 12_345,
  at: '2026-02-24T10:30:05.000Z',
})

async function write(rows: readonly Row[], separator: ';' | ',' = ';') {
  const table = { name: 'Estoque', columns: COLUMNS, timeZone: 'America/Sao_Paulo' }
  const writer = csvWriter(table, separator)
  rows.forEach(writer.add)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(writer.finish()))
}

const readBack = (text: string, delimiter = ';'): string[][] =>
  parse(text, { bom: true, delimiter, record_delimiter: '\r\n' })

describe('a .csv file', () => {
  it('expect the mark of UTF-8, CRLF, and dates that every Excel reads', async () => {
    const text = await write([aRow('Café'), aRow(null)])
    expect(text.codePointAt(0)).toBe(0xfeff)
    expect(text.split('\r\n')).toHaveLength(4)
    expect(readBack(text)).toEqual([
      ['SKU', 'Nome; texto', 'Unidades', 'Data'],
      ['0012', 'Café', '12345', '2026-02-24 07:30:05'],
      ['0012', '', '12345', '2026-02-24 07:30:05'],
    ])
  })

  it.each(['a;b', 'say "x"', 'two\nlines', 'a,b', '"', ';;'])(
    'given %j, expect it back as it was, with either separator',
    async words => {
      expect(readBack(await write([aRow(words)]))[1]?.[1]).toBe(words)
      expect(readBack(await write([aRow(words)], ','), ',')[1]?.[1]).toBe(words)
    }
  )

  it.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '=cmd|"/c x"!A1'])(
    'given %j, expect an apostrophe before it, so that it is no formula',
    async words => {
      const [, row] = readBack(await write([aRow(words)]))
      expect(row?.[1]).toBe(`'${words.replace('\r', '\n')}`)
    }
  )

  it.each(['Café = leite', 'a-b', '10% +', 'x@y.example'])(
    'given the harmless %j, expect it unchanged',
    async words => expect(readBack(await write([aRow(words)]))[1]?.[1]).toBe(words)
  )

  it('given more than fits in one piece, expect every row in its order', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => aRow(`SKU número ${at}`))
    const back = readBack(await write(rows))
    expect(back).toHaveLength(20_001)
    expect(back[20_000]?.[1]).toBe('SKU número 19999')
  })

  it.each([
    ['pt', ';'],
    ['es-MX', ';'],
    ['en', ','],
    ['en-US', ','],
  ])('given the language %s, expect the separator %s', (language, separator) => {
    expect(separatorFor(language)).toBe(separator)
  })
})
