import { indexValue, literalValue, valueAt } from '../values'

import type { Where } from './ast'
import type { TypeOf } from './sql'

/** Whether one document meets a condition; for `_where` on a write, which does not wait for the index. */
export function matches(where: Where, document: Record<string, unknown>, typeOf: TypeOf): boolean {
  if (where.kind === 'and') {
    return matches(where.left, document, typeOf) && matches(where.right, document, typeOf)
  }
  if (where.kind === 'or') {
    return matches(where.left, document, typeOf) || matches(where.right, document, typeOf)
  }
  const type = typeOf(where.field)
  const value = indexValue(valueAt(document, where.field), type)
  const literal = (text: string) => literalValue(text, type, where.field)

  if (where.kind === 'null') return (value === null) === where.isNull
  if (where.kind === 'between')
    return atLeast(value, literal(where.from)) && atLeast(literal(where.to), value)
  if (where.value.includes('*') && (where.operator === '=' || where.operator === '<>')) {
    const parts = where.value.split('*').map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    const found = value !== null && new RegExp(`^${parts.join('.*')}$`, 's').test(String(value))
    return found === (where.operator === '=')
  }
  const wanted = literal(where.value)
  switch (where.operator) {
    case '=':
      return value === wanted
    case '<>':
      return value !== wanted
    case '<':
      return value !== wanted && atLeast(wanted, value)
    case '>':
      return value !== wanted && atLeast(value, wanted)
  }
}

const atLeast = (a: string | number | null, b: string | number | null): boolean =>
  a !== null && b !== null && a >= b
