import React from 'react'

import { QUIET } from '../../components/colors'
import { Hidden } from '../../components/Hidden'
import { useWide } from '../../components/useWide'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions, Process } from '../../graphql/types'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { columnsOf } from './columns.logic'
import { ProcessRow } from './ProcessRow'
import { RowCheck } from './RowCheck'
import { isChosen, onPageChosen } from './selection.logic'
import { SortHeading } from './SortHeading'
import { useReprocessOne } from './useReprocessOne'
import type { SelectionControl } from './useSelection'
import type { ViewControl } from './useView'
import { isOpen, toggleOpen } from './view.logic'

interface ProcessTableProps {
  control: ViewControl
  processes: readonly Process[]
  connection: Connection | null
  permissions: Permissions | null
  onReprocessed: () => void
  onFixed: () => void
  selecting: SelectionControl
}

/**
 * The list itself: a plain table, since the Styleguide's Table can neither open a row nor be read row
 * by row by a screen reader.
 */
export function ProcessTable(props: ProcessTableProps) {
  const { control, processes, connection, permissions, onReprocessed, selecting } = props
  const { view, adjust } = control
  const text = useText()
  const { zone } = useMoments()
  const reprocess = useReprocessOne(onReprocessed)
  const onPage = processes.map(process => process.skuId)
  const pageChosen = onPageChosen(selecting.selection, onPage)
  const columns = columnsOf(view.hidden, useWide())
  const cell = `ph3 ${view.compact ? 'pv2' : 'pv4'} tl fw5`

  return (
    <table className="w-100 t-small" style={{ borderCollapse: 'collapse' }}>
      <caption className="tl">
        <Hidden>{text('inventory.table.caption')}</Hidden>
      </caption>
      <thead className="t-small bb b--muted-4" style={{ color: QUIET }}>
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
          permissions={permissions}
          onReprocess={() => reprocess(process.skuId)}
          onFixed={props.onFixed}
          chosen={isChosen(selecting.selection, process.skuId)}
          onChoose={() => selecting.toggle(process.skuId, onPage)}
        />
      ))}
    </table>
  )
}
