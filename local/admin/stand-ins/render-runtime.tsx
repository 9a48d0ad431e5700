/**
 * What VTEX IO provides as `vtex.render-runtime`, as far as the app uses it, written to behave like
 * vtex-apps/render-runtime 8: `navigate` by route id or path, `setQuery` that merges unless told not to. Addresses
 * are those of the page's own document, `/admin/app/...`.
 */
import type { History } from 'history'
import React, { createContext, useContext, useMemo } from 'react'
import type { ComponentType, ReactNode } from 'react'

import { fillRoute, matchRoute, readQuery, writeQuery } from './runtime.logic'
import type { Query, Routes } from './runtime.logic'

interface NavigateOptions {
  page?: string
  params?: Readonly<Record<string, string>>
  query?: string
  to?: string
  replace?: boolean
}

interface SetQueryOptions {
  merge?: boolean
  replace?: boolean
}

export interface Runtime {
  account: string
  workspace: string
  culture: { locale: string; language: string; country: string }
  route: { id: string; path: string; params: Readonly<Record<string, string>> }
  pages: Routes
  /** The kind of device; the Admin is made for desks. */
  hints: Readonly<Record<'mobile' | 'desktop' | 'phone' | 'tablet' | 'unknown', boolean>>
  query: Query
  history: History
  navigate: (options: NavigateOptions) => boolean
  setQuery: (query: Query, options?: SetQueryOptions) => boolean
}

const RuntimeContext = createContext<Runtime | null>(null)

export const canUseDOM = true

/** The runtime of the page. It throws outside of the Admin frame. */
export function useRuntime(): Runtime {
  const runtime = useContext(RuntimeContext)
  if (runtime === null) throw new Error('useRuntime was called outside of the Admin frame')
  return runtime
}

type Surroundings = Pick<
  Runtime,
  'account' | 'workspace' | 'culture' | 'route' | 'pages' | 'history'
>

export function RuntimeProvider({
  surroundings,
  search,
  children,
}: {
  surroundings: Surroundings
  search: string
  children: ReactNode
}) {
  const runtime = useMemo((): Runtime => {
    const { history, pages } = surroundings

    const go = (path: string, query: string, replace: boolean) => {
      const location = { pathname: path, search: query === '' ? '' : `?${query}` }
      // The real runtime also moves after the current event, not within it.
      setTimeout(() => (replace ? history.replace(location) : history.push(location)), 0)
      return true
    }

    return {
      ...surroundings,
      hints: { mobile: false, desktop: true, phone: false, tablet: false, unknown: false },
      query: readQuery(search),
      navigate({ page, params = {}, query = '', to, replace = false }) {
        if (to !== undefined) {
          const [path = '', ownQuery = ''] = to.split('?')
          if (matchRoute(pages, path) !== null) return go(path, ownQuery, replace)
          window.location.assign(to)
          return true
        }
        const path = page === undefined ? null : fillRoute(pages, page, params)
        return path === null ? false : go(path, query, replace)
      },
      setQuery(query, { merge = true, replace = false } = {}) {
        const { pathname, search: now } = history.location
        return go(pathname, writeQuery(merge ? { ...readQuery(now), ...query } : query), replace)
      },
    }
  }, [surroundings, search])

  return <RuntimeContext.Provider value={runtime}>{children}</RuntimeContext.Provider>
}

/** Gives the runtime to a component as its property `runtime`. */
export function withRuntimeContext<Props extends object>(
  Component: ComponentType<Props & { runtime: Runtime }>
) {
  return function WithRuntime(props: Props) {
    return <Component {...props} runtime={useRuntime()} />
  }
}

interface LinkProps extends NavigateOptions {
  children?: ReactNode
  className?: string
  target?: string
}

/** A link to a page of the app, by its route's id or by an address. */
export function Link({ page, params = {}, query = '', to, replace, ...rest }: LinkProps) {
  const { pages, navigate } = useRuntime()
  const path = to ?? (page === undefined ? null : fillRoute(pages, page, params)) ?? '#'
  const href = query === '' ? path : `${path}?${query}`
  const target = { page, params, query, to, replace }
  return (
    <a
      {...rest}
      href={href}
      onClick={event => {
        if (rest.target !== undefined || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        navigate(withoutUndefined(target))
      }}
    />
  )
}

const withoutUndefined = (options: {
  [Key in keyof NavigateOptions]: NavigateOptions[Key] | undefined
}) =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined)
  ) as NavigateOptions

/** Shows its children: here there is no server that renders pages. */
export const NoSSR = ({ children }: { children?: ReactNode }) => <>{children}</>

/** Of what belongs into a document's head, the Admin shows nothing. */
export const Helmet = () => null
