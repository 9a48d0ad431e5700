import React from 'react'
import type { MouseEvent } from 'react'
import { useIntl } from 'react-intl'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { PlainButton } from '../../components/PlainButton'
import { StatusTag } from '../../components/StatusTag'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions, Process } from '../../graphql/types'
import { causeKey } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import type { Columns } from './columns.logic'
import { ProcessDetail } from './ProcessDetail'
import { RowCheck } from './RowCheck'
import { RowActions } from './RowActions'

interface ProcessRowProps {
  process: Process
  open: boolean
  onToggle: () => void
  connection: Connection | null
  permissions: Permissions | null
  onReprocess: () => void
  /** Told when a new ShopKey has been saved. */
  onFixed: () => void
  columns: Columns
  compact: boolean
  chosen: boolean
  onChoose: () => void
}

/** A click that meant a button, a link or marking text is not a click on the row. */
const meansRow = (event: MouseEvent) =>
  !(event.target instanceof Element && event.target.closest('button, a, label, [role="menu"]')) &&
  String(window.getSelection() ?? '') === ''

/** One SKU: a row, and its detail beneath while it is open. */
export function ProcessRow(props: ProcessRowProps) {
  const { process, open, onToggle, connection, permissions, onReprocess, columns } = props
  const { chosen, onChoose } = props
  const text = useText()
  const { short } = useMoments()
  const intl = useIntl()
  const detailId = `process-${process.skuId}`
  const cell = `ph3 ${props.compact ? 'pv1' : 'pv3'} v-top lh-copy`
  const date = process.processedAt === null ? '–' : short(process.processedAt)
  const actions = (
    <RowActions process={process} permissions={permissions} onReprocess={onReprocess} />
  )

  return (
    <tbody className="bb b--muted-4">
      <tr
        className="pointer hover-bg-muted-5"
        style={open || chosen ? { background: '#edf4fa' } : {}}
        onClick={event => meansRow(event) && onToggle()}
      >
        <td className="v-top" style={{ paddingTop: 6 }}>
          <RowCheck
            label={text('selection.row', { sku: process.skuId })}
            checked={chosen}
            onChange={onChoose}
          />
        </td>
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
        <th
          scope="row"
          className={`${cell} tl fw5`}
          style={{ minWidth: 84, overflowWrap: 'anywhere' }}
        >
          {process.skuId}
          {columns.name === 'within' && (
            <span className="db t-small fw4" style={{ color: QUIET }}>
              {process.name}
            </span>
          )}
          {columns.date === 'within' && (
            <span className="db t-small fw4" style={{ color: QUIET }}>
              {date}
            </span>
          )}
        </th>
        {columns.name === 'column' && (
          <td className={cell} style={{ overflowWrap: 'anywhere' }}>
            {process.name ?? '–'}
          </td>
        )}
        {columns.affiliate === 'column' && <td className={cell}>{process.affiliate}</td>}
        <td className={`${cell} ${columns.cause === 'within' ? '' : 'nowrap'}`}>
          <StatusTag status={process.status} />
          {columns.cause === 'within' && <CauseText process={process} />}
        </td>
        {columns.cause === 'column' && (
          <td className={cell}>{process.cause === null ? '–' : <CauseText process={process} />}</td>
        )}
        {columns.quantity !== 'none' && (
          <td className={`${cell} dn dtc-m tr`}>
            {process.quantity === null ? '–' : intl.formatNumber(process.quantity)}
          </td>
        )}
        {columns.date === 'column' && <td className={cell}>{date}</td>}
        <td className="ph2 v-top tr dn dtc-ns" style={{ paddingTop: 6 }}>
          {actions}
        </td>
      </tr>
      {open && (
        <tr id={detailId}>
          <td colSpan={9} className="pa0 t-body">
            <div className="dn-ns tr pt3 ph4">{actions}</div>
            <ProcessDetail
              process={process}
              connection={connection}
              permissions={permissions}
              onReprocess={onReprocess}
              onFixed={props.onFixed}
            />
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
    <span className="db t-small" style={{ overflowWrap: 'break-word' }}>
      {status === 'PENDING' ? text('inventory.row.before', { cause: title }) : title}
    </span>
  )
}
