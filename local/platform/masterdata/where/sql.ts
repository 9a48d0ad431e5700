import { column } from '../search-table'
import type { FieldType } from '../schema'
import { type IndexValue, literalValue } from '../values'

import type { Where } from './ast'

/** A condition as SQL over the search table. */
export interface SqlCondition {
  sql: string
  params: IndexValue[]
}

/** Resolves a field's type, or refuses the field. */
export type TypeOf = (field: string) => FieldType

/** Translates a condition to SQL. Text compares exactly, letter case included; `*` stands for any text. */
export function whereSql(where: Where, typeOf: TypeOf): SqlCondition {
  switch (where.kind) {
    case 'and':
    case 'or': {
      const parts = partsOf(where, where.kind).map(part => whereSql(part, typeOf))
      const sql = `(${parts.map(part => part.sql).join(` ${where.kind.toUpperCase()} `)})`
      return { sql, params: parts.flatMap(part => part.params) }
    }
    case 'null':
      typeOf(where.field)
      return { sql: `${column(where.field)} IS ${where.isNull ? '' : 'NOT '}NULL`, params: [] }
    case 'between': {
      const type = typeOf(where.field)
      const params = [where.from, where.to].map(text => literalValue(text, type, where.field))
      return { sql: `${column(where.field)} BETWEEN ? AND ?`, params }
    }
    case 'compare':
      return compareSql(where.field, where.operator, where.value, typeOf(where.field))
  }
}

/** What one operator joins: SQLite's parser takes a hundred brackets within each other, and a search names as many SKUs. */
function partsOf(where: Where, kind: 'and' | 'or'): Where[] {
  return where.kind === kind
    ? [...partsOf(where.left, kind), ...partsOf(where.right, kind)]
    : [where]
}

function compareSql(field: string, operator: string, text: string, type: FieldType): SqlCondition {
  const name = column(field)
  if (text.includes('*') && (operator === '=' || operator === '<>')) {
    const sql = operator === '=' ? `${name} GLOB ?` : `(${name} IS NULL OR ${name} NOT GLOB ?)`
    return { sql, params: [text.replace(/[?[]/g, '[$&]')] }
  }
  const value = literalValue(text, type, field)
  return { sql: `${name} ${operator === '<>' ? 'IS NOT' : operator} ?`, params: [value] }
}
