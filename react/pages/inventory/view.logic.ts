import { STATUSES } from '../../graphql/types'
import type { Status } from '../../graphql/types'

/** What the list shows, as the address holds it. */
export interface ListView {
  status: Status | null
  search: string
  /** From 1. */
  page: number
  pageSize: number
  /** SKU ids whose detail is open, or every one on the page. */
  open: readonly string[] | 'all'
}

export const PAGE_SIZES = [15, 25, 50, 100] as const
export const DEFAULT_PAGE_SIZE = 25

/** Longest search text that the service takes. */
export const SEARCH_LIMIT = 100

/** Most details that an address names one by one; beyond that it would grow too long. */
export const OPEN_LIMIT = 10

type Query = Readonly<Record<string, string | undefined>>

/** Reads the view from the address. Anything that makes no sense there counts as left out. */
export function readView(query: Query): ListView {
  const page = Number(query['page'])
  const pageSize = Number(query['pageSize'])
  return {
    status: STATUSES.find(status => status.toLowerCase() === query['status']) ?? null,
    search: cleanSearch(query['search'] ?? ''),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: PAGE_SIZES.find(size => size === pageSize) ?? DEFAULT_PAGE_SIZE,
    open: readOpen(query['sku'] ?? ''),
  }
}

/** Trims a search text and cuts it at the service's limit. */
export const cleanSearch = (raw: string) => raw.trim().slice(0, SEARCH_LIMIT)

function readOpen(raw: string): ListView['open'] {
  if (raw === 'all') return 'all'
  return raw.split(',').filter(Boolean).slice(0, OPEN_LIMIT)
}

/**
 * The view as a query for the runtime's `setQuery`, defaults left out. Values are encoded here, because
 * the runtime puts them into the address as they are.
 */
export function writeView(view: ListView): Record<string, string> {
  const open = view.open === 'all' ? 'all' : view.open.map(encodeURIComponent).join(',')
  return {
    ...(view.status === null ? {} : { status: view.status.toLowerCase() }),
    ...(view.search === '' ? {} : { search: encodeURIComponent(view.search) }),
    ...(view.page === 1 ? {} : { page: String(view.page) }),
    ...(view.pageSize === DEFAULT_PAGE_SIZE ? {} : { pageSize: String(view.pageSize) }),
    ...(open === '' ? {} : { sku: open }),
  }
}

export const isFiltered = (view: ListView) => view.status !== null || view.search !== ''

export const isOpen = (view: ListView, skuId: string) =>
  view.open === 'all' || view.open.includes(skuId)

/** Opens or closes one SKU's detail; `onPage` are the ids on screen, for leaving "all open". */
export function toggleOpen(view: ListView, skuId: string, onPage: readonly string[]): ListView {
  const now = view.open === 'all' ? onPage : view.open
  const open = now.includes(skuId) ? now.filter(id => id !== skuId) : [...now, skuId]
  return { ...view, open: open.slice(-OPEN_LIMIT) }
}
