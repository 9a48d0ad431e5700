import type { Actor, Cause, Status } from '../../graphql/types'
import { momentsOf } from './period.logic'
import { SORTS } from './view.logic'
import type { JobPlace, ListView } from './view.logic'

/** The part of a view that decides which rows it has. */
export type AskedView = Omit<ListView, 'open' | 'hidden' | 'compact' | keyof JobPlace>

interface Filter {
  status?: Status
  causes?: readonly Cause[]
  actor?: Actor
  fingerprint?: string
  since?: string
  before?: string
  search?: string
}

/** The filter of a view as `CarrefourProcessFilter`; what does not narrow is left out. */
export function toFilter(view: AskedView, now: Date): Filter {
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

/** Equal for views whose pages, in whatever order, are of the same rows: what a selection is made among. */
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
