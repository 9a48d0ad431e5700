import React, { useEffect, useRef, useState } from 'react'
import { Button, IconCaretDown, Spinner } from 'vtex.styleguide'

import type { ProcessesAnswer } from '../api/generated'
import { useMay } from '../api/permissions'
import type { FileExport } from '../export/useFileExport'
import { useJobBook } from '../jobs/Jobs'
import { PlainButton } from '../ui/buttons'
import { Hidden } from '../ui/notice'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { ExportMenu } from './listExport'
import { usePauseWhile } from './pause'
import { countUpdates } from './processList'
import type { useProcessList } from './processList'
import type { ViewControl } from './useView'
import { COLUMNS, isFiltered, toFilter, toggled } from './view.logic'
import type { ListView } from './view.logic'

/** Which columns are shown, and how close together the rows are. */
function DisplayMenu({ control: { view, adjust } }: { control: ViewControl }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  usePauseWhile(open)

  useEffect(() => {
    if (!open) return undefined
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('mousedown', closeOutside)
    return () => document.removeEventListener('mousedown', closeOutside)
  }, [open])

  return (
    <div
      ref={box}
      className="relative dib"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
    >
      <PlainButton ref={button} aria={{ 'aria-expanded': open }} onClick={() => setOpen(!open)}>
        <span className="nowrap">
          {text('inventory.display')} <IconCaretDown size={10} />
        </span>
      </PlainButton>
      {open && (
        <fieldset
          className="absolute right-0 z-5 bg-base ba b--muted-4 br2 shadow-5 pa5 tl ma0"
          style={{ minWidth: 220 }}
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
              label={text('inventory.display.compact')}
              checked={view.compact}
              onChange={() => adjust({ compact: !view.compact })}
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
      disabled={reason !== null}
      {...(reason === null ? {} : { label: reason })}
      onClick={() => plan({ filter: toFilter(view, new Date()), onStarted })}
    >
      {text(isFiltered(view) ? 'inventory.reprocess-matching' : 'inventory.reprocess-all', {
        count: total,
      })}
    </PlainButton>
  )
}

interface ListHeaderProps {
  control: ViewControl
  list: ReturnType<typeof useProcessList>
  page: ProcessesAnswer
  exporting: FileExport
}

/** How many rows there are, what waits, and what acts on all of them. */
export function ListHeader({ control, list, page, exporting }: ListHeaderProps) {
  const text = useText()
  const { view, adjust, go } = control
  const { jobs } = useJobBook()
  const allOpen = view.open === 'all'
  const updates = list.newer === null ? 0 : countUpdates(page.items, list.newer.items)

  return (
    <div className="flex flex-wrap items-center justify-between mb3" style={{ minHeight: 40 }}>
      <div className="t-body mr5 mv2" style={STYLES.quiet}>
        {text('inventory.total', { total: page.total })}
        {page.pending > 0 && <> · {text('inventory.pending', { pending: page.pending })}</>}
        {list.loading && (
          <span className="ml4 v-mid">
            <Spinner size={16} />
            <Hidden>{text('common.loading')}</Hidden>
          </span>
        )}
      </div>
      <div className="flex flex-wrap items-center">
        <div aria-live="polite" className="mr4">
          {updates > 0 && (
            <Button size="small" variation="secondary" onClick={list.showNewer}>
              {text('inventory.updates', { updates })}
            </Button>
          )}
        </div>
        {jobs !== null && jobs.length > 0 && (
          <PlainButton onClick={() => go({ job: 'all' })}>{text('jobs.title')}</PlainButton>
        )}
        <ReprocessAll view={view} total={page.total} onStarted={list.refresh} />
        <PlainButton
          aria={{ 'aria-pressed': allOpen }}
          onClick={() => adjust({ open: allOpen ? [] : 'all' })}
        >
          {text(allOpen ? 'inventory.collapse-all' : 'inventory.expand-all')}
        </PlainButton>
        <ExportMenu exporting={exporting} view={view} total={page.total} />
        <DisplayMenu control={control} />
      </div>
    </div>
  )
}
