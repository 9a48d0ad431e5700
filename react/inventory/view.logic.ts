import { Actor, Cause, LineOutcome, Status } from '../api/generated'
import type { ProcessFilter } from '../api/generated'
import type { JobPlace } from '../jobs/job.logic'
import { slug } from '../ui/keys'
import { isDay, momentsOf, PERIODS } from './period.logic'
import type { Period } from './period.logic'

/** Orders of the list, as the address names them. */
const SORTS = {
  newest: 'NEWEST',
  oldest: 'OLDEST',
  sku: 'SKU_ASC',
  'sku-down': 'SKU_DESC',
  status: 'STATUS_ASC',
  'status-down': 'STATUS_DESC',
  impact: 'IMPACT',
} as const
export type Sort = keyof typeof SORTS

/** Columns that one may leave out. SKU code and status are always there. */
export const COLUMNS = ['name', 'affiliate', 'message', 'carrefour', 'store', 'date'] as const
export type Column = (typeof COLUMNS)[number]

/** Left out unless asked for: one value in nearly every account. */
const DEFAULT_HIDDEN: readonly Column[] = ['affiliate']

/** What the list shows, as the address holds it. */
export interface ListView extends JobPlace {
  status: Status | null
  causes: readonly Cause[]
  /** Whom the SKUs wait for. */
  actor: Actor | null
  /** Fingerprint of a reason in Carrefour's own words. */
  reason: string | null
  period: Period | null
  /** Days, as 2026-11-24; they count when there is no period. */
  from: string | null
  to: string | null
  search: string
  sort: Sort
  /** From 1. */
  page: number
  pageSize: number
  /** SKU ids whose detail is open, or every one on the page. */
  open: readonly string[] | 'all'
  hidden: readonly Column[]
  compact: boolean
}

export const PAGE_SIZES = [15, 25, 50, 100] as const
const DEFAULT_PAGE_SIZE = 25

/** Longest search text that the service takes: about a hundred codes. */
export const SEARCH_LIMIT = 2_000

/** Most details that an address names one by one; beyond that it would grow too long. */
const OPEN_LIMIT = 10

type Query = Readonly<Record<string, string | undefined>>

/** Everything: no filter at all. */
export const NO_FILTER = {
  status: null,
  causes: [],
  actor: null,
  reason: null,
  period: null,
  from: null,
  to: null,
  search: '',
} as const

/** Reads the view from the address. Anything that makes no sense there counts as left out. */
export function readView(query: Query): ListView {
  const pageSize = Number(query['pageSize'])
  const among = <T extends string>(known: readonly T[], key: string): T | null =>
    known.find(one => slug(one) === query[key]) ?? null
  const period = among(PERIODS, 'period')
  const day = (key: string) => (period === null && isDay(query[key]) ? (query[key] ?? null) : null)
  return {
    status: among(Object.values(Status), 'status'),
    causes: several(Object.values(Cause), query['cause']),
    actor: among(Object.values(Actor), 'waiting'),
    reason: /^[0-9a-f]{1,64}$/.test(query['reason'] ?? '') ? (query['reason'] ?? null) : null,
    period,
    from: day('from'),
    to: day('to'),
    search: cleanSearch(query['search'] ?? ''),
    sort: among(Object.keys(SORTS) as Sort[], 'sort') ?? 'newest',
    page: readPage(query['page']),
    pageSize: PAGE_SIZES.find(size => size === pageSize) ?? DEFAULT_PAGE_SIZE,
    open: readOpen(query['sku'] ?? ''),
    hidden: query['hide'] === undefined ? DEFAULT_HIDDEN : several(COLUMNS, query['hide']),
    compact: query['density'] === 'compact',
    job: /^[\w-]{1,64}$/.test(query['job'] ?? '') ? (query['job'] ?? null) : null,
    outcome: among(Object.values(LineOutcome), 'outcome'),
    line: readPage(query['line']),
  }
}

function readPage(raw: string | undefined): number {
  const page = Number(raw)
  return Number.isInteger(page) && page > 0 ? page : 1
}

/** Trims a search text. One over the service's limit stays over it, so that the service refuses it. */
export const cleanSearch = (raw: string) => raw.trim().slice(0, SEARCH_LIMIT + 1)

const several = <T extends string>(known: readonly T[], raw = ''): readonly T[] => {
  const asked = raw.split(',')
  return known.filter(one => asked.includes(slug(one)))
}

