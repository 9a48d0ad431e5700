import React, { useCallback, useEffect } from 'react'
import type { CSSProperties } from 'react'

import { REPROCESS_SKUS } from '../api/generated'
import type { Connection, Process } from '../api/generated'
import { useOperation } from '../api/useOperation'
import { useReprocessNotice } from '../jobs/useReprocessNotice'
import { Hidden, useNotice } from '../ui/notice'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { ON_PAPER, SCREEN_ONLY } from '../ui/usePaper'
import { useText } from '../ui/useText'
import { useWide } from '../ui/useWide'
import { columnsOf, ProcessRow, RowCheck } from './ProcessRow'
import { isChosen, onPageChosen } from './selection'
import type { SelectionControl } from './selection'
import type { ViewControl } from './useView'
import { isOpen, nextSort, toggleOpen } from './view.logic'
import type { Sort } from './view.logic'

interface SortHeadingProps {
  control: ViewControl
  label: string
  /** The order that one click gives, and the one that the next click gives; which of them ascends. */
  orders: readonly [Sort, Sort]
  ascending: Sort
  /** What it shows instead of the label, where that is long. */
  shown?: string
  className: string
  style: CSSProperties
}

/** A column's heading that sorts by it. */
function SortHeading(props: SortHeadingProps) {
  const { control, label, shown = label, orders, ascending, className, style } = props
  const text = useText()
  const { view, show } = control
  const sorted = orders.includes(view.sort)
  const direction = view.sort === ascending ? 'ascending' : 'descending'
  return (
    <th scope="col" className={className} style={style} aria-sort={sorted ? direction : 'none'}>
      <button
        type="button"
        title={text('inventory.sort', { column: label })}
        {...(shown === label ? {} : { 'aria-label': label })}
        className="bn bg-transparent pa0 fw5 t-small tl pointer c-action-primary"
        style={STYLES.target}
        {...ON_PAPER}
        onClick={() => show({ sort: nextSort(view.sort, ...orders) })}
      >
        {shown}
        <span aria-hidden="true">
          {sorted ? (direction === 'ascending' ? '\u00a0↑' : '\u00a0↓') : ''}
        </span>
      </button>
    </th>
  )
}

/** Reprocesses one SKU and says what became of it; `onAccepted` is called when it was queued. */
function useReprocessOne(onAccepted: () => void): (skuId: string) => void {
  const [run, busy] = useOperation(REPROCESS_SKUS)
  const notify = useNotice()
  const describe = useReprocessNotice()

  return useCallback(
    (skuId: string) => {
      if (busy) return
      void run({ skuIds: [skuId] }).then(outcome => {
        notify(describe(outcome))
        if ('done' in outcome && outcome.done.__typename === 'CarrefourReprocessAccepted')
          onAccepted()
      })
    },
    [busy, run, notify, describe, onAccepted]
  )
}

interface ProcessTableProps {
  control: ViewControl
  processes: readonly Process[]
  connection: Connection | null
  onReprocessed: () => void
  onFixed: () => void
  selecting: SelectionControl
}

/**
 * The list itself: a plain table, since the Styleguide's Table can neither open a row nor be read row
 * by row by a screen reader.
 */
