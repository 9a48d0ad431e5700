import React from 'react'

import type { Status } from '../api/generated'
import type { ProcessCountsAnswer, ProcessesAnswer } from '../api/generated'
import { STATUS_SHORT_KEYS } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { ViewControl } from './useView'
import { isFiltered } from './view.logic'

/** What must be acted on comes first. */
const ORDER: readonly Status[] = ['ERROR', 'WARNING', 'PENDING', 'SUCCESS']

interface StatusTabsProps {
  control: ViewControl
  counts: ProcessCountsAnswer | null
  page: ProcessesAnswer | null
}

/** The status as tabs over the list, with how many SKUs each has under the other filters, where that is known. */
export function StatusTabs({ control: { view, show }, counts, page }: StatusTabsProps) {
  const text = useText()
  const only = { ...view, status: null }
  const countOf = (status: Status | null): number | null => {
    if (status === view.status && page !== null) return page.total
    // How many wait is known for the whole account alone.
    if (status === 'PENDING') return isFiltered(only) || page === null ? null : page.pending
    if (counts === null) return null
    if (status === null) return counts.statuses.reduce((sum, { count }) => sum + count, 0)
    return counts.statuses.find(one => one.status === status)?.count ?? null
  }
  return (
    <div
      role="group"
      aria-label={text('inventory.filter.status')}
      className="flex flex-auto"
      style={STYLES.scrollable}
    >
      {[null, ...ORDER].map(status => {
        const count = countOf(status)
        const chosen = view.status === status
        return (
          <button
            key={status ?? 'ALL'}
            type="button"
            aria-pressed={chosen}
            onClick={() => show({ status })}
            className={`bn bg-transparent ph3 t-small nowrap pointer ${
              chosen ? 'fw7 c-action-primary' : 'c-on-base hover-c-action-primary'
            }`}
            style={{
              height: 44,
              boxShadow: chosen ? 'inset 0 -3px 0 0 currentColor' : 'none',
            }}
          >
            {text(status === null ? 'inventory.filter.every-status' : STATUS_SHORT_KEYS[status])}
            {count !== null && <> {text('inventory.filter.count', { count })}</>}
          </button>
        )
      })}
    </div>
  )
}
