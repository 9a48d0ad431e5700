import { Problem } from '../../http/problem'

import type { Document } from './documents'
import { type EntitySchema, fieldType, SYSTEM_FIELDS } from './schema'
import { valueAt } from './values'

const PLAIN = ['id', 'accountId', 'accountName', 'dataEntityId']

/** `_fields` as a list; what is answered without it is the schema's `v-default-fields`, and always `id`. */
export function parseFields(raw: string, schema: EntitySchema | undefined): string[] {
  const fields = raw
    .split(',')
    .map(field => field.trim())
    .filter(field => field !== '')
  if (fields.length > 0) return fields
  return ['id', ...(schema?.defaults ?? PLAIN)]
}

/** Without the fields that the schema does not name: VTEX ignores them. */
export function knownOf(fields: readonly string[], schema: EntitySchema | undefined): string[] {
  return fields.filter(
    field => field === '_all' || schema === undefined || fieldType(schema, field) !== undefined
  )
}

/** VTEX's words for a field that a condition or sort names and the schema does not. */
export function fieldNotFound(field: string): Problem {
  return new Problem(400, { Message: `Field '${field}' not found in schema` })
}

/** The asked fields of a document; `_all` answers every one, and what it lacks is null. */
export function project(document: Document, fields: readonly string[]): Document {
  const all = fields.includes('_all') ? document : {}
  const asked = fields.filter(field => field !== '_all')
  const picked = Object.fromEntries(
    asked.map(field => [
      field,
      valueAt(document, field) ?? (SYSTEM_FIELDS.includes(field) ? '' : null),
    ])
  )
  return { ...all, ...picked }
}
