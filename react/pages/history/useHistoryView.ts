import { useCallback, useMemo } from 'react'
import { useRuntime } from 'vtex.render-runtime'

import { readHistoryView, writeHistoryView } from './historyView.logic'
import type { HistoryView } from './historyView.logic'

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
