import { Ajv, type ValidateFunction } from 'ajv'

import { Problem } from '../../http/problem'

import type { EntitySchema } from './schema'

/** Ends the write of a document that its schema refuses. @throws Problem 400 with the reasons. */
export type Validate = (schema: EntitySchema, document: Record<string, unknown>) => void

const MAX_REASONS = 5

/**
 * Validates documents with ajv. VTEX's own keywords (`v-indexed`, ...) are no JSON Schema and are left
 * out; `date-time` and `date` are the only formats that are checked.
 */
export function createValidation(): Validate {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
  const isDate = (text: string): boolean => !Number.isNaN(Date.parse(text))
  ajv.addFormat('date-time', isDate).addFormat('date', isDate)
  const compiled = new WeakMap<EntitySchema, ValidateFunction>()

  return (schema, document) => {
    const validate = compiled.get(schema) ?? ajv.compile(plain(schema.body))
    compiled.set(schema, validate)
    if (validate(document)) return
    const reasons = (validate.errors ?? [])
      .slice(0, MAX_REASONS)
      .map(error => `${error.instancePath || '(document)'} ${error.message ?? 'is not valid'}`)
    throw new Problem(400, {
      Message: `Document does not comply with the schema: ${reasons.join('; ')}`,
    })
  }
}

function plain(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(([key]) => !key.startsWith('v-') && !key.startsWith('$'))
  )
}
