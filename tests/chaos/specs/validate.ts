import Ajv from 'ajv'
import type { ValidateFunction } from 'ajv'

import type { RecordedCall } from '../harness/recorder'
import type { Spec } from './load'
import { type Operation, operationsOf } from './operations'

/** Parts that are described; for the others nothing is published. */
export const DESCRIBED = ['carrefour', 'store', 'masterdata']

/** Parameters that the vendors' files leave to their prose: Mirakl's paging, and the account on VTEX's shared hosts. */
export const PROSE: Allowed = {
  carrefour: ['max', 'offset', 'sort', 'order'],
  store: ['an', 'affiliateId'],
  masterdata: ['an'],
}

/** Parameters by part that are allowed although the files do not name them. */
export type Allowed = Readonly<Record<string, readonly string[]>>

export interface SpecReport {
  /** Calls that were compared with an operation. */
  readonly compared: number
  /** Operations that were called. */
  readonly operations: readonly string[]
  /** Each problem once, with how many calls have it. */
  readonly problems: ReadonlyMap<string, number>
}

/** Compares requests with descriptions: method, path, parameters and body. */
export function compareWithSpecs(
  calls: readonly RecordedCall[],
  specs: readonly Spec[],
  allowed: Allowed = {}
): SpecReport {
  const operations = operationsOf(specs)
  const schemas = new Schemas(specs)
  const problems = new Map<string, number>()
  const called = new Set<string>()
  let compared = 0
  for (const call of calls) {
    if (!DESCRIBED.includes(call.part)) continue
    compared += 1
    const url = new URL(call.path, 'http://vendor')
    const known = operations.filter(
      one => one.method === call.method && one.pattern.test(url.pathname)
    )
    const name = `${call.method} ${known[0]?.template ?? url.pathname}`
    if (known.length > 0) called.add(name)
    for (const problem of fewest(
      known.map(one => problemsOf(one, call, url, schemas, allowed[call.part]))
    )) {
      const text = `${name}: ${problem}`
      problems.set(text, (problems.get(text) ?? 0) + 1)
    }
  }
  return { compared, operations: [...called].sort(), problems }
}

/** A call that two files describe need be right by one of them. */
const fewest = (found: readonly (readonly string[])[]): readonly string[] =>
  [...found].sort((a, b) => a.length - b.length)[0] ?? ['no such operation is documented']

function problemsOf(
  operation: Operation,
  call: RecordedCall,
  url: URL,
  schemas: Schemas,
  also: readonly string[] = []
): readonly string[] {
  const documented = operation.query.map(({ name }) => name)
  const allowed = [...documented, ...also]
  const unknown = [...new Set(url.searchParams.keys())].filter(name => !allowed.includes(name))
  const missing = operation.query.filter(
    ({ name, required }) => required && !url.searchParams.has(name)
  )
  return [
    ...unknown.map(name => `the query parameter "${name}" is not documented`),
    ...missing.map(({ name }) => `the query parameter "${name}" is missing`),
    ...schemas.parameterProblems(operation, url),
    ...schemas.bodyProblems(operation, call),
  ]
}

const LAX = { strict: false, validateFormats: false, allErrors: true, logger: false } as const

/** Judges parameters and bodies by the schemas of the files. */
class Schemas {
  readonly #ajv = new Ajv(LAX)
  /** Parameters are texts: `7` is a number there. */
  readonly #texts = new Ajv({ ...LAX, coerceTypes: true })
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(specs: readonly Spec[]) {
    for (const { name, document } of specs) this.#ajv.addSchema(document, name)
  }

  parameterProblems({ pattern, path, query }: Operation, url: URL): readonly string[] {
    const values = pattern.exec(url.pathname)?.slice(1) ?? []
    const given = [
      ...path.map((one, at) => ({ ...one, value: decodeURIComponent(values[at] ?? '') })),
      ...query.flatMap(one => url.searchParams.getAll(one.name).map(value => ({ ...one, value }))),
    ]
    return given.flatMap(({ name, schema, value }) =>
      this.#texts.validate({ properties: { value: withoutFormat(schema) } }, { value })
        ? []
        : [`the parameter "${name}" ${this.#texts.errors?.[0]?.message ?? 'is wrong'}`]
    )
  }

  bodyProblems(
    { spec, bodies }: Operation,
    { body, contentType }: RecordedCall
  ): readonly string[] {
    const types = Object.keys(bodies)
    if (types.length === 0) return body === '' ? [] : ['a body was sent where none is documented']
    const type = types.find(one => contentType.startsWith(one))
    const pointer = type === undefined ? undefined : bodies[type]
    if (type === undefined || pointer === undefined)
      return [`the body is "${contentType.split(';')[0]}", not ${types.join(' or ')}`]
    const value = type.startsWith('multipart/') ? fieldsOf(body) : parse(body)
    if (value === undefined) return ['the body is no JSON']
    const validate = this.#validator(`${spec}#${pointer}`)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message }) =>
        `body${instancePath.replace(/\/\d+/g, '/n')} ${message ?? 'is wrong'}`
    )
  }

  #validator($ref: string): ValidateFunction {
    const known = this.#compiled.get($ref)
    if (known) return known
    const made = this.#ajv.compile({ $ref })
    this.#compiled.set($ref, made)
    return made
  }
}

/** OpenAPI's formats of numbers mean nothing to JSON schema. */
const withoutFormat = ({
  format: _,
  ...schema
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => schema

/** The parts of a multipart body by their names; a file stands as a text. */
const fieldsOf = (body: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...body.matchAll(/content-disposition: form-data; name="([^"]+)"/gi)].map(([, name = '']) => [
      name,
      'text',
    ])
  )

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
