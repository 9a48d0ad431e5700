import { useEffect, useState } from 'react'

import { useNotice } from '../../components/notice'
import { useText } from '../../texts/useText'
import { filterKey } from './filter.logic'
import { usePauseWhile } from './pause'
import { chooseAll, isEmpty, nothingOf, toggleOne, togglePage } from './selection.logic'
import type { ListView } from './view.logic'

/**
 * The rows that a person has chosen. The choice lasts over the pages of one filter, whatever the order; another
 * filter undoes it, and that is said. The list holds still meanwhile.
 */
export function useSelection(view: ListView) {
  const text = useText()
  const notify = useNotice()
  const of = filterKey(view)
  const [kept, setKept] = useState(nothingOf(of))
  const current = kept.of === of ? kept : nothingOf(of)

  useEffect(() => {
    if (kept.of === of) return
    if (!isEmpty(kept)) notify(text('selection.dropped'))
    setKept(nothingOf(of))
  }, [kept, of, notify, text])
  usePauseWhile(!isEmpty(current))

  return {
    selection: current,
    toggle: (sku: string, page: readonly string[]) => setKept(toggleOne(current, sku, page)),
    togglePage: (page: readonly string[]) => setKept(togglePage(current, page)),
    chooseAll: () => setKept(chooseAll(current)),
    clear: () => setKept(nothingOf(of)),
  }
}

export type SelectionControl = ReturnType<typeof useSelection>
