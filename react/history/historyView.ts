import { useCallback, useMemo } from 'react'
import { useRuntime } from 'vtex.render-runtime'

import { HistoryKind } from '../api/generated'

/** What the history shows, as the address holds it. */
export interface HistoryView {
  kind: HistoryKind | null
  /** E-mail, or empty for everybody. */
  person: string
  /** From 1. */
  page: number
}

export const HISTORY_PAGE_SIZE = 25

/** Longest e-mail. */
const PERSON_LIMIT = 254

type Query = Readonly<Record<string, string | undefined>>

/** Reads the view from the address. Anything that makes no sense there counts as left out. */
export function readHistoryView(query: Query): HistoryView {
  const page = Number(query['page'])
  return {
    kind: Object.values(HistoryKind).find(kind => kind.toLowerCase() === query['kind']) ?? null,
    person: (query['person'] ?? '').trim().slice(0, PERSON_LIMIT),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The view as a query for the runtime's `setQuery`, defaults left out and values encoded. */
export function writeHistoryView({ kind, person, page }: HistoryView): Record<string, string> {
  return {
    ...(kind === null ? {} : { kind: kind.toLowerCase() }),
    ...(person === '' ? {} : { person: encodeURIComponent(person) }),
    ...(page === 1 ? {} : { page: String(page) }),
  }
}

export interface HistoryControl {
  view: HistoryView
  /** Shows other entries: from the first page unless told. */
  show: (change: Partial<HistoryView>) => void
}

/** What the history shows, kept in the address. */
export function useHistoryView(): HistoryControl {
  const { query, setQuery } = useRuntime()
  const view = useMemo(() => readHistoryView(query), [query])
  const show = useCallback(
    (change: Partial<HistoryView>) =>
      setQuery(writeHistoryView({ ...view, page: 1, ...change }), { merge: false }),
    [view, setQuery]
  )
  return { view, show }
}
