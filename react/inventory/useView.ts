import { useCallback, useMemo } from 'react'
import { useRuntime } from 'vtex.render-runtime'

import type { JobPlace } from '../jobs/job.logic'
import { rememberedLook, rememberLook } from './remembered'
import { readView, writeView } from './view.logic'
import type { ListView } from './view.logic'

export interface ViewControl {
  view: ListView
  /** Shows other rows: a step that the back button undoes. Goes to the first page unless told. */
  show: (change: Partial<ListView>) => void
  /** Opens or closes details, changes how rows look, or corrects the page number: no history entry for the back button. */
  adjust: (change: Partial<Pick<ListView, 'open' | 'hidden' | 'compact' | 'page'>>) => void
  /** Shows a reprocess job, or the list again as it was: a step that the back button undoes. */
  go: (place: Partial<JobPlace>) => void
}

/** What the address does not say of the rows' look is as the person chose it before. */
function withLook(view: ListView, query: Readonly<Record<string, string | undefined>>): ListView {
  const { hidden, compact } = rememberedLook()
  return {
    ...view,
    ...(query['hide'] === undefined && hidden !== undefined ? { hidden } : {}),
    ...(query['density'] === undefined && compact !== undefined ? { compact } : {}),
  }
}

/** The list's view, kept in the address so that it survives a reload and can be sent to a colleague. */
export function useView(): ViewControl {
  const { query, setQuery } = useRuntime()
  const view = useMemo(() => withLook(readView(query), query), [query])

  const show = useCallback(
    (change: Partial<ListView>) =>
      setQuery(writeView({ ...view, open: [], page: 1, ...change }), { merge: false }),
    [view, setQuery]
  )
  const adjust = useCallback(
    (change: Partial<ListView>) => {
      const next = { ...view, ...change }
      if (change.hidden !== undefined || change.compact !== undefined) rememberLook(next)
      setQuery(writeView(next), { merge: false, replace: true })
    },
    [view, setQuery]
  )

  const go = useCallback(
    (place: Partial<JobPlace>) => setQuery(writeView({ ...view, ...place }), { merge: false }),
    [view, setQuery]
  )

  return { view, show, adjust, go }
}
