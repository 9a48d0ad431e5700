import type { OpenApi, Spec } from './load'

/** A parameter as documented. */
export interface Parameter {
  readonly name: string
  readonly required: boolean
  /** JSON schema of its value. */
  readonly schema: Readonly<Record<string, unknown>>
}

/** One documented operation. */
export interface Operation {
  readonly spec: string
  readonly method: string
  readonly template: string
  /** Matches a path, with a group for each of `path`. */
  readonly pattern: RegExp
  /** Those in the path, in its order. */
  readonly path: readonly Parameter[]
  readonly query: readonly Parameter[]
  /** Media types of the body with the JSON pointer of each schema; empty when no body is documented. */
  readonly bodies: Readonly<Record<string, string>>
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** Every operation of the files. */
export const operationsOf = (specs: readonly Spec[]): readonly Operation[] =>
  specs.flatMap(({ name, document }) => {
    const base = basePath(document)
    return Object.entries(document.paths).flatMap(([template, item]) =>
      METHODS.flatMap(method => {
        const raw = item[method]
        if (!isObject(raw)) return []
        const shared = listOf(item.parameters)
        const parameters = [...shared, ...listOf(raw.parameters)].map(one => resolve(document, one))
        return [
          {
            spec: name,
            method: method.toUpperCase(),
            template: base + template,
            pattern: patternOf(base + template),
            path: [...template.matchAll(/\{([^}]+)\}/g)].map(([, variable]) =>
              toParameter(
                parameters.find(one => one.in === 'path' && one.name === variable) ?? {
                  name: variable,
                }
              )
            ),
            query: parameters.filter(one => one.in === 'query').map(toParameter),
            bodies: bodiesOf(document, template, method, raw),
          },
        ]
      })
    )
  })

/** The path of the server's address, such as `/api`. */
function basePath({ servers = [] }: OpenApi): string {
  const [, path = ''] = /^https?:\/\/[^/]+(\/.*)?$/.exec(servers[0]?.url ?? '') ?? []
  return path.replace(/\/$/, '')
}

const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split(/\{[^}]+\}/)
      .map(text => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
      .join('([^/]+)')}$`
  )

const toParameter = (one: Readonly<Record<string, unknown>>): Parameter => ({
  name: String(one.name),
  required: one.required === true,
  schema: isObject(one.schema) ? one.schema : {},
})

function bodiesOf(
  document: OpenApi,
  template: string,
  method: string,
  operation: Readonly<Record<string, unknown>>
): Readonly<Record<string, string>> {
  const body = operation.requestBody
  if (!isObject(body)) return {}
  const pointer = isRef(body)
    ? body.$ref.slice(1)
    : `/paths/${escape(template)}/${method}/requestBody`
  const content = resolve(document, body).content
  if (!isObject(content)) return {}
  return Object.fromEntries(
    Object.keys(content).map(type => [type, `${pointer}/content/${escape(type)}/schema`])
  )
}

const escape = (text: string): string =>
  encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))

function resolve(document: OpenApi, raw: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(raw)) return {}
  if (!isRef(raw)) return raw
  let found: unknown = document
  for (const step of raw.$ref.slice(2).split('/')) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    found = isObject(found) ? found[name] : undefined
  }
  return resolve(document, found)
}

const isRef = (raw: Readonly<Record<string, unknown>>): raw is { readonly $ref: string } =>
  typeof raw.$ref === 'string'

const listOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : [])

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
