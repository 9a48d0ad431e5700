/** The part of VTEX's render-runtime 8 that these pages use, written from vtex-apps/render-runtime. */
declare module 'vtex.render-runtime' {
  type Query = Readonly<Record<string, string | undefined>>

  interface NavigateOptions {
    /** Route id of admin/routes.json. */
    page?: string
    params?: Readonly<Record<string, string>>
    /** Query string without the question mark. */
    query?: string
    /** A path instead of a route id. */
    to?: string
    replace?: boolean
  }

  interface SetQueryOptions {
    /** Keeps the keys that are not given; true when left out. */
    merge?: boolean
    /** Replaces the history entry instead of adding one; false when left out. */
    replace?: boolean
  }

  /** The browser history (history 4) that the runtime moves through; null while it has none. */
  interface RuntimeHistory {
    location: { pathname: string }
    /**
     * Asks with a text before leaving, or before going where the function answers one; answers a function that
     * stops asking.
     */
    block: (question: string | ((next: { pathname: string }) => string | undefined)) => () => void
  }

  interface Runtime {
    account: string
    workspace: string
    culture: { locale: string; language: string; country: string }
    route: { id: string; path: string; params: Readonly<Record<string, string>> }
    query: Query
    history: RuntimeHistory | null
    navigate: (options: NavigateOptions) => boolean
    /** Values are put into the address as they are: encode them first. */
    setQuery: (query: Query, options?: SetQueryOptions) => boolean
  }

  export const useRuntime: () => Runtime
  export const canUseDOM: boolean
}
