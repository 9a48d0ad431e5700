import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { isRecord } from '../http/body'
import { readJson } from '../readJson'

/** A route of service.json. */
export interface ServiceRoute {
  path: string
  public?: boolean
  /** Who may call a public route; `public` when left out. */
  access?: 'public' | 'authenticated' | 'authorized'
  /** Who may do what on a route whose access is `authorized`, or that is not public. */
  policies?: readonly RoutePolicy[]
}

/** A resource-based policy of a route (guide "Controlling access to app resources"). */
export interface RoutePolicy {
  effect: 'allow' | 'deny'
  /** HTTP methods, lower case. */
  actions?: readonly string[]
  /** Resource names; `*` stands for any characters. Published apps leave them out, and then nobody is named. */
  principals?: readonly string[]
}

/** An event handler of service.json; `topics` is the newer name of `keys`. */
export interface ServiceEvent {
  sender?: string
  keys?: string[]
  topics?: string[]
}

/** node/service.json as VTEX IO reads it. */
export interface ServiceJson {
  /** MB. */
  memory: number
  /** Seconds. */
  timeout: number
  routes: Record<string, ServiceRoute>
  events: Record<string, ServiceEvent>
}

type Source = Partial<ServiceJson> & Record<string, unknown>

const LIMITS: readonly [name: string, min: number, max: number][] = [
  ['memory', 1, 1024],
  ['timeout', 1, 60],
  ['ttl', 10, 60],
  ['workers', 1, 4],
  ['maxReplicas', 5, 40],
]

const toStderr = (text: string): void => void process.stderr.write(`${text}\n`)

/** What node/service.json holds; nothing for an app without a service. @throws Error when it is no JSON object */
export function serviceSource(root: string): Source {
  const file = join(root, 'node/service.json')
  if (!existsSync(file)) return {}
  const source = readJson(file, 'node/service.json')
  if (!isRecord(source)) throw new Error('node/service.json must hold a JSON object')
  return source
}

/**
 * Reads node/service.json with VTEX's defaults; an app without a service has no such file. A number outside the documented limits is told and brought
 * within them: published apps declare such numbers, and VTEX runs them.
 *
 * @throws Error that names a value that is no number.
 */
export const readServiceJson = (
  root: string,
  warn: (text: string) => void = toStderr
): ServiceJson & Source => withDefaults(serviceSource(root), warn)

/** The same of what has been read. @throws Error that names a value that is no number. */
export function withDefaults(
  read: Source,
  warn: (text: string) => void = toStderr
): ServiceJson & Source {
  const source = { ...read }
  for (const [name, min, max] of LIMITS) {
    const value = source[name]
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(notANumber(name))
    const within = Math.min(Math.max(value, min), max)
    if (within === value) continue
    warn(
      `node/service.json: ${name} is ${value}; the documented limits are ${min} to ${max}, so ${within} is used`
    )
    source[name] = within
  }
  return {
    ...source,
    memory: source.memory ?? 128,
    timeout: source.timeout ?? 10,
    routes: source.routes ?? {},
    events: source.events ?? {},
  }
}

const notANumber = (name: string): string => {
  const [, min, max] = LIMITS.find(([one]) => one === name) ?? []
  return `node/service.json: ${name} must be a number from ${min} to ${max}`
}

/** The usable part of a careless service.json; `warn` gets the rest. */
export function withoutMistakes(read: Source, warn: (text: string) => void): Source {
  const source = { ...read }
  for (const [name] of LIMITS) {
    const value = source[name]
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) continue
    warn(`${notANumber(name)}; the default is used`)
    delete source[name]
  }
  const only = <Part>(
    kind: 'routes' | 'events',
    isGood: (part: Readonly<Record<string, unknown>>) => boolean,
    need: string
  ): Record<string, Part> => {
    const parts: unknown = source[kind] ?? {}
    if (!isRecord(parts)) warn(`node/service.json: ${kind} must be an object; none is played`)
    return Object.fromEntries(
      Object.entries(isRecord(parts) ? parts : {}).filter(([id, part]) => {
        const good = isRecord(part) && isGood(part)
        if (!good) warn(`node/service.json: ${kind}.${id} ${need}; it is left out`)
        return good
      })
    ) as Record<string, Part>
  }
  const isPath = (path: unknown): boolean => typeof path === 'string' && path.startsWith('/')
  return {
    ...source,
    routes: only('routes', ({ path }) => isPath(path), 'needs a path that begins with /'),
    events: only('events', () => true, 'must be an object'),
  }
}
