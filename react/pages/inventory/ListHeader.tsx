import React from 'react'
import { Button, Spinner } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { Hidden } from '../../components/Hidden'
import { PlainButton } from '../../components/PlainButton'
import type { FileExport } from '../../export/useFileExport'
import type { Permissions, ProcessPage } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { useJobBook } from '../jobs/Jobs'
import { DisplayMenu } from './DisplayMenu'
import { ExportMenu } from './ExportMenu'
import { countUpdates } from './processList.logic'
import { ReprocessAll } from './ReprocessAll'
import type { useProcessList } from './useProcessList'
import type { ViewControl } from './useView'

interface ListHeaderProps {
  control: ViewControl
  list: ReturnType<typeof useProcessList>
  page: ProcessPage
  permissions: Permissions | null
  exporting: FileExport
}

/** How many rows there are, what waits, and what acts on all of them. */
export function ListHeader({ control, list, page, permissions, exporting }: ListHeaderProps) {
  const text = useText()
  const { view, adjust, go } = control
  const { jobs } = useJobBook()
  const allOpen = view.open === 'all'
  const updates = list.newer === null ? 0 : countUpdates(page.items, list.newer.items)

  return (
    <div className="flex flex-wrap items-center justify-between mb3" style={{ minHeight: 40 }}>
      <div className="t-body mr5 mv2" style={{ color: QUIET }}>
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
        <ReprocessAll
          view={view}
          total={page.total}
          permissions={permissions}
          onStarted={list.refresh}
        />
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
