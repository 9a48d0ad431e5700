import type { Failure } from '../../data/failure.logic'
import type { Process, ProcessPage } from '../../graphql/types'

/** What the list has in hand. */
export interface ProcessList {
  /** The page on screen; null before the first answer and after a failed load. */
  shown: ProcessPage | null
  /** A newer page whose rows differ from those on screen; it waits for the person to ask for it. */
  newer: ProcessPage | null
  loading: boolean
  failure: Failure | null
  /** The page that was asked for, when it lies past the end and the last one is shown in its place. */
  pastEnd: number | null
}

export type ProcessListEvent =
  | { type: 'asked' }
  | { type: 'answered'; page: ProcessPage; asked: number }
  | { type: 'failed'; failure: Failure }
  | { type: 'refreshed'; page: ProcessPage }
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
      return { ...START, loading: false, failure: event.failure }
    case 'refreshed':
      return list.shown === null ? list : refresh(list, list.shown, event.page)
    case 'newer-wanted':
      return list.newer === null ? list : { ...list, shown: list.newer, newer: null }
  }
}

function refresh(list: ProcessList, shown: ProcessPage, page: ProcessPage): ProcessList {
  const fresh = new Map(page.items.map(item => [item.skuId, item]))
  const items = shown.items.map(item => fresh.get(item.skuId) ?? item)
  return {
    ...list,
    shown: { ...page, items },
    newer: countUpdates(items, page.items) === 0 ? null : page,
  }
}

/** How many rows would come or go if the newer page were shown. Another order alone counts as none. */
export function countUpdates(shown: readonly Process[], newer: readonly Process[]): number {
  const here = new Set(shown.map(item => item.skuId))
  const there = new Set(newer.map(item => item.skuId))
  const come = newer.filter(item => !here.has(item.skuId)).length
  const go = shown.filter(item => !there.has(item.skuId)).length
  return Math.max(come, go)
}

/** Milliseconds between two quiet refreshes: short while something waits for its outcome. */
export function refreshInterval(list: ProcessList): number {
  const page = list.shown
  const waiting = page !== null && (page.pending > 0 || page.items.some(isPending))
  return waiting ? 5_000 : 15_000
}

const isPending = (process: Process) => process.status === 'PENDING'
