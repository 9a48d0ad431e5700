import { useEffect } from 'react'

import { useNotice } from '../../components/notice'
import type { ProcessPage } from '../../graphql/types'
import { useText } from '../../texts/useText'
import type { ViewControl } from './useView'
import type { ListView } from './view.logic'

/**
 * The service answers a page past the end with the last one. The address then names that page, and the
 * reader is told why another page than the one asked for is on screen.
 */
export function useTruePage(
  { page }: ListView,
  shown: ProcessPage | null,
  loading: boolean,
  adjust: ViewControl['adjust']
) {
  const text = useText()
  const notify = useNotice()
  const isPast = shown !== null && !loading && shown.items.length > 0 && shown.page < page
  const last = shown === null ? page : shown.page
  useEffect(() => {
    if (!isPast) return
    notify(text('inventory.pager.past-end', { page, last }))
    adjust({ page: last })
  }, [isPast, page, last, adjust, notify, text])
}
