import { expect, it } from '@jest/globals'

import { openDatabase } from '../../database'

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
    const { sql, params } = whereSql(
      parseWhere(where),
      field => TYPES.get(field) ?? { type: 'text' }
    )
    const bodies = table.page(sql, params, '"f:place" DESC', 2, 1)
    const places = bodies.map(body => (JSON.parse(body) as { place: number }).place)
    return { places, total: table.count(sql, params) }
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