function readOpen(raw: string): ListView['open'] {
  if (raw === 'all') return 'all'
  return raw.split(',').filter(Boolean).slice(0, OPEN_LIMIT)
}

/**
 * The view as a query for the runtime's `setQuery`, defaults left out. Values are encoded here, because
 * the runtime puts them into the address as they are.
 */
export function writeView(view: ListView): Record<string, string> {
  const text = (value: string | null) => value ?? ''
  const all: Record<string, string> = {
    status: slug(text(view.status)),
    cause: view.causes.map(slug).join(','),
    waiting: slug(text(view.actor)),
    reason: text(view.reason),
    period: text(view.period),
    from: text(view.from),
    to: text(view.to),
    search: encodeURIComponent(view.search),
    sort: view.sort === 'newest' ? '' : view.sort,
    page: view.page === 1 ? '' : String(view.page),
    pageSize: view.pageSize === DEFAULT_PAGE_SIZE ? '' : String(view.pageSize),
    sku: view.open === 'all' ? 'all' : view.open.map(encodeURIComponent).join(','),
    hide: hiddenText(view.hidden),
    density: view.compact ? 'compact' : '',
    job: text(view.job),
    outcome: slug(text(view.outcome)),
    line: view.line === 1 ? '' : String(view.line),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

function hiddenText(hidden: readonly Column[]): string {
  const usual =
    hidden.length === DEFAULT_HIDDEN.length && DEFAULT_HIDDEN.every(one => hidden.includes(one))
  if (usual) return ''
  return hidden.length === 0 ? 'none' : hidden.join(',')
}

export const isFiltered = (view: ListView) =>
  view.status !== null ||
  view.causes.length > 0 ||
  view.actor !== null ||
  view.reason !== null ||
  view.period !== null ||
  view.from !== null ||
  view.to !== null ||
  view.search !== ''

export const isOpen = (view: ListView, skuId: string) =>
  view.open === 'all' || view.open.includes(skuId)

/** Opens or closes one SKU's detail; `onPage` are the ids on screen, for leaving "all open". */
export function toggleOpen(view: ListView, skuId: string, onPage: readonly string[]): ListView {
  const now = view.open === 'all' ? onPage : view.open
  const open = now.includes(skuId) ? now.filter(id => id !== skuId) : [...now, skuId]
  return { ...view, open: open.slice(-OPEN_LIMIT) }
}

/** The list with or without one of the values. */
export const toggled = <T>(values: readonly T[], value: T): readonly T[] =>
  values.includes(value) ? values.filter(one => one !== value) : [...values, value]

/** The order after a click on a column's heading: its own, then the reverse. */
export const nextSort = (now: Sort, first: Sort, second: Sort): Sort =>
  now === first ? second : first

/** The part of a view that decides which rows it has. */
export type AskedView = Omit<ListView, 'open' | 'hidden' | 'compact' | keyof JobPlace>

/** The filter of a view as `CarrefourProcessFilter`; what does not narrow is left out. */
export function toFilter(view: AskedView, now: Date): ProcessFilter {
  return {
    ...(view.status === null ? {} : { status: view.status }),
    ...(view.causes.length === 0 ? {} : { causes: view.causes }),
    ...(view.actor === null ? {} : { actor: view.actor }),
    ...(view.reason === null ? {} : { fingerprint: view.reason }),
    ...momentsOf(view, now),
    ...(view.search === '' ? {} : { search: view.search }),
  }
}

/** What the service is asked for the page of a view. */
export const toVariables = (view: AskedView, now: Date) => ({
  filter: toFilter(view, now),
  ...(view.sort === 'newest' ? {} : { sort: SORTS[view.sort] }),
  page: view.page,
  pageSize: view.pageSize,
})

/** Equal for views that ask the service for the same rows. */
export const askKey = (view: ListView) => JSON.stringify(askedOf(view))

/** Equal for views of the same rows, in any order and on any page: a selection is made among these. */
export const filterKey = (view: ListView) =>
  JSON.stringify({ ...askedOf(view), sort: null, page: null, pageSize: null })

function askedOf({
  open: _open,
  hidden: _hidden,
  compact: _compact,
  job: _job,
  outcome: _outcome,
  line: _line,
  ...asked
}: ListView): AskedView {
  return asked
}
