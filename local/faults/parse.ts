import Ajv, { type ErrorObject } from 'ajv'

import { OPERATION_NAMES } from './operations'
import { PARTS } from './places'
import { ENCODINGS, type FaultFile } from './rule'

const MAX_TEXT = 2_000
/** An answer on demand may be large, as broken servers' answers are; the app must survive them. */
const MAX_BODY = 5_000_000
const MAX_CALLS = 10_000_000

const text = { type: 'string', minLength: 1, maxLength: MAX_TEXT }
const texts = { type: 'array', items: text, maxItems: 100 }
const moment = {
  type: 'string',
  pattern:
    '^(?:\\+\\d{1,6}(?:ms|s|m|h|d)|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z)$',
}
/** Names and positions, divided by points; never a name that every object has. */
const PATH = { pattern: '^(?!.*(?:__proto__|constructor|prototype))[\\w-]+(?:\\.[\\w-]+){0,10}$' }
const count = { type: 'integer', minimum: 1, maximum: MAX_CALLS }
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})

/** The shape of a file of faults; the OpenAPI description holds the same. */
const FAULT_FILE_SCHEMA = object(
  {
    $schema: text,
    title: text,
    case: text,
    note: text,
    seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
    try: texts,
    shows: texts,
    rules: {
      type: 'array',
      maxItems: 200,
      items: object(
        {
          name: text,
          when: object({
            host: text,
            part: { enum: PARTS },
            operation: { enum: OPERATION_NAMES },
            method: { enum: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] },
            path: text,
            sku: { anyOf: [text, { type: 'array', items: text, minItems: 1, maxItems: 1000 }] },
            nth: { anyOf: [count, { type: 'array', items: count, minItems: 1, maxItems: 1000 }] },
            every: count,
            probability: { type: 'number', minimum: 0, maximum: 1 },
            from: moment,
            to: moment,
            times: count,
          }),
          then: {
            ...object({
              delayMs: { type: 'integer', minimum: 1, maximum: 120_000 },
              status: { type: 'integer', minimum: 200, maximum: 599 },
              body: { type: 'string', maxLength: MAX_BODY },
              headers: {
                type: 'object',
                maxProperties: 50,
                propertyNames: { pattern: '^[A-Za-z0-9-]{1,100}$' },
                additionalProperties: {
                  type: 'string',
                  maxLength: MAX_TEXT,
                  pattern: '^[\\t\\x20-\\x7e]*$',
                },
              },
              query: {
                type: 'object',
                minProperties: 1,
                maxProperties: 20,
                additionalProperties: { type: 'string', maxLength: MAX_TEXT },
              },
              set: { type: 'object', minProperties: 1, maxProperties: 100, propertyNames: PATH },
              remove: {
                type: 'array',
                minItems: 1,
                maxItems: 100,
                items: { type: 'string', ...PATH },
              },
              done: { type: 'boolean' },
              drop: { enum: ['before', 'after'] },
              cutAt: { type: 'integer', minimum: 0, maximum: MAX_BODY },
              encoding: { enum: ENCODINGS },
              certificate: { enum: ['expired', 'wrong-host', 'untrusted'] },
            }),
            minProperties: 1,
          },
        },
        ['when', 'then']
      ),
    },
  },
  ['title', 'rules']
)

const validate = new Ajv({ allErrors: true, verbose: true }).compile<FaultFile>(FAULT_FILE_SCHEMA)

/** A file of faults, or everything that is wrong with it in words. */
export type ReadFaults =
  | { readonly kind: 'read'; readonly file: FaultFile }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** `JSON.stringify` calls itself for each level, and a few thousand levels overflow the stack. */
const MAX_DEPTH = 100

/** Reads a hand-written file of faults. */
export function readFaultFile(raw: unknown): ReadFaults {
  if (isDeeperThan(raw, MAX_DEPTH))
    return { kind: 'refused', problems: [`the file: is nested more than ${MAX_DEPTH} levels deep`] }
  if (!validate(raw)) {
    const problems = (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'anyOf')
      .map(inWords)
    return { kind: 'refused', problems: [...new Set(problems)] }
  }
  const problems = raw.rules.flatMap(({ then, when }, at) =>
    contradictions(then, when).map(problem => `rules[${at}].then: ${problem}`)
  )
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'read', file: raw }
}

/** Goes down level by level, because the value may be nested without bounds. */
function isDeeperThan(value: unknown, most: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap(one =>
      typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : []
    )
  }
  return false
}

function contradictions(
  then: FaultFile['rules'][number]['then'],
  when: FaultFile['rules'][number]['when']
): string[] {
  const answers = then.status !== undefined || then.body !== undefined
  const found: string[] = []
  if (then.done === true && !answers)
    found.push('"done" needs the "status" or "body" to answer with')
  if (
    then.drop !== undefined &&
    (answers || then.cutAt !== undefined || then.encoding !== undefined)
  )
    found.push('"drop" leaves no answer, so it cannot have "status", "body", "cutAt" or "encoding"')
  if (answers && (then.set !== undefined || then.remove !== undefined))
    found.push(
      '"set" and "remove" change the real answer, so there cannot be another "status" or "body"'
    )
  if (then.certificate !== undefined && Object.keys(then).length > 1)
    found.push('"certificate" stands alone: there is no connection')
  for (const moment of [when.from, when.to])
    if (moment !== undefined && Number.isNaN(momentAfter(0, moment)))
      found.push(`there is no moment ${moment}, as "when" has it`)
  if (when.from !== undefined && when.to !== undefined && isAfter(when.from, when.to))
    found.push('"from" is not before "to" in "when"')
  return found
}

const isAfter = (from: string, to: string): boolean =>
  from.startsWith('+') === to.startsWith('+') && momentAfter(0, from) >= momentAfter(0, to)

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** The moment that a text means, in milliseconds; relative ones count from `loadedAt`. */
export function momentAfter(loadedAt: number, text: string): number {
  const relative = /^\+(\d+)(ms|s|m|h|d)$/.exec(text)
  if (relative === null) return Date.parse(text)
  return loadedAt + Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0)
}

function inWords({ instancePath, keyword, params, message, data }: ErrorObject): string {
  const place =
    instancePath === ''
      ? 'the file'
      : instancePath
          .slice(1)
          .replace(/\/(\d+)/g, '[$1]')
          .replaceAll('/', '.')
  const given =
    keyword === 'additionalProperties' || keyword === 'required'
      ? ''
      : `, not ${JSON.stringify(data)?.slice(0, 60) ?? 'nothing'}`
  if (keyword === 'additionalProperties')
    return `${place}: does not know "${String(params['additionalProperty'])}"`
  if (keyword === 'required') return `${place}: needs "${String(params['missingProperty'])}"`
  if (keyword === 'enum')
    return `${place}: must be one of ${(params['allowedValues'] as string[]).join(', ')}${given}`
  if (keyword === 'pattern' && /\.(from|to)$/.test(place))
    return `${place}: must be a moment such as 2026-11-26T10:00:00Z, or a time since loading such as +90s, +10m, +2h${given}`
  return `${place}: ${message ?? 'is wrong'}${given}`
}
