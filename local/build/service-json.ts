import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A route of service.json. */
export interface ServiceRoute {
  path: string
  public?: boolean
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

/**
 * Reads node/service.json with VTEX's defaults and limits (documentation of the service.json file).
 *
 * @throws Error that names the value VTEX would refuse.
 */
export function readServiceJson(root: string): ServiceJson & Source {
  const source = JSON.parse(readFileSync(join(root, 'node/service.json'), 'utf8')) as Source
  for (const [name, min, max] of LIMITS) {
    const value = source[name]
    if (value === undefined) continue
    if (typeof value === 'number' && value >= min && value <= max) continue
    throw new Error(`node/service.json: ${name} must be from ${min} to ${max}`)
  }
  return {
    ...source,
    memory: source.memory ?? 128,
    timeout: source.timeout ?? 10,
    routes: source.routes ?? {},
    events: source.events ?? {},
  }
}