export function ProcessTable(props: ProcessTableProps) {
  const { control, processes, connection, onReprocessed, selecting } = props
  const { view, adjust } = control
  const text = useText()
  const { zone } = useMoments()
  const reprocess = useReprocessOne(onReprocessed)
  const onPage = processes.map(process => process.skuId)
  const pageChosen = onPageChosen(selecting.selection, onPage)
  const wide = useWide()
  const columns = columnsOf(view.hidden, wide)
  const height = view.compact ? ROW_HEIGHTS.compact : ROW_HEIGHTS.normal
  const cell = 'ph3 tl fw5 nowrap bg-base'

  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('scroll-padding-top', `${HEADING_HEIGHT}px`)
    return () => {
      style.removeProperty('scroll-padding-top')
    }
  }, [])

  return (
    <table
      className="w-100 t-small"
      style={wide ? { ...STYLES.table, tableLayout: 'fixed' } : STYLES.table}
    >
      <caption className="tl">
        <Hidden>{text('inventory.table.caption')}</Hidden>
      </caption>
      <thead className="t-small" style={STYLES.quiet}>
        <tr style={{ height: HEADING_HEIGHT }}>
          <td className="bg-base" style={HEADINGS.check} {...SCREEN_ONLY}>
            <RowCheck
              label={text('selection.page')}
              checked={pageChosen === 'every'}
              partly={pageChosen === 'some'}
              onChange={() => selecting.togglePage(onPage)}
            />
          </td>
          <td className="bg-base" style={HEADINGS.opener} {...SCREEN_ONLY} />
          <SortHeading
            control={control}
            label={text('inventory.table.sku')}
            shown={text('inventory.table.sku.short')}
            orders={['sku', 'sku-down']}
            ascending="sku"
            className={cell}
            style={HEADINGS.sku}
          />
          {columns.name === 'column' && (
            <th scope="col" className={cell} style={HEADINGS.name}>
              {text('column.name')}
            </th>
          )}
          {columns.affiliate === 'column' && (
            <th scope="col" className={cell} style={HEADINGS.affiliate}>
              {text('column.affiliate')}
            </th>
          )}
          <SortHeading
            control={control}
            label={text('inventory.table.status')}
            orders={['status', 'status-down']}
            ascending="status"
            className={cell}
            style={HEADINGS.status}
          />
          {columns.message === 'column' && (
            <th scope="col" className={cell} style={HEADINGS.message}>
              {text('column.message')}
            </th>
          )}
          {(['carrefour', 'store'] as const).map(
            side =>
              columns[side] === 'column' && (
                <th
                  key={side}
                  scope="col"
                  className={`${cell} tr`}
                  style={HEADINGS.units}
                  title={text(MEANING_KEYS[side])}
                >
                  {text(`column.${side}`)}
                </th>
              )
          )}
          {columns.date === 'column' && (
            <SortHeading
              control={control}
              label={`${text('column.date')} (${zone})`}
              shown={text('column.date.short')}
              orders={['newest', 'oldest']}
              ascending="oldest"
              className={cell}
              style={HEADINGS.date}
            />
          )}
          <th
            scope="col"
            className={`${cell} dn dtc-ns tr`}
            style={HEADINGS.actions}
            {...SCREEN_ONLY}
          >
            {text('inventory.table.actions')}
          </th>
        </tr>
      </thead>
      {processes.map(process => (
        <ProcessRow
          key={process.skuId}
          process={process}
          open={isOpen(view, process.skuId)}
          onToggle={() => adjust({ open: toggleOpen(view, process.skuId, onPage).open })}
          columns={columns}
          height={height}
          connection={connection}
          onReprocess={() => reprocess(process.skuId)}
          onFixed={props.onFixed}
          chosen={isChosen(selecting.selection, process.skuId)}
          onChoose={isRange => selecting.toggle(process.skuId, onPage, isRange)}
        />
      ))}
    </table>
  )
}

const MEANING_KEYS = {
  carrefour: 'column.carrefour.meaning',
  store: 'column.store.meaning',
} as const

/** Pixels of a row of one line. */
const ROW_HEIGHTS = { normal: 38, compact: 30 } as const

/** Pixels of the table's sticky heading; focused elements scroll clear of it. */
const HEADING_HEIGHT = 34

/** Stays in sight; the line is a shadow, since a collapsed border would scroll away. */
const STUCK = {
  position: 'sticky',
  top: 0,
  zIndex: 2,
  boxShadow: 'inset 0 -1px 0 #e3e4e6',
} as const

/** Widths in pixels; name and message share the rest. */
const HEADINGS = {
  check: { ...STUCK, width: 40, paddingLeft: 8 },
  opener: { ...STUCK, width: 30 },
  sku: { ...STUCK, width: 76 },
  name: { ...STUCK, width: '17%' },
  affiliate: { ...STUCK, width: 70 },
  status: { ...STUCK, width: 184 },
  message: { ...STUCK },
  units: { ...STUCK, width: 78 },
  date: { ...STUCK, width: 98 },
  actions: { ...STUCK, width: 92 },
} as const
