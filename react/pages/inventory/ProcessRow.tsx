import React from 'react'
import type { MouseEvent } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { PlainButton } from '../../components/PlainButton'
import { StatusTag } from '../../components/StatusTag'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions, Process } from '../../graphql/types'
import { causeKey } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { ProcessDetail } from './ProcessDetail'
import { RowActions } from './RowActions'

interface ProcessRowProps {
  process: Process
  open: boolean
  onToggle: () => void
  connection: Connection | null
  permissions: Permissions | null
  onReprocess: () => void
}

/** A click that meant a button, a link or marking text is not a click on the row. */
const meansRow = (event: MouseEvent) =>
  !(event.target instanceof Element && event.target.closest('button, a, [role="menu"]')) &&
  String(window.getSelection() ?? '') === ''

/** One SKU: a row, and its detail beneath while it is open. */
export function ProcessRow(props: ProcessRowProps) {
  const { process, open, onToggle, connection, permissions, onReprocess } = props
  const text = useText()
  const { short } = useMoments()
  const detailId = `process-${process.skuId}`
  const cell = 'ph3 pv3 v-top lh-copy'
  const date = process.processedAt === null ? '–' : short(process.processedAt)
  const actions = (
    <RowActions process={process} permissions={permissions} onReprocess={onReprocess} />
  )

  return (
    <tbody className="bb b--muted-4">
      <tr
        className="pointer hover-bg-muted-5"
        style={open ? { background: '#edf4fa' } : {}}
        onClick={event => meansRow(event) && onToggle()}
      >
        <td className="v-top" style={{ paddingTop: 6 }}>
          <PlainButton
            label={text(open ? 'inventory.row.close' : 'inventory.row.open', {
              sku: process.skuId,
            })}
            aria={{ 'aria-expanded': open, 'aria-controls': detailId }}
            onClick={onToggle}
          >
            {open ? <IconCaretDown size={12} /> : <IconCaretRight size={12} />}
          </PlainButton>
        </td>
        <th scope="row" className={`${cell} tl fw5`} style={{ overflowWrap: 'anywhere' }}>
          {process.skuId}
          <span className="db t-small fw4" style={{ color: QUIET }}>
            {process.name}
          </span>
          <span className="db dn-l t-small fw4" style={{ color: QUIET }}>
            {date}
          </span>
        </th>
        <td className={`${cell} dn dtc-l`}>{process.affiliate}</td>
        <td className={cell}>
          <StatusTag status={process.status} />
          <CauseText process={process} />
        </td>
        <td className={`${cell} dn dtc-m tr`}>{process.quantity ?? '–'}</td>
        <td className={`${cell} dn dtc-l nowrap`}>{date}</td>
        <td className="ph2 v-top tr dn dtc-ns" style={{ paddingTop: 6 }}>
          {actions}
        </td>
      </tr>
      {open && (
        <tr id={detailId}>
          <td colSpan={7} className="pa0">
            <div className="dn-ns tr pt3 ph4">{actions}</div>
            <ProcessDetail process={process} connection={connection} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

function CauseText({ process: { status, cause } }: { process: Process }) {
  const text = useText()
  if (cause === null) return null
  const title = text(causeKey(cause, 'title'))
  return (
    <span className="db t-small mt1" style={{ overflowWrap: 'anywhere' }}>
      {status === 'PENDING' ? text('inventory.row.before', { cause: title }) : title}
    </span>
  )
}
