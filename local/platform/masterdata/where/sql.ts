import type { FieldType } from '../schema'
import { type IndexValue, literalValue } from '../values'

import type { Where } from './ast'

/** The column of a field. Field names are checked when a schema is read, so none holds a quote. */
export function column(field: string): string {
  return `"f:${field}"`
}

/** A condition as SQL over the search table. */
export interface SqlCondition {
  sql: string
  params: IndexValue[]
  /** What every text that meets it holds; none when left out. For an index to look in. */
  needs?: readonly TextNeed[]
}

/** A field's text holds all the pieces of one of these ways. */
export interface TextNeed {
  field: string
  anyOf: readonly (readonly string[])[]
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
      const all = parts.map(({ needs = [] }) => needs)
      const needs = where.kind === 'and' ? all.flat() : eitherOf(all)
      return { sql, params: parts.flatMap(part => part.params), needs }
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

/** What each of several ways needs; nothing unless all of them need one thing of the same field. */
function eitherOf(ways: readonly (readonly TextNeed[])[]): readonly TextNeed[] {
  const firsts = ways.flatMap(([first]) => first ?? [])
  const [{ field } = { field: '' }] = firsts
  const isOneField = firsts.length === ways.length && firsts.every(one => one.field === field)
  return isOneField ? [{ field, anyOf: firsts.flatMap(({ anyOf }) => anyOf) }] : []
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
    const { found, value } = part(name, text)
    if (operator === '<>') return { sql: `(${name} IS NULL OR NOT ${found})`, params: [value] }
    const needs = [{ field, anyOf: [text.split('*').filter(piece => piece !== '')] }]
    return { sql: found, params: [value], needs }
  }
  const value = literalValue(text, type, field)
  return { sql: `${name} ${operator === '<>' ? 'IS NOT' : operator} ?`, params: [value] }
}

/** `*text*` is looked for byte by byte, which is several times as quick as a pattern. */
function part(name: string, text: string): { found: string; value: string } {
  const inner = /^\*([^*]+)\*$/.exec(text)?.[1]
  return inner === undefined
    ? { found: `${name} GLOB ?`, value: text.replace(/[?[]/g, '[$&]') }
    : { found: `(instr(${name}, ?) > 0)`, value: inner }
}

/** Whether a condition looks for part of a text. */
export const seeksPart = (sql: string): boolean => / GLOB \?|\(instr\(/.test(sql)
