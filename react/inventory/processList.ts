import { useCallback, useEffect, useReducer, useRef } from 'react'

import { toFailure } from '../api/failure'
import type { Failure } from '../api/failure'
import { PROCESSES } from '../api/generated'
import type { Process, ProcessesAnswer } from '../api/generated'
import { useBeat } from '../api/beat'
import { useAsk } from '../api/useQueryOf'
import { useOnline } from '../api/browser'
import { useNotice } from '../ui/notice'
import { useText } from '../ui/useText'
import type { ViewControl } from './useView'
import { askKey, isOpen, toVariables } from './view.logic'
import type { AskedView, ListView } from './view.logic'

/** What the list has in hand. */
interface ProcessList {
  /** The page on screen; null before the first answer. It stays, under a notice, when the next one does not come. */
  shown: ProcessesAnswer | null
  /** A newer page whose rows differ from those on screen, held until the person asks for it. */
  newer: ProcessesAnswer | null
  loading: boolean
  failure: Failure | null
  /** The requested page, if it is past the end and the last one is shown instead. */
  pastEnd: number | null
}

type ProcessListEvent =
  | { type: 'asked' }
  | { type: 'answered'; page: ProcessesAnswer; asked: number }
  | { type: 'failed'; failure: Failure }
  | { type: 'refreshed'; page: ProcessesAnswer; gone?: readonly Process[] }
  | { type: 'newer-wanted' }

export const START: ProcessList = {
  shown: null,
  newer: null,
  loading: true,
  failure: null,
  pastEnd: null,
}

/** Moves the list on. Rows on screen move only when the person asked for something. */
export function reduceList(list: ProcessList, event: ProcessListEvent): ProcessList {
  switch (event.type) {
    case 'asked':
      return { ...list, loading: true, pastEnd: null }
    case 'answered': {
      const { page, asked } = event
      const pastEnd = page.items.length > 0 && page.page < asked ? asked : null
      return { ...START, shown: page, loading: false, pastEnd }
    }
    case 'failed':
      return { ...list, loading: false, failure: event.failure }
    case 'refreshed':
      return list.shown === null || list.failure !== null
        ? list
        : refresh(list, list.shown, event.page, event.gone)
    case 'newer-wanted':
      return list.newer === null ? list : { ...list, shown: list.newer, newer: null }
  }
}

function refresh(
  list: ProcessList,
  shown: ProcessesAnswer,
  page: ProcessesAnswer,
  gone: readonly Process[] = []
): ProcessList {
  const fresh = new Map([...gone, ...page.items].map(item => [item.skuId, item]))
  const items = shown.items.map(item => fresh.get(item.skuId) ?? item)
  return {
    ...list,
    shown: { ...page, items },
    newer: countUpdates(items, page.items) === 0 ? null : page,
  }
}

/** The open rows on screen that a newer page no longer has. */
export const goneFrom = (
  view: ListView,
  { items }: ProcessesAnswer,
  shown: ProcessesAnswer | null
): readonly string[] =>
  (shown?.items ?? [])
    .map(({ skuId }) => skuId)
    .filter(id => isOpen(view, id) && items.every(({ skuId }) => skuId !== id))

/** How many rows would come or go if the newer page were shown. Another order alone counts as none. */
export function countUpdates(shown: readonly Process[], newer: readonly Process[]): number {
  const here = new Set(shown.map(item => item.skuId))
  const there = new Set(newer.map(item => item.skuId))
  const come = newer.filter(item => !here.has(item.skuId)).length
  const go = shown.filter(item => !there.has(item.skuId)).length
  return Math.max(come, go)
}

/**
 * The page of processes that a view asks for. It refreshes itself quietly: rows on screen get their new
 * values in place, and rows that would come or go wait in `newer` until `showNewer` is called. An open one that
 * went elsewhere is asked for by its code: what is being read must be true. It holds still while `paused`.
 */
export function useProcessList(view: ListView, paused: boolean) {
  const askFor = useAsk(PROCESSES)
  const turn = useRef(0)
  const refreshTurn = useRef(0)
  const [list, dispatch] = useReducer(reduceList, START)
  const now = useRef({ view, shown: list.shown })
  now.current = { view, shown: list.shown }

  const asked = askKey(view)
  const ask = useCallback(
    () => askFor(toVariables(JSON.parse(asked) as AskedView, new Date())),
    [askFor, asked]
  )

  const load = useCallback(() => {
    const mine = (turn.current += 1)
    const { page } = JSON.parse(asked) as AskedView
    dispatch({ type: 'asked' })
    ask()
      .then(
        answer => mine === turn.current && dispatch({ type: 'answered', page: answer, asked: page })
      )
      .catch(
        (error: unknown) =>
          mine === turn.current && dispatch({ type: 'failed', failure: toFailure(error) })
      )
  }, [ask, asked])

  const refresh = useCallback(() => {
    const load = turn.current
    const mine = (refreshTurn.current += 1)
    const current = () => load === turn.current && mine === refreshTurn.current
    ask()
      .then(async page => {
        const gone = goneFrom(now.current.view, page, now.current.shown)
        const filter = { search: gone.join(' ') }
        const found =
          gone.length === 0 ? [] : (await askFor({ filter, pageSize: gone.length })).items
        if (current()) dispatch({ type: 'refreshed', page, gone: found })
      })
      .catch((error: unknown) => {
        // A background refresh that fails is retried at the next tick; the rows on screen stay. But who has signed out,
        // in another tab perhaps, or has lost the right, sees no rows of the account any more.
        const failure = toFailure(error)
        if (failure !== 'failed' && current()) dispatch({ type: 'failed', failure })
      })
  }, [ask, askFor])

  useEffect(() => {
    load()
    return () => {
      turn.current += 1
    }
  }, [load])
  useBeat(refresh, !list.loading && !paused)

  useOnline(list.failure === null ? null : load)

  const showNewer = useCallback(() => dispatch({ type: 'newer-wanted' }), [])
  return { ...list, reload: load, refresh, showNewer }
}

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
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [pastEnd, last])
}
