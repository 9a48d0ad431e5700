import React, { useEffect, useRef } from 'react'
import { IconClose } from 'vtex.styleguide'

import type { ProcessCountsAnswer, ProcessesAnswer, Status } from '../api/generated'
import { actorKey, causeKey, statusKey, statusShortKey } from '../ui/keys'
import { useMoments } from '../ui/useMoments'
import { ON_PAPER } from '../ui/usePaper'
import { useText } from '../ui/useText'
import type { ViewControl } from './useView'
import { isFiltered, toggled } from './view.logic'
import { STYLES } from '../ui/tokens'

interface ChipsProps {
  control: ViewControl
  counts: ProcessCountsAnswer | null
}

/** The filters in use, each with its count when that is known; a click takes one away. */
export function Chips({ control: { view, show }, counts }: ChipsProps) {
  const text = useText()
  const { day } = useMoments()
  const named = (key: string, value: string, count?: number) =>
    text(count === undefined ? 'inventory.filter.chip' : 'inventory.filter.chip-count', {
      name: text(key),
      value,
      ...(count === undefined ? {} : { count }),
    })
  const statusCount = counts?.statuses.find(({ status }) => status === view.status)?.count
  const actorCount = counts?.actors.find(({ actor }) => actor === view.actor)?.count
  const causeCount = (wanted: string) =>
    counts === null ? undefined : (counts.causes.find(({ cause }) => cause === wanted)?.count ?? 0)

  return (
    <>
      {view.status !== null && (
        <Chip
          name={named(statusNameKey(view.status), text(statusKey(view.status)), statusCount)}
          onRemove={() => show({ status: null })}
        />
      )}
      {view.causes.map(cause => (
        <Chip
          key={cause}
          name={named('inventory.filter.cause', text(causeKey(cause, 'title')), causeCount(cause))}
          onRemove={() => show({ causes: toggled(view.causes, cause), reason: null })}
        />
      ))}
      {view.reason !== null && (
        <Chip
          name={text('inventory.filter.same-message')}
          onRemove={() => show({ reason: null })}
        />
      )}
      {view.actor !== null && (
        <Chip
          name={named('inventory.filter.waiting', text(actorKey(view.actor)), actorCount)}
          onRemove={() => show({ actor: null })}
        />
      )}
      {view.sort === 'impact' && (
        <Chip name={text('inventory.filter.impact')} onRemove={() => show({ sort: 'newest' })} />
      )}
      {view.period !== null && (
        <Chip
          name={named('inventory.filter.period', text(`period.${view.period}`))}
          onRemove={() => show({ period: null })}
        />
      )}
      {view.from !== null && (
        <Chip
          name={text('inventory.filter.from-day', { day: day(view.from) })}
          onRemove={() => show({ from: null })}
        />
      )}
      {view.to !== null && (
        <Chip
          name={text('inventory.filter.to-day', { day: day(view.to) })}
          onRemove={() => show({ to: null })}
        />
      )}
      {view.search !== '' && (
        <Chip
          name={text('inventory.filter.searched', { search: view.search })}
          onRemove={() => show({ search: '' })}
        />
      )}
    </>
  )
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const text = useText()
  return (
    <button
      type="button"
      aria-label={text('inventory.filter.remove', { name })}
      onClick={onRemove}
      {...ON_PAPER}
      className="ph4 br-pill bn bg-action-secondary c-action-primary t-small fw5 pointer"
      style={{ maxWidth: '100%', minHeight: 28, overflowWrap: 'anywhere' }}
    >
      {name} <IconClose size={10} />
    </button>
  )
}

/** A row that waits is also found by its last outcome. */
const statusNameKey = (status: Status) =>
  status === 'PENDING' ? 'inventory.filter.status' : 'inventory.filter.outcome'

/**
 * What must be acted on comes first. The outcomes add up to all; what waits now stands apart, because it also counts by
 * its last outcome.
 */
const ORDER: readonly Status[] = ['ERROR', 'WARNING', 'SUCCESS', 'PENDING']

const APART = { borderLeft: '1px solid #cacbcc' } as const

interface StatusTabsProps {
  control: ViewControl
  counts: ProcessCountsAnswer | null
  page: ProcessesAnswer | null
}

/** The status as tabs over the list, with how many SKUs each has under the other filters, where that is known. */
export function StatusTabs({ control: { view, show }, counts, page }: StatusTabsProps) {
  const text = useText()
  const only = { ...view, status: null }
  const narrowed = isFiltered(only)
  // Each would be a search of its own, and Master Data blocks an account that makes many.
  const uncounted = text('inventory.filter.uncounted')
  const countOf = (status: Status | null): number | null => {
    if (status === view.status && page !== null) return page.total
    // How many wait is known for the whole account alone.
    if (status === 'PENDING') return narrowed || page === null ? null : page.pending
    if (counts === null) return null
    if (status === null) return counts.statuses.reduce((sum, { count }) => sum + count, 0)
    return counts.statuses.find(one => one.status === status)?.count ?? null
  }
  const tab = useRef<HTMLButtonElement>(null)
  // On a phone the chosen one may lie outside the edge.
  useEffect(() => {
    const bar = tab.current?.parentElement
    if (bar && tab.current) bar.scrollLeft = tab.current.offsetLeft - 48
  }, [view.status])
  return (
    <div
      role="group"
      aria-label={text('inventory.filter.status')}
      className="flex flex-auto flex-wrap-ns"
      style={STYLES.scrollable}
    >
      {[null, ...ORDER].map(status => {
        const count = countOf(status)
        const chosen = view.status === status
        return (
          <button
            key={status ?? 'ALL'}
            ref={chosen ? tab : null}
            type="button"
            aria-pressed={chosen}
            title={
              count === null && page !== null && narrowed
                ? uncounted
                : status === 'PENDING'
                  ? text('inventory.filter.pending.meaning')
                  : undefined
            }
            onClick={() => show({ status })}
            className={`bn bg-transparent ph2 ph3-l t-small nowrap pointer ${
              chosen ? 'fw7 c-action-primary' : 'c-on-base hover-c-action-primary'
            }`}
            style={{
              height: 44,
              boxShadow: chosen ? 'inset 0 -3px 0 0 currentColor' : 'none',
              ...(status === 'PENDING' ? APART : {}),
            }}
          >
            {text(status === null ? 'inventory.filter.every-status' : statusShortKey(status))}
            {count !== null && <> {text('common.count', { count })}</>}
          </button>
        )
      })}
    </div>
  )
}
