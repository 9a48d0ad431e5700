import Ajv from 'ajv'
import type { ValidateFunction } from 'ajv'

import type { RecordedCall } from '../harness/recorder'
import type { Spec } from './load'
import { type Operation, operationsOf } from './operations'

/** Parts whose vendors' files are at hand; for the others nothing is published. */
export const DESCRIBED = ['carrefour', 'store', 'masterdata']

/** Parameters that the vendors document in prose only: Mirakl's paging, and the account on VTEX's shared hosts. */
const PROSE: Readonly<Record<string, readonly string[]>> = {
  carrefour: ['max', 'offset', 'sort', 'order'],
  store: ['an', 'affiliateId'],
  masterdata: ['an'],
}

export interface SpecReport {
  /** Calls that were compared with an operation. */
  readonly compared: number
  /** Operations that were called. */
  readonly operations: readonly string[]
  /** Each problem once, with how many calls have it. */
  readonly problems: ReadonlyMap<string, number>
}

/** Compares requests with the vendors' own descriptions: method, path, query and body. */
export function compareWithSpecs(
  calls: readonly RecordedCall[],
  specs: readonly Spec[]
): SpecReport {
  const operations = operationsOf(specs)
  const bodies = new Bodies(specs)
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
    for (const problem of fewest(known.map(one => problemsOf(one, call, url, bodies)))) {
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
  bodies: Bodies
): readonly string[] {
  const documented = operation.query.map(({ name }) => name)
  const allowed = [...documented, ...(PROSE[call.part] ?? [])]
  const unknown = [...new Set(url.searchParams.keys())].filter(name => !allowed.includes(name))
  const missing = operation.query.filter(
    ({ name, required }) => required && !url.searchParams.has(name)
  )
  return [
    ...unknown.map(name => `the query parameter "${name}" is not documented`),
    ...missing.map(({ name }) => `the query parameter "${name}" is missing`),
    ...bodies.problemsOf(operation, call),
  ]
}

/** Judges bodies by the schemas of the files. */
class Bodies {
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false })
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(specs: readonly Spec[]) {
    for (const { name, document } of specs) this.#ajv.addSchema(document, name)
  }

  problemsOf({ spec, bodies }: Operation, { body, contentType }: RecordedCall): readonly string[] {
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
