import type { ServiceRoute } from '../../build/service-json'

/** A route that fits a path, with the values of its `:name` and `*name` parts. */
export interface RouteMatch {
  id: string
  params: Record<string, string>
}

/**
 * Finds the route of service.json that fits a path, among the public ones unless told otherwise. Where two fit, the
 * more specific one is taken, whatever their order: a literal segment beats `:name`, which beats `*name`.
 */
export function createRouteMatcher(
  routes: Record<string, ServiceRoute>,
  isOffered = (route: ServiceRoute): boolean => route.public === true
): (path: string) => RouteMatch | undefined {
  const compiled = Object.entries(routes)
    .filter(([, route]) => isOffered(route))
    .sort(([, one], [, other]) => compareSpecificity(one.path, other.path))
    .map(([id, route]) => ({ id, ...compile(route.path) }))
  return path => {
    for (const { id, pattern, names } of compiled) {
      const match = pattern.exec(path)
      if (match !== null)
        return {
          id,
          params: Object.fromEntries(names.map((name, at) => [name, decoded(match[at + 1] ?? '')])),
        }
    }
    return undefined
  }
}

const openness = (segment: string | undefined): number => {
  if (segment?.startsWith('*')) return 2
  return segment?.startsWith(':') ? 1 : 0
}

function compareSpecificity(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')]
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = openness(left[at]) - openness(right[at])
    if (difference !== 0) return difference
  }
  return 0
}

/** Names are kept apart from the pattern: an app may give them characters that no capture group takes. */
function compile(path: string): { readonly pattern: RegExp; readonly names: readonly string[] } {
  const names: string[] = []
  const parts = path.split('/').map(part => {
    if (part.startsWith(':')) {
      names.push(part.slice(1))
      return '([^/]+)'
    }
    if (part.startsWith('*')) {
      names.push(part.slice(1) || 'rest')
      return '(.*)'
    }
    return part.replace(/[.+?^${}()|[\]\\*]/g, '\\$&')
  })
  return { pattern: new RegExp(`^${parts.join('/')}/?$`), names }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
