import { isRecord } from '../../http/body'
import { Problem } from '../../http/problem'

/** What search needs to know of a field. */
export interface FieldType {
  /** Numbers compare as numbers, booleans as 0 and 1, everything else as text. */
  type: 'text' | 'number' | 'boolean' | 'date'
}

/** A Master Data JSON schema, read once. */
export interface EntitySchema {
  name: string
  body: Record<string, unknown>
  /** Fields usable in `_where` and `_sort`. */
  indexed: readonly string[]
  /** Fields answered when `_fields` is left out. */
  defaults: readonly string[]
}

/** Fields that every document has and that cannot be written. */
export const SYSTEM_FIELDS: readonly string[] = [
  'id',
  'accountId',
  'accountName',
  'dataEntityId',
  'createdIn',
  'updatedIn',
  'lastInteractionIn',
]

/** Searchable and sortable in every document, regardless of its schema. */
export const ALWAYS_INDEXED: readonly string[] = ['id', 'createdIn', 'updatedIn']

/** What a field may be called, and one within it. */
export const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$/

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []

/**
 * Reads the body of a schema's PUT.
 *
 * @throws Problem 400 when an indexed field has a name that no field can have.
 */
export function readSchema(name: string, body: Record<string, unknown>): EntitySchema {
  const indexed = [...new Set([...names(body['v-indexed']), ...indexedWithin(body)])]
  const wrong = indexed.find(field => !FIELD_NAME.test(field))
  if (wrong !== undefined) throw new Problem(400, { Message: `Invalid field name '${wrong}'` })
  return { name, body, indexed, defaults: names(body['v-default-fields']) }
}

/** `v-indexed` inside a property names fields of that property; public apps write it so. */
function indexedWithin(body: Record<string, unknown>): string[] {
  const properties = isRecord(body.properties) ? body.properties : {}
  return Object.entries(properties).flatMap(([name, found]) => {
    if (!isRecord(found)) return []
    if (found['v-indexed'] === true) return [name]
    return names(found['v-indexed']).map(inner => `${name}.${inner}`)
  })
}

function property(
  body: Record<string, unknown>,
  path: string[]
): Record<string, unknown> | undefined {
  const [head = '', ...rest] = path
  const properties = isRecord(body.properties) ? body.properties : {}
  const found = properties[head]
  if (!isRecord(found)) return undefined
  return rest.length === 0 ? found : property(found, rest)
}

/** A field's type in a schema; undefined when the schema does not name the field. */
export function fieldType(schema: EntitySchema, field: string): FieldType | undefined {
  if (field === 'createdIn' || field === 'updatedIn') return { type: 'date' }
  if (SYSTEM_FIELDS.includes(field)) return { type: 'text' }
  const found = property(schema.body, field.split('.'))
  if (found === undefined) return undefined
  const types = [found.type].flat()
  if (types.includes('number') || types.includes('integer')) return { type: 'number' }
  if (types.includes('boolean')) return { type: 'boolean' }
  if (found.format === 'date-time' || found.format === 'date') return { type: 'date' }
  return { type: 'text' }
}
