import React, { useEffect, useRef, useState } from 'react'
import type { MouseEvent } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import type { Connection, Process } from '../api/generated'
import { useMay } from '../api/permissions'
import { About } from '../ui/About'
import { PlainButton } from '../ui/buttons'
import { ActionsMenu } from '../ui/Menu'
import { StatusTag } from '../ui/StatusTag'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { SCREEN_ONLY } from '../ui/usePaper'
import { useText } from '../ui/useText'
import { usePauseWhile } from './pause'
import { ProcessDetail } from './ProcessDetail'
import { MessageLine, UnitsCell, UnitsLine } from './RowCells'
import type { Column } from './view.logic'

/** Where a value is shown: in its own column, within the cell of the SKU or the status, or nowhere. */
type Place = 'column' | 'within' | 'none'
type Columns = Readonly<Record<Column, Place>>

/** Where each value stands. A narrow window has no room for columns; the affiliate is in the detail. */
export function columnsOf(hidden: readonly Column[], wide: boolean): Columns {
  const place = (column: Column): Place =>
    hidden.includes(column) ? 'none' : wide ? 'column' : 'within'
  return {
    name: place('name'),
    affiliate: wide ? place('affiliate') : 'none',
    message: place('message'),
    carrefour: place('carrefour'),
    store: place('store'),
    date: place('date'),
  }
}

interface RowCheckProps {
  /** Name for screen readers. */
  label: string
  checked: boolean
  /** Some of its rows are selected. */
  partly?: boolean
  disabled?: boolean
  /** Told whether the Shift key was down. */
  onChange: (isRange: boolean) => void
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
        onChange={({ nativeEvent }) =>
          onChange(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
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
      <span className="nowrap t-small">
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
  /** Pixels of the row, where it is one line. */
  height: number
  chosen: boolean
  onChoose: (isRange: boolean) => void
}

/** A click that meant a button, a link or marking text is not a click on the row. */
const meansRow = (event: MouseEvent) =>
  !(event.target instanceof Element && event.target.closest('button, a, label, [role="menu"]')) &&
  String(window.getSelection() ?? '') === ''

/** One SKU: a row, and its detail beneath while it is open. */
export function ProcessRow(props: ProcessRowProps) {
  const { process, open, onToggle, connection, onReprocess, columns } = props
  const { chosen, onChoose, height } = props
  const text = useText()
  const { short, brief } = useMoments()
  const detailId = `process-${process.skuId}`
  const cell = 'ph3'
  const actions = <RowActions process={process} onReprocess={onReprocess} />
  const message = (
    <MessageLine
      process={process}
      oneLine={columns.message === 'column'}
      open={open}
      of={detailId}
      onToggle={onToggle}
    />
  )
  const name = process.name ?? '–'
  const date = process.processedAt === null ? '–' : brief(process.processedAt)
  const longDate = process.processedAt === null ? '–' : short(process.processedAt)

  return (
    <About of={text('row.subject', { sku: process.skuId })}>
      <tbody className="bb b--muted-4">
        <tr
          className="pointer hover-bg-muted-5"
          style={{ height, ...(open || chosen ? { background: '#edf4fa' } : {}) }}
          onClick={event => meansRow(event) && onToggle()}
        >
          <td style={CHECK} {...SCREEN_ONLY}>
            <RowCheck
              label={text('selection.row', { sku: process.skuId })}
              checked={chosen}
              onChange={onChoose}
            />
          </td>
          <td {...SCREEN_ONLY}>
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
            className={`${cell} tl fw5 ${columns.name === 'within' ? 'pv2' : ''}`}
            style={columns.name === 'within' ? NARROW_SKU : SKU}
          >
            {process.skuId}
            {columns.name === 'within' && (
              <span className="t-small fw4" style={NAME} title={name}>
                {process.name}
              </span>
            )}
            {columns.date === 'within' && (
              <span className="db t-small fw4 nowrap" style={STYLES.quiet} title={longDate}>
                {date}
              </span>
            )}
          </th>
          {columns.name === 'column' && (
            <td className={`${cell} truncate`} title={name}>
              {name}
            </td>
          )}
          {columns.affiliate === 'column' && <td className={cell}>{process.affiliate}</td>}
          <td className={`${cell} ${columns.message === 'within' ? 'pv3' : 'nowrap'}`}>
            <StatusTag status={process.status} />
            {columns.message === 'within' && message}
            <UnitsLine process={process} sides={SIDES.filter(side => columns[side] === 'within')} />
          </td>
          {columns.message === 'column' && <td className={cell}>{message}</td>}
          {columns.carrefour === 'column' && <UnitsCell process={process} side="carrefour" />}
          {columns.store === 'column' && <UnitsCell process={process} side="store" />}
          {columns.date === 'column' && (
            <td className={`${cell} nowrap`} title={longDate}>
              {date}
            </td>
          )}
          <td className="ph2 tr dn dtc-ns" {...SCREEN_ONLY}>
            {actions}
          </td>
        </tr>
        {open && (
          <tr id={detailId}>
            <td colSpan={widthOf(columns)} className="pa0 t-body">
              <div className="dn-ns tr pt3 ph4" {...SCREEN_ONLY}>
                {actions}
              </div>
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
    </About>
  )
}

const CHECK = { paddingLeft: 8 } as const

const SKU = { minWidth: 84, overflowWrap: 'anywhere' } as const
/** With the name beneath: what a phone has, and as much as a name needs where there is room. */
const NARROW_SKU = { ...SKU, minWidth: 'max(84px, min(26vw, 180px))' } as const

/** Two lines at most where the name shares a cell: a long one would make the row as high as four. */
const NAME = {
  ...STYLES.quiet,
  ...STYLES.lines,
  WebkitLineClamp: 2,
} as const

/** In the order of the columns. */
const SIDES = ['carrefour', 'store'] as const

/** Check, opener, SKU code, status and actions are always there. */
const ALWAYS = 5

/** How many columns the table has: a cell over more than these would make the others narrower. */
const widthOf = (columns: Columns) =>
  ALWAYS + Object.values(columns).filter(place => place === 'column').length
