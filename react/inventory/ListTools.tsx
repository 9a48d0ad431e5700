import React, { useCallback, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Button, IconCaretDown, Spinner } from 'vtex.styleguide'

import type { ProcessCountsAnswer } from '../api/generated'
import { useMay } from '../api/permissions'
import { useJobBook } from '../jobs/Jobs'
import { PlainButton } from '../ui/buttons'
import { Hidden } from '../ui/notice'
import { STYLES } from '../ui/tokens'
import { SCREEN_ONLY } from '../ui/usePaper'
import { useText } from '../ui/useText'
import { Chips, StatusTabs } from './Chips'
import { Filters } from './Filters'
import { usePauseWhile } from './pause'
import { countUpdates } from './processList'
import type { useProcessList } from './processList'
import { isSlashOn, turnSlash } from './remembered'
import type { ViewControl } from './useView'
import { COLUMNS, isFiltered, NO_FILTER, toFilter, toggled } from './view.logic'
import type { ListView } from './view.logic'
import { useClickOutside } from '../ui/Menu'

/**
 * Which columns are shown, and how close together the rows are. The menu ends where the line of tools does: on a phone
 * the button stands so far left that a menu at its own edge would be cut off.
 */
function DisplayMenu({ control: { view, adjust, show } }: { control: ViewControl }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [slash, setSlash] = useState(isSlashOn)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  usePauseWhile(open)

  const close = useCallback(() => setOpen(false), [])
  useClickOutside(box, open, close)

  return (
    <div
      ref={box}
      className="dib"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
    >
      <PlainButton ref={button} aria={{ 'aria-expanded': open }} onClick={() => setOpen(!open)}>
        <span className="nowrap t-small">
          {text('inventory.display')} <IconCaretDown size={10} />
        </span>
      </PlainButton>
      {open && (
        <fieldset
          className="absolute right-0 z-5 bg-base ba b--muted-4 br2 shadow-5 pa5 tl ma0"
          style={{ width: 240 }}
        >
          {/* Floating: a legend otherwise stands on the border. */}
          <legend className="t-small fw7 pa0 mb2 w-100 fl c-on-base">
            {text('inventory.display.columns')}
          </legend>
          <div className="cb" />
          {COLUMNS.map(column => (
            <Check
              key={column}
              label={text(`column.${column}`)}
              checked={!view.hidden.includes(column)}
              onChange={() => adjust({ hidden: toggled(view.hidden, column) })}
            />
          ))}
          <div className="bt b--muted-4 mt4 pt3">
            <Check
              label={text('inventory.display.impact')}
              checked={view.sort === 'impact'}
              onChange={() => show({ sort: view.sort === 'impact' ? 'newest' : 'impact' })}
            />
            <Check
              label={text('inventory.display.compact')}
              checked={view.compact}
              onChange={() => adjust({ compact: !view.compact })}
            />
            <Check
              label={text('inventory.display.slash')}
              checked={slash}
              onChange={() => {
                turnSlash(!slash)
                setSlash(!slash)
              }}
            />
          </div>
        </fieldset>
      )}
    </div>
  )
}

interface CheckProps {
  label: string
  checked: boolean
  onChange: () => void
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-center pv2 pointer t-body c-on-base" style={STYLES.target}>
      <input type="checkbox" className="ma0 mr3" checked={checked} onChange={onChange} />
      {label}
    </label>
  )
}

interface ReprocessAllProps {
  view: ListView
  /** How many match. */
  total: number
  onStarted: () => void
}

/** Reprocesses all that the filters leave, after a look at the plan. */
function ReprocessAll({ view, total, onStarted }: ReprocessAllProps) {
  const text = useText()
  const { plan } = useJobBook()
  const allowed = useMay('reprocess')
  const reason = !allowed
    ? text('permission.reprocess')
    : view.status === 'PENDING'
      ? text('inventory.reprocess-all.pending')
      : null

  return (
    <PlainButton
      className="t-small nowrap"
      reason={reason}
      onClick={() => plan({ filter: toFilter(view, new Date()), onStarted })}
    >
      {text(isFiltered(view) ? 'inventory.reprocess-matching' : 'inventory.reprocess-all', {
        count: total,
      })}
    </PlainButton>
  )
}

