import { useEffect, useRef, useState } from 'react'

import { useNotice } from '../ui/notice'
import { useText } from '../ui/useText'
import { usePauseWhile } from './pause'
import { filterKey } from './view.logic'
import type { ListView } from './view.logic'

/** Most SKUs that one may choose by name: the service takes no more at once. */
export const MOST_CHOSEN = 1_000

/** The selection among the rows of one filter: these SKUs, or all that match, on any page. */
interface Selection {
  /** `filterKey` of the view that it was made in. */
  of: string
  skus: readonly string[]
  all: boolean
}

export const nothingOf = (of: string): Selection => ({ of, skus: [], all: false })

export const isEmpty = ({ skus, all }: Selection): boolean => !all && skus.length === 0

export const isChosen = ({ skus, all }: Selection, sku: string): boolean =>
  all || skus.includes(sku)

/** How many rows of the page are chosen. */
export const onPageChosen = (
  selection: Selection,
  page: readonly string[]
): 'none' | 'some' | 'every' => {
  const chosen = page.filter(sku => isChosen(selection, sku)).length
  return chosen === 0 ? 'none' : chosen === page.length ? 'every' : 'some'
}

/**
 * Chooses one SKU, or lets it go. When all that match were chosen, those of the page stay chosen: "all but this
 * one" would be a set that is not on screen.
 */
export function toggleOne(selection: Selection, sku: string, page: readonly string[]): Selection {
  const { skus } = selection.all ? { skus: page } : selection
  const next = skus.includes(sku) ? skus.filter(one => one !== sku) : [...skus, sku]
  return { ...selection, skus: next.slice(0, MOST_CHOSEN), all: false }
}

/** Chooses all rows of the page between two of them, both included: the last one that was chosen, and this one. */
export function chooseRange(
  selection: Selection,
  [from, to]: readonly [string, string],
  page: readonly string[]
): Selection {
  const ends = [page.indexOf(from), page.indexOf(to)].sort((a, b) => a - b)
  const [first = -1, last = -1] = ends
  if (first < 0 || selection.all) return toggleOne(selection, to, page)
  const range = page.slice(first, last + 1).filter(sku => !selection.skus.includes(sku))
  return { ...selection, skus: [...selection.skus, ...range].slice(0, MOST_CHOSEN) }
}

/** Chooses every row of the page, or lets them go when all of them are chosen. */
export function togglePage(selection: Selection, page: readonly string[]): Selection {
  if (selection.all) return nothingOf(selection.of)
  const others = selection.skus.filter(sku => !page.includes(sku))
  const skus = onPageChosen(selection, page) === 'every' ? others : [...others, ...page]
  return { ...selection, skus: skus.slice(0, MOST_CHOSEN) }
}

export const chooseAll = (selection: Selection): Selection => ({
  ...selection,
  skus: [],
  all: true,
})

/**
 * The rows that a person has chosen. The choice lasts over the pages of one filter, whatever the order; another
 * filter undoes it, and that is said. The list holds still meanwhile.
 */
export function useSelection(view: ListView) {
  const text = useText()
  const notify = useNotice()
  const of = filterKey(view)
  const [kept, setKept] = useState(nothingOf(of))
  const last = useRef<string | null>(null)
  const current = kept.of === of ? kept : nothingOf(of)

  useEffect(() => {
    if (kept.of === of) return
    if (!isEmpty(kept)) notify(text('selection.dropped'))
    setKept(nothingOf(of))
  }, [kept, of, notify, text])
  usePauseWhile(!isEmpty(current))

  return {
    selection: current,
    /** With the Shift key down: everything from the row before it that was clicked. */
    toggle: (sku: string, page: readonly string[], isRange = false) => {
      const from = last.current
      last.current = sku
      setKept(
        isRange && from !== null
          ? chooseRange(current, [from, sku], page)
          : toggleOne(current, sku, page)
      )
    },
    togglePage: (page: readonly string[]) => setKept(togglePage(current, page)),
    chooseAll: () => setKept(chooseAll(current)),
    clear: () => setKept(nothingOf(of)),
  }
}

export type SelectionControl = ReturnType<typeof useSelection>
