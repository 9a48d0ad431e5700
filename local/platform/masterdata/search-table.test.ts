import { expect, it, jest } from '@jest/globals'

import { openDatabase } from '../../database'
import { atEnd } from '../testing'

import { openSearchTable } from './search-table'
import type { FieldType } from './schema'
import { parseWhere } from './where/parser'
import { whereSql } from './where/sql'

const TYPES = new Map<string, FieldType>([
  ['words', { type: 'text' }],
  ['place', { type: 'number' }],
])

/** Documents of which every other one has the text that is looked for. */
function aTable(many: number) {
  const table = openSearchTable(openDatabase(':memory:'), 1)
  table.addFields(TYPES)
  const put = (place: number, words: string) =>
    table.put(String(place), JSON.stringify({ id: String(place), words, place }))
  for (let place = 1; place <= 2 * many; place += 1) put(place, place % 2 ? 'a b c' : 'a [b]? c')
  const look = (where: string) => {
    const condition = whereSql(parseWhere(where), field => TYPES.get(field) ?? { type: 'text' })
    const bodies = table.page(condition, '"f:place" DESC', { limit: 2, offset: 1 })
    const places = bodies.map(body => (JSON.parse(body) as { place: number }).place)
    return { places, total: table.count(condition) }
  }
  return { table, put, look }
}

it.each([5, 2_000])('part of a text is found in order with its total, %s of them', many => {
  const { table, put, look } = aTable(many)
  const last = 2 * many
  expect(look('words="*[b]? *"')).toEqual({ places: [last - 2, last - 4], total: many })
  expect(look('words<>"*[b]?*"')).toEqual({ places: [last - 3, last - 5], total: many })
  expect(look('words="a*]? c"')).toEqual({ places: [last - 2, last - 4], total: many })

  put(last, 'a b c')
  expect(look('words="*[b]? *"')).toEqual({ places: [last - 4, last - 6], total: many - 1 })
  table.remove(String(last - 4))
  expect(look('words="*[b]? *"')).toEqual({ places: [last - 6, last - 8], total: many - 2 })
})

it('a document without the field is not one that has the text', () => {
  const { table, look } = aTable(1)
  table.put('9', JSON.stringify({ id: '9', place: 9 }))
  expect(look('words=*zz*').total).toBe(0)
  expect(look('words<>*zz*').total).toBe(3)
})

/** Places of documents that hold a condition, as found and counted by the table and by comparing each text. */
function aLongTable(many: number) {
  const db = openDatabase(':memory:')
  const table = openSearchTable(db, 1)
  atEnd(() => table.forget())
  table.addFields(TYPES)
  const texts = new Map<number, string | null>()
  const put = (place: number, words: string | null) => {
    texts.set(place, words)
    const text = words === null ? {} : { words }
    table.put(String(place), JSON.stringify({ id: String(place), ...text, place }))
  }
  const remove = (place: number) => {
    texts.delete(place)
    table.remove(String(place))
  }
  db.transaction(() => {
    for (let place = 1; place <= many; place += 1)
      put(place, `product ${place} Azul ${place % 7 ? 'com' : 'sem'} ação "${place % 50}"`)
  })()
  const look = (where: string) => {
    const condition = whereSql(parseWhere(where), field => TYPES.get(field) ?? { type: 'text' })
    const bodies = table.page(condition, '"f:place" ASC', { limit: 100, offset: 0 })
    const places = bodies.map(body => (JSON.parse(body) as { place: number }).place)
    return { places, total: table.count(condition) }
  }
  const expected = (fits: (text: string) => boolean) => {
    const found = [...texts].flatMap(([place, text]) => (text !== null && fits(text) ? place : []))
    const places = found.sort((one, other) => one - other)
    return { places: places.slice(0, 100), total: places.length }
  }
  return { put, remove, look, expected }
}

/** What is searched for, and whether a text is meant. */
const SEARCHES: readonly (readonly [string, (text: string) => boolean])[] = [
  ['words=*1234*', text => text.includes('1234')],
  ['words="*product 77*"', text => text.includes('product 77')],
  ['words=*azul*', text => text.includes('azul')],
  [
    'words="*Azul sem*" AND words="*product 21*"',
    text => text.includes('Azul sem') && text.includes('product 21'),
  ],
  ['words=*1999* OR words=*2001*', text => /1999|2001/.test(text)],
  ['words=*1999* OR place=7', text => /1999|^product 7 /.test(text)],
  ['words=product*ação*2*', text => /^product.*ação.*2/.test(text)],
  ['words="*\\"49\\"*"', text => text.includes('"49"')],
  ['words=*çã* AND words=*399*', text => text.includes('çã') && text.includes('399')],
  ['words=*zebra*', text => text.includes('zebra')],
  ['words="*2 A*" AND words<>*1*', text => text.includes('2 A') && !text.includes('1')],
]

function compareAll({ look, expected }: ReturnType<typeof aLongTable>): void {
  for (const [where, fits] of SEARCHES)
    expect([where, look(where)]).toEqual([where, expected(fits)])
}

function changeSome({ put, remove }: ReturnType<typeof aLongTable>): void {
  put(1_234, 'zebra "49"')
  put(77, null)
  put(3_900, 'product 1234 Azul sem ação "2"')
  put(20_001, 'product 2001 zebra')
  remove(1_999)
  remove(3_999)
}

it('an index of texts finds what comparing every text finds, also after changes', () => {
  const table = aLongTable(4_000)
  compareAll(table)
  changeSome(table)
  compareAll(table)
  table.put(77, 'zebra again')
  table.put(1_234, 'product 1234')
  table.remove(20_001)
  compareAll(table)
})

it('a long table is indexed little by little, and searched meanwhile', () => {
  jest.useFakeTimers()
  try {
    const table = aLongTable(9_000)
    compareAll(table)
    table.put(8_000, 'zebra "49"')
    changeSome(table)
    compareAll(table)
    jest.runOnlyPendingTimers()
    table.put(8_500, 'product 1999 zebra')
    table.remove(5_250)
    jest.runAllTimers()
    compareAll(table)
    table.put(8_000, 'product 1234')
    compareAll(table)
  } finally {
    jest.useRealTimers()
  }
})
