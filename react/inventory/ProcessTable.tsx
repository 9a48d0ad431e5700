import React, { useCallback } from 'react'

import { REPROCESS_SKUS } from '../api/generated'
import type { Connection, Process } from '../api/generated'
import { useOperation } from '../api/useOperation'
import { useReprocessNotice } from '../jobs/useReprocessNotice'
import { Hidden, useNotice } from '../ui/notice'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
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
  className: string
}

/** A column's heading that sorts by it. */
function SortHeading({ control, label, orders, ascending, className }: SortHeadingProps) {
  const text = useText()
  const { view, show } = control
  const sorted = orders.includes(view.sort)
  const direction = view.sort === ascending ? 'ascending' : 'descending'
  return (
    <th scope="col" className={className} aria-sort={sorted ? direction : 'none'}>
      <button
        type="button"
        title={text('inventory.sort', { column: label })}
        className="bn bg-transparent pa0 fw5 t-small tl pointer c-action-primary"
        style={STYLES.target}
        onClick={() => show({ sort: nextSort(view.sort, ...orders) })}
      >
        {label}
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
  const columns = columnsOf(view.hidden, useWide())
  const cell = `ph3 ${view.compact ? 'pv2' : 'pv4'} tl fw5`

  return (
    <table className="w-100 t-small" style={STYLES.table}>
      <caption className="tl">
        <Hidden>{text('inventory.table.caption')}</Hidden>
      </caption>
      <thead className="t-small bb b--muted-4" style={STYLES.quiet}>
        <tr>
          <td style={{ width: 28 }}>
            <RowCheck
              label={text('selection.page')}
              checked={pageChosen === 'every'}
              partly={pageChosen === 'some'}
              onChange={() => selecting.togglePage(onPage)}
            />
          </td>
          <td className="pv4" style={{ width: 32 }} />
          <SortHeading
            control={control}
            label={text('inventory.table.sku')}
            orders={['sku', 'sku-down']}
            ascending="sku"
            className={cell}
          />
          {columns.name === 'column' && (
            <th scope="col" className={`${cell} w-30`}>
              {text('column.name')}
            </th>
          )}
          {columns.affiliate === 'column' && (
            <th scope="col" className={cell}>
              {text('column.affiliate')}
            </th>
          )}
          <SortHeading
            control={control}
            label={text('inventory.table.status')}
            orders={['status', 'status-down']}
            ascending="status"
            className={cell}
          />
          {columns.cause === 'column' && (
            <th scope="col" className={`${cell} w-20`}>
              {text('column.cause')}
            </th>
          )}
          {columns.quantity !== 'none' && (
            <th scope="col" className={`${cell} dn dtc-m tr`}>
              {text('column.quantity')}
            </th>
          )}
          {columns.date === 'column' && (
            <SortHeading
              control={control}
              label={`${text('column.date')} (${zone})`}
              orders={['newest', 'oldest']}
              ascending="oldest"
              className={cell}
            />
          )}
          <th scope="col" className={`${cell} dn dtc-ns tr`}>
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
          compact={view.compact}
          connection={connection}
          onReprocess={() => reprocess(process.skuId)}
          onFixed={props.onFixed}
          chosen={isChosen(selecting.selection, process.skuId)}
          onChoose={() => selecting.toggle(process.skuId, onPage)}
        />
      ))}
    </table>
  )
}
