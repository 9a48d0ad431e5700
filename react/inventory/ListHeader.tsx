import React from 'react'
import { Button, Spinner } from 'vtex.styleguide'

import type { ProcessesAnswer } from '../api/generated'
import { useMay } from '../api/permissions'
import type { FileExport } from '../export/useFileExport'
import { useJobBook } from '../jobs/Jobs'
import { PlainButton } from '../ui/buttons'
import { Hidden } from '../ui/notice'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { DisplayMenu } from './DisplayMenu'
import { ExportMenu } from './listExport'
import { countUpdates } from './processList'
import type { useProcessList } from './processList'
import type { ViewControl } from './useView'
import { isFiltered, toFilter } from './view.logic'
import type { ListView } from './view.logic'

interface ReprocessAllProps {
  view: ListView
  /** How many match. */
  total: number
  onStarted: () => void
}

/** Reprocesses all that the filters leave, after a look at the plan. */
export function ReprocessAll({ view, total, onStarted }: ReprocessAllProps) {
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
