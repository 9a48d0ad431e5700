import React from 'react'

import { CONNECTION } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { IncidentBanner } from '../connection/IncidentBanner'
import { FileProgress } from '../export/FileProgress'
import { useFileExport } from '../export/useFileExport'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { isOpen, NO_JOB } from '../jobs/job.logic'
import { JobPage } from '../jobs/JobPage'
import { JobPanel } from '../jobs/JobPanel'
import { Jobs, useJobBook } from '../jobs/Jobs'
import { Block, PageFrame } from '../ui/PageFrame'
import { FailureState, Unanswered } from '../ui/states'
import { useText } from '../ui/useText'
import { ActivityChart } from './Activity'
import { Filters } from './Filters'
import { ListBody } from './ListBody'
import { Pausing } from './pause'
import { ProblemList } from './ProblemList'
import { useProcessList } from './processList'
import { useView } from './useView'
import type { ViewControl } from './useView'
import { isFiltered, NO_FILTER } from './view.logic'

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 15_000

interface InventoryContentProps {
  control: ViewControl
  paused: boolean
}

function InventoryContent({ control, paused }: InventoryContentProps) {
  const list = useProcessList(control.view, paused)
  const exporting = useFileExport()
  const text = useText()
  const { jobs } = useJobBook()
  // What a new ShopKey unblocks is on its way then.
  const reprocessing = jobs !== null && jobs.some(isOpen)
  const {
    data: connection,
    failure,
    reload,
  } = useQueryOf(CONNECTION, {}, { pollMs: CONNECTION_POLL_MS })
  const unsure = connection === null && failure !== null
  // Counts beside the filters wait until the rows are on screen.
  const listed = list.shown !== null || list.failure !== null
  const nothingYet = list.shown !== null && list.shown.total === 0 && !isFiltered(control.view)

  // Who may not look, or gets no answer to anything, is told that alone.
  if (list.failure !== null && (list.failure !== 'failed' || unsure)) {
    return (
      <Block>
        <FailureState failure={list.failure} onRetry={list.reload} />
      </Block>
    )
  }
  return (
    <>
      {unsure && (
        <Block>
          <Unanswered onRetry={reload}>{text('unanswered.connection')}</Unanswered>
        </Block>
      )}
      {connection !== null && <IncidentBanner connection={connection} onFixed={reload} />}
      {connection !== null && connection.incident === null && !reprocessing && (
        <BlockedOffer
          blocked={connection.blocked ?? 0}
          onReprocessed={() => {
            reload()
            list.refresh()
          }}
        />
      )}
      <JobPanel onShow={job => control.go({ job, outcome: null, line: 1 })} />
      {!nothingYet && (
        <ProblemList control={control} connection={connection} unsure={unsure} onFixed={reload} />
      )}
      {!nothingYet && <ActivityChart />}
      <Block>
        {!nothingYet && <Filters control={control} listed={listed} />}
        <FileProgress exporting={exporting} />
        <ListBody
          control={control}
          list={list}
          connection={connection}
          exporting={exporting}
          onFixed={reload}
        />
      </Block>
    </>
  )
}

/** Marketplace > Connections > Inventory: what was sent of each SKU, and what did not arrive. */
export function Inventory() {
  const text = useText()
  const control = useView()
  return (
    <PageFrame fullWidth title={text('inventory.title')} subtitle={text('inventory.subtitle')}>
      <Jobs>
        {control.view.job !== null ? (
          <JobPage
            place={control.view}
            onGo={control.go}
            onShowSku={sku => control.show({ ...NO_FILTER, ...NO_JOB, search: sku, open: [sku] })}
          />
        ) : (
          <Pausing>{paused => <InventoryContent control={control} paused={paused} />}</Pausing>
        )}
      </Jobs>
    </PageFrame>
  )
}
