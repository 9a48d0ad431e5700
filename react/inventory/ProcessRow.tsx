import React, { useEffect, useRef, useState } from 'react'
import type { MouseEvent } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'
import { useIntl } from 'react-intl'

import type { Connection, Process } from '../api/generated'
import { useMay } from '../api/permissions'
import { PlainButton } from '../ui/buttons'
import { causeKey } from '../ui/keys'
import { ActionsMenu } from '../ui/Menu'
import { StatusTag } from '../ui/StatusTag'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { usePauseWhile } from './pause'
import { ProcessDetail } from './ProcessDetail'
import type { Column } from './view.logic'

/** Where a value stands: in a column of its own, within the cell of the SKU or the status, or nowhere. */
type Place = 'column' | 'within' | 'none'
type Columns = Readonly<Record<Column, Place>>

/** Where each value stands. A narrow window has no room for columns; the affiliate is in the detail too. */
export function columnsOf(hidden: readonly Column[], wide: boolean): Columns {
  const place = (column: Column): Place =>
    hidden.includes(column) ? 'none' : wide ? 'column' : 'within'
  return {
    name: place('name'),
    affiliate: wide ? place('affiliate') : 'none',
    cause: place('cause'),
    quantity: place('quantity'),
    date: place('date'),
  }
}

interface RowCheckProps {
  /** Name for screen readers. */
  label: string
  checked: boolean
  /** Some of what it stands for is chosen. */
  partly?: boolean
  disabled?: boolean
  onChange: () => void
}

/** A checkbox without words beside it. (The Styleguide's hides the focus and cannot be named.) */
export function RowCheck({ label, checked, partly = false, disabled, onChange }: RowCheckProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = partly
  }, [partly])

  return (
    <label
      className={`inline-flex items-center justify-center ${disabled === true ? '' : 'pointer'}`}
      style={{ width: 28, height: 28 }}
    >
      <input
        ref={box}
        type="checkbox"
        className="ma0"
        style={{ width: 16, height: 16 }}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
      />
    </label>
  )
}

interface RowActionsProps {
  process: Process
  onReprocess: () => void
}

/** Actions > Reprocess. One who may not reprocess sees it, with the reason. */
function RowActions({ process, onReprocess }: RowActionsProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  usePauseWhile(open)
  const allowed = useMay('reprocess')

  return (
    <ActionsMenu
      onOpen={setOpen}
      label={text('inventory.actions.label', { sku: process.skuId })}
      options={[
        {
          label: text('inventory.actions.reprocess'),
          onSelect: onReprocess,
          disabledReason: allowed ? null : text('permission.reprocess'),
        },
      ]}
    >
      <span className="nowrap">
        {text('inventory.actions.button')} <IconCaretDown size={10} />
      </span>
    </ActionsMenu>
  )
}

interface ProcessRowProps {
  process: Process
  open: boolean
  onToggle: () => void
  connection: Connection | null
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
  const { process, open, onToggle, connection, onReprocess, columns } = props
  const { chosen, onChoose } = props
  const text = useText()
  const { short } = useMoments()
  const intl = useIntl()
  const detailId = `process-${process.skuId}`
  const cell = `ph3 ${props.compact ? 'pv1' : 'pv3'} v-top lh-copy`
  const date = process.processedAt === null ? '–' : short(process.processedAt)
  const actions = <RowActions process={process} onReprocess={onReprocess} />

  return (
    <tbody className="bb b--muted-4">
      <tr
        className="pointer hover-bg-muted-5"
        style={open || chosen ? { background: '#edf4fa' } : {}}
        onClick={event => meansRow(event) && onToggle()}
      >
        <td className="v-top" style={STYLES.cellOfControl}>
          <RowCheck
            label={text('selection.row', { sku: process.skuId })}
            checked={chosen}
            onChange={onChoose}
          />
        </td>
        <td className="v-top" style={STYLES.cellOfControl}>
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
            <span className="db t-small fw4" style={STYLES.quiet}>
              {process.name}
            </span>
          )}
          {columns.date === 'within' && (
            <span className="db t-small fw4" style={STYLES.quiet}>
              {date}
            </span>
          )}
        </th>
        {columns.name === 'column' && (
          <td className={cell} style={STYLES.breakable}>
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
        <td className="ph2 v-top tr dn dtc-ns" style={STYLES.cellOfControl}>
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
