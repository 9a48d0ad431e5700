import { momentsOf } from './period.logic'
import { SORTS } from './view.logic'
import type { ListView } from './view.logic'

/** The part of a view that decides which rows it has. */
export type AskedView = Omit<ListView, 'open' | 'hidden' | 'compact'>

/** The filter of a view as `CarrefourProcessFilter`; what does not narrow is left out. */
export function toFilter(view: AskedView, now: Date): Record<string, unknown> {
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
export const askKey = ({ open: _open, hidden: _hidden, compact: _compact, ...asked }: ListView) =>
  JSON.stringify(asked)
