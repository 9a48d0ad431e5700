import { fork } from 'node:child_process'
import { join } from 'node:path'

import { type DirectiveNode, type DocumentNode, parse, visit } from 'graphql'

import { appIdentity, readManifest } from '../config'
import { replicaEnvironment } from '../replicas/environment'

/** What a compiled service holds under which names. */
export interface ServiceParts {
  /** Routes and events that have a handler. */
  routes: readonly string[]
  events: readonly string[]
  /** Fields with a resolver of each type; null for a scalar. */
  resolvers: Readonly<Record<string, readonly string[] | null>>
  /** Directives of the app, and those that `@vtex/api` brings. */
  directives: readonly string[]
  platformDirectives: readonly string[]
  /** What the runtime itself refuses, in its words. */
  problem: string | null
  /** Files that were loaded from outside of the service and its packages. */
  outside: readonly string[]
}

/** The names that service.json gives to its routes and events. */
export interface DeclaredParts {
  routes: readonly string[]
  events: readonly string[]
}

/** GraphQL's own; what they mean needs no code. */
const STANDARD_DIRECTIVES = ['deprecated', 'include', 'skip']

const LOAD_MS = 120_000

/**
 * Loads a compiled service in a process of its own.
 *
 * @param appDir a folder as `buildService` makes it
 * @param packagesDir the installed packages of node/
 * @throws Error with the service's words when it cannot be loaded.
 */
export function loadServiceParts(appDir: string, packagesDir: string): Promise<ServiceParts> {
  const app = appIdentity(readManifest(appDir))
  // Nothing listens there, and nothing is called while a service is loaded.
  const env = replicaEnvironment({ app, appDir, workspaceUrl: 'http://127.0.0.1:9' })
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'describeService.cjs'), [], {
      cwd: appDir,
      env: { ...env, LOCAL_PACKAGES: packagesDir },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: LOAD_MS,
    })
    let errors = ''
    child.stderr?.on('data', (text: Buffer) => (errors += text.toString()))
    child.once('message', (answer: { found: ServiceParts } | { failed: string }) => {
      if ('found' in answer) resolve(answer.found)
      else reject(new Error(`the service cannot be loaded:\n${answer.failed}`))
    })
    child.once('error', reject)
    child.once('close', code =>
      reject(new Error(`the service cannot be loaded: it ended with code ${code}\n${errors}`))
    )
  })
}

/** What service.json, the schema and the service do not agree on; empty when they do. */
export function disagreements(
  found: ServiceParts,
  declared: DeclaredParts,
  schema: string
): readonly string[] {
  const document: DocumentNode =
    schema === '' ? { kind: 'Document', definitions: [] } : parse(schema)
  return [
    ...compareNames('route', found.routes, declared.routes.filter(isApps)),
    ...compareNames('event', found.events, declared.events),
    ...compareResolvers(found.resolvers, document),
    ...compareDirectives(found, document),
    ...(found.problem === null ? [] : [`the runtime refuses the service: ${found.problem}`]),
    ...outside(found.outside),
  ]
}

/** The route of GraphQL is answered by VTEX's runtime; an app names it only to give it policies. */
const isApps = (route: string): boolean => route !== '__graphql'

const RUNTIME = '@vtex/api'

/** Most names in one sentence. */
const MOST_NAMED = 5

/** What a service loads from outside the upload: each file, and packages in one sentence. */
function outside(files: readonly string[]): readonly string[] {
  const packages = new Set<string>()
  const others: string[] = []
  for (const file of files) {
    const name = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1]
    if (name === undefined) others.push(`the service loads a file that is not uploaded: ${file}`)
    else packages.add(name.replace('\\', '/'))
  }
  if (packages.size === 0) return others
  // The runtime's own packages come with it, and say nothing more.
  if (packages.has(RUNTIME))
    return [
      ...others,
      `node/package.json does not name ${RUNTIME}: the one that was found is not the app's choice. Name it in "dependencies"`,
    ]
  const named = [...packages].slice(0, MOST_NAMED).join(', ')
  const more = packages.size > MOST_NAMED ? ` and ${packages.size - MOST_NAMED} more` : ''
  return [
    ...others,
    `the service loads packages that node/package.json does not name: ${named}${more}`,
  ]
}

function compareNames(
  kind: 'route' | 'event',
  handled: readonly string[],
  declared: readonly string[]
): readonly string[] {
  return [
    ...missing(declared, handled).map(
      name => `the ${kind} ${name} of service.json has no handler in the service`
    ),
    ...missing(handled, declared).map(
      name => `the service handles the ${kind} ${name}, which service.json does not declare`
    ),
  ]
}

function compareResolvers(
  resolvers: ServiceParts['resolvers'],
  document: DocumentNode
): readonly string[] {
  const schema = fieldsByType(document)
  const unanswered = ['Query', 'Mutation', 'Subscription'].flatMap(type =>
    missing(schema.get(type) ?? [], resolvers[type] ?? []).map(
      field => `${type}.${field} of the schema has no resolver`
    )
  )
  const unknown = Object.entries(resolvers).flatMap(([type, fields]) => {
    const known = schema.get(type)
    if (known === undefined) return [`there are resolvers of ${type}, which the schema lacks`]
    if (fields === null) return []
    return missing(fields, known)
      .filter(field => !field.startsWith('__'))
      .map(field => `there is a resolver of ${type}.${field}, which the schema lacks`)
  })
  return [...unanswered, ...unknown]
}

/** A directive without code does nothing: one that is meant to refuse lets every caller through. */
function compareDirectives(found: ServiceParts, document: DocumentNode): readonly string[] {
  const declared: string[] = []
  const used = new Set<string>()
  visit(document, {
    DirectiveDefinition: ({ name }) => void declared.push(name.value),
    Directive: ({ name }: DirectiveNode) => void used.add(name.value),
  })
  const coded = [...found.directives, ...found.platformDirectives]
  const inert = missing([...used], [...coded, ...STANDARD_DIRECTIVES])
  return [
    ...inert.map(name => `@${name} stands in the schema, and no code implements it`),
    ...missing(declared, [...coded, ...inert]).map(
      name => `@${name} is declared in the schema, and no code implements it`
    ),
    ...missing(found.directives, declared).map(
      name => `the service implements @${name}, which the schema does not declare`
    ),
  ]
}

/** Fields of each type, those of its extensions included; none for types without fields. */
function fieldsByType(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, readonly string[]>()
  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue
    const own = 'fields' in definition ? (definition.fields ?? []) : []
    const name = definition.name.value
    types.set(name, [...(types.get(name) ?? []), ...own.map(field => field.name.value)])
  }
  return types
}

const missing = (wanted: readonly string[], present: readonly string[]): readonly string[] =>
  wanted.filter(name => !present.includes(name))