interface ListToolsProps {
  control: ViewControl
  list: ReturnType<typeof useProcessList>
  counts: ProcessCountsAnswer | null
  heading: RefObject<HTMLHeadingElement>
}

/** What stands over the rows: status, filters and search, and what they leave. */
export function ListTools({ control, list, counts, heading }: ListToolsProps) {
  const text = useText()
  const { view, adjust } = control
  const allOpen = view.open === 'all'
  return (
    <>
      <div
        className="relative flex flex-wrap items-center justify-between ph4 bb b--muted-4"
        {...SCREEN_ONLY}
      >
        <StatusTabs control={control} counts={counts} page={answered(list)} />
        <div className="flex flex-wrap items-center" style={ROW}>
          {list.shown !== null && list.shown.total > 0 && !isFiltered(view) && (
            <ReprocessAll view={view} total={list.shown.total} onStarted={list.refresh} />
          )}
          <PlainButton
            className="t-small nowrap"
            aria={{ 'aria-pressed': allOpen }}
            onClick={() => adjust({ open: allOpen ? [] : 'all' })}
          >
            {text(allOpen ? 'inventory.collapse-all' : 'inventory.expand-all')}
          </PlainButton>
          <DisplayMenu control={control} />
        </div>
      </div>
      <div {...SCREEN_ONLY}>
        <Filters control={control} counts={counts} />
      </div>
      <ListHeading control={control} list={list} counts={counts} heading={heading} />
    </>
  )
}

/** The rows, unless they stand there only because no answer came: their number is not that of these filters. */
const answered = ({ shown, failure }: ReturnType<typeof useProcessList>) =>
  failure === null ? shown : null

/** How many SKUs the filters leave, which they are, and what acts on all of them; without filters the tab says it. */
function ListHeading({ control, list, counts, heading }: ListToolsProps) {
  const text = useText()
  const { view, show } = control
  const filtered = isFiltered(view)
  const total = answered(list)?.total ?? null
  const updates =
    list.newer === null || list.shown === null
      ? 0
      : countUpdates(list.shown.items, list.newer.items)
  return (
    <div
      className={filtered ? 'relative flex flex-wrap items-center ph5 pb3' : 'relative'}
      style={ROW}
    >
      <h2
        ref={heading}
        tabIndex={-1}
        className="t-small fw7 ma0 c-on-base"
        style={filtered ? STYLES.noOutline : STYLES.outOfSight}
      >
        {total === null
          ? list.failure === null
            ? text('common.loading')
            : '–'
          : text('inventory.total', { total })}
        {list.loading && total !== null && (
          <span className="ml3 v-mid">
            <Spinner size={14} />
            <Hidden>{text('common.loading')}</Hidden>
          </span>
        )}
      </h2>
      {filtered && (
        <>
          <Chips control={control} counts={counts} />
          {total !== 0 && (
            <PlainButton
              className="t-small"
              onClick={() => show({ ...NO_FILTER, ...(view.sort === 'impact' ? NEWEST : {}) })}
            >
              {text('inventory.filter.clear')}
            </PlainButton>
          )}
          {total !== null && total > 0 && (
            <ReprocessAll view={view} total={total} onStarted={list.refresh} />
          )}
        </>
      )}
      {/* Over the rows, so that they keep their place when it comes. */}
      <div aria-live="polite" className="absolute z-4" style={OVER_ROWS}>
        {updates > 0 && (
          <Button size="small" onClick={list.showNewer}>
            {text('inventory.updates', { updates })}
          </Button>
        )}
      </div>
    </div>
  )
}

/** What costs most is asked for within a problem; of all SKUs the newest come first. */
const NEWEST = { sort: 'newest' } as const

const ROW = { gap: 8 } as const
/** Beneath the table's heading. */
const OVER_ROWS = { top: 'calc(100% + 40px)', left: '50%', transform: 'translateX(-50%)' } as const
