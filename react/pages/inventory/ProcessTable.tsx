import React from 'react'

import { QUIET } from '../../components/colors'
import { Hidden } from '../../components/Hidden'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions, Process } from '../../graphql/types'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { ProcessRow } from './ProcessRow'
import { useReprocessOne } from './useReprocessOne'
import type { ViewControl } from './useView'
import { isOpen, toggleOpen } from './view.logic'

interface ProcessTableProps {
  control: ViewControl
  processes: readonly Process[]
  connection: Connection | null
  permissions: Permissions | null
  onReprocessed: () => void
}

/**
 * The list itself: a plain table, since the Styleguide's Table can neither open a row nor be read row
 * by row by a screen reader.
 */
export function ProcessTable(props: ProcessTableProps) {
  const { control, processes, connection, permissions, onReprocessed } = props
  const { view, setOpen } = control
  const text = useText()
  const { zone } = useMoments()
  const reprocess = useReprocessOne(onReprocessed)
  const onPage = processes.map(process => process.skuId)
  const cell = 'ph3 pv4 tl fw5'

  return (
    <table className="w-100 t-body" style={{ borderCollapse: 'collapse' }}>
      <caption className="tl">
        <Hidden>{text('inventory.table.caption')}</Hidden>
      </caption>
      <thead className="t-small bb b--muted-4" style={{ color: QUIET }}>
        <tr>
          <td className="pv4" style={{ width: 36 }} />
          <th scope="col" className={`${cell} w-third-l`}>
            {text('inventory.table.sku')}
          </th>
          <th scope="col" className={`${cell} dn dtc-l`}>
            {text('inventory.table.affiliate')}
          </th>
          <th scope="col" className={`${cell} w-third-l`}>
            {text('inventory.table.status')}
          </th>
          <th scope="col" className={`${cell} dn dtc-m tr`}>
            {text('inventory.table.quantity')}
          </th>
          <th scope="col" className={`${cell} dn dtc-l`}>
            {text('inventory.table.processed-at')} ({zone})
          </th>
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
          onToggle={() => setOpen(toggleOpen(view, process.skuId, onPage).open)}
          connection={connection}
          permissions={permissions}
          onReprocess={() => reprocess(process.skuId)}
        />
      ))}
    </table>
  )
}
