import { Problem } from '../../http/problem'

import type { FieldType } from './schema'

/** What the index holds of a field. */
export type IndexValue = string | number | null

const isoDate = (text: string): string => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? text : new Date(ms).toISOString()
}

/** The value of a field, or of a field of a field (`a.b`), in a document. */
export function valueAt(document: Record<string, unknown>, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return (value as Record<string, unknown>)[key]
  }, document)
}

/** A document's value as the index compares it: dates in one form, booleans as 0 and 1. */
export function indexValue(value: unknown, { type }: FieldType): IndexValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  if (typeof value === 'string') return type === 'date' ? isoDate(value) : value
  return JSON.stringify(value)
}

/**
 * A value of `_where` as the index compares it.
 *
 * @throws Problem 400 when it cannot be a value of the field's type.
 */
export function literalValue(text: string, { type }: FieldType, field: string): IndexValue {
  const refuse = (): Problem =>
    new Problem(400, { Message: `Invalid value '${text}' for '${field}'` })
  switch (type) {
    case 'number': {
      const value = Number(text)
      if (text.trim() === '' || Number.isNaN(value)) throw refuse()
      return value
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw refuse()
      return text === 'true' ? 1 : 0
    case 'date':
      return isoDate(text)
    case 'text':
      return text
  }
}
