import { useEffect } from 'react'

import { useNotice } from '../../components/notice'
import { useText } from '../../texts/useText'
import type { ProcessList } from './processList.logic'
import type { ViewControl } from './useView'

/**
 * The service answers a page past the end with the last one. The address then names that page, and the
 * reader is told why another page than the one asked for is on screen.
 */
export function useTruePage(
  { shown, pastEnd }: Pick<ProcessList, 'shown' | 'pastEnd'>,
  adjust: ViewControl['adjust']
) {
  const text = useText()
  const notify = useNotice()
  const last = shown === null ? 1 : shown.page
  useEffect(() => {
    if (pastEnd === null) return
    notify(text('inventory.pager.past-end', { page: pastEnd, last }))
    adjust({ page: last })
    // Once for each answer, not for each new function.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pastEnd, last])
}
