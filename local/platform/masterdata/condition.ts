import { Problem } from '../../http/problem'

import { fieldNotFound } from './fields'
import { type EntitySchema, type FieldType, fieldType } from './schema'
import type { SearchTable } from './search-table'
import { parseSort } from './sort'
import type { Where } from './where/ast'
import { parseWhere } from './where/parser'
import { type SqlCondition, column, whereSql } from './where/sql'

/** What is searched for, ready to run on a search table. */
export interface SearchPlan extends SqlCondition {
  where: Where | undefined
  orderBy: string
}

/**
 * Turns `_where` and `_sort` into a plan.
 *
 * @throws Problem 400 for a field the schema does not name, or does not list in `v-indexed`.
 */
export function planSearch(
  rawWhere: string,
  rawSort: string,
  schema: EntitySchema | undefined,
  table: SearchTable,
  unordered: string
): SearchPlan {
  const typeOf = (field: string): FieldType => searchable(field, schema, table)
  const where = rawWhere === '' ? undefined : parseWhere(rawWhere)
  const condition = where === undefined ? { sql: '', params: [] } : whereSql(where, typeOf)
  const sorts = parseSort(rawSort)
  sorts.forEach(({ field }) => typeOf(field))
  const first = sorts[0]
  if (first !== undefined && where !== undefined) {
    for (const field of equalities(where)) table.indexPair(field, first.field)
  }
  const orderBy = sorts.map(({ field, direction }) => `${column(field)} ${direction}`).join(', ')
  return { ...condition, where, orderBy: orderBy === '' ? unordered : orderBy }
}

function searchable(
  field: string,
  schema: EntitySchema | undefined,
  table: SearchTable
): FieldType {
  const type = schema && fieldType(schema, field)
  if (type === undefined) throw fieldNotFound(field)
  if (!table.has(field)) {
    throw new Problem(400, { Message: `Field '${field}' is not in v-indexed, or not indexed yet` })
  }
  return type
}

/** The fields that every found document has one given value of. */
function equalities(where: Where): string[] {
  if (where.kind === 'and') return [...equalities(where.left), ...equalities(where.right)]
  const exact = where.kind === 'compare' && where.operator === '=' && !where.value.includes('*')
  return exact ? [where.field] : []
}
