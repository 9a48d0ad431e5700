import queryString from 'query-string'

/** One entry of admin/routes.json. */
export interface Route {
  component: string
  path: string
  /** The components that the page is shown inside, the innermost first. */
  around?: readonly string[]
}

export type Routes = Readonly<Record<string, Route>>
export type Query = Readonly<Record<string, string | undefined>>

/** Where the page of the window's address `/admin/x` stands in a document of its own: at its route's path. */
export const routePathOf = (pathname: string) =>
  pathname.replace(/^\/admin(?!\/app\/)/, '/admin/app')

/** The window's address that shows a page's own address. */
export const pathnameOf = (routePath: string) =>
  routePath.replace(/^\/admin\/app(?=[/?#]|$)/, '/admin')

/** The route that a page's own address opens. Parts that begin with a colon match anything. */
export function matchRoute(routes: Routes, pathname: string) {
  const parts = pathname.replace(/\/$/, '').split('/')
  for (const [id, route] of Object.entries(routes)) {
    const wanted = route.path.replace(/\/$/, '').split('/')
    const fits =
      wanted.length === parts.length &&
      wanted.every((part, at) => part.startsWith(':') || part === parts[at])
    if (fits) return { id, route, params: paramsOf(wanted, parts) }
  }
  return null
}

const paramsOf = (wanted: readonly string[], parts: readonly string[]) =>
  Object.fromEntries(
    wanted.flatMap((part, at) =>
      part.startsWith(':') ? [[part.slice(1), decodeURIComponent(parts[at] ?? '')]] : []
    )
  )

/** A route's path with its parameters filled in; null for a route that does not exist. */
export function fillRoute(
  routes: Routes,
  id: string,
  params: Readonly<Record<string, string>>
): string | null {
  const route = routes[id]
  if (route === undefined) return null
  return route.path.replace(/:([^/]+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? '')
  )
}

/** Reads an address's query as render-runtime does; of a repeated key the last value counts. */
export function readQuery(search: string): Query {
  const parsed = queryString.parse(search)
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [
      key,
      (Array.isArray(value) ? value[value.length - 1] : value) ?? undefined,
    ])
  )
}

/** Writes a query as render-runtime does: without encoding, and without keys that are undefined. */
export const writeQuery = (query: Query) => queryString.stringify(query, { encode: false })
