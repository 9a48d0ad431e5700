import type { ParsedUrlQuery } from 'node:querystring'

import type { Document, Documents } from './documents'
import type { Entity } from './entities'
import type { Indices } from './indices'
import type { FieldType } from './schema'
import { parseSort, type Sort } from './sort'
import { indexValue, valueAt } from './values'
import { matches } from './where/matches'
import { parseWhere } from './where/parser'

/** Entities of Master Data v1, such as CL (clients) and AD (addresses): no schema, and every field can be searched. */
const NATIVE = /^[A-Z]{2}$/

/**
 * What a search finds that needs no schema: by the fields of an index (`?email=ana@example.com`), or anything in an
 * entity of Master Data v1.
 *
 * @returns undefined for any other search
 * @throws Problem 400 for a condition or an order that cannot be read.
 */
export function searchDirectly(
  parts: { documents: Documents; indices: Indices },
  entity: Entity,
  query: ParsedUrlQuery
): Document[] | undefined {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name] : '')
  const isNative = NATIVE.test(entity.name) && text('_schema') === ''
  const given = fieldsIn(query)
  const index = parts.indices.list(entity).find(({ fields }) => fields.every(at => given.has(at)))
  if (!isNative && (index === undefined || text('_where') !== '')) return undefined
  const asked = isNative ? [...given.keys()] : (index?.fields ?? [])
  const values = new Map(asked.map(field => [field, given.get(field) ?? '']))
  const where = text('_where') === '' ? undefined : parseWhere(text('_where'))
  return parts.documents
    .having(entity, values)
    .filter(one => where === undefined || matches(where, one, field => typeIn(one, field)))
    .sort(byAll(parseSort(text('_sort'))))
}

/** The parameters that name fields: all but VTEX's own. */
const fieldsIn = (query: ParsedUrlQuery): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(query).filter(
      (one): one is [string, string] =>
        typeof one[1] === 'string' && !one[0].startsWith('_') && one[0] !== 'an'
    )
  )

function typeIn(document: Document, field: string): FieldType {
  const type = typeof valueAt(document, field)
  return { type: type === 'number' || type === 'boolean' ? type : 'text' }
}

const byAll =
  (sorts: readonly Sort[]) =>
  (one: Document, other: Document): number => {
    for (const { field, direction } of sorts) {
      const [a, b] = [one, other].map(at => indexValue(valueAt(at, field), typeIn(at, field)))
      if (a === b) continue
      const isBefore = a === null || a === undefined || (b !== null && b !== undefined && a < b)
      return isBefore === (direction === 'ASC') ? -1 : 1
    }
    return 0
  }
