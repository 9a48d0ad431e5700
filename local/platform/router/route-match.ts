import type { ServiceRoute } from '../../build/service-json'

/** A public route that fits a path, with the values of its `:name` and `*name` parts. */
export interface RouteMatch {
  id: string
  params: Record<string, string>
}

/** Finds the public route of service.json that fits a path, the first in the file's order. */
export function createRouteMatcher(
  routes: Record<string, ServiceRoute>
): (path: string) => RouteMatch | undefined {
  const compiled = Object.entries(routes).flatMap(([id, route]) =>
    route.public === true ? [{ id, pattern: compile(route.path) }] : []
  )
  return path => {
    for (const { id, pattern } of compiled) {
      const match = pattern.exec(path)
      if (match !== null) return { id, params: decode(match.groups ?? {}) }
    }
    return undefined
  }
}

function compile(path: string): RegExp {
  const parts = path.split('/').map(part => {
    if (part.startsWith(':')) return `(?<${part.slice(1)}>[^/]+)`
    if (part.startsWith('*')) return `(?<${part.slice(1) || 'rest'}>.*)`
    return part.replace(/[.+?^${}()|[\]\\*]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}/?$`)
}

function decode(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)]
      } catch {
        return [name, value]
      }
    })
  )
}
