import React, { useState } from 'react'

import { CONNECTION, PROCESS_COUNTS } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { IncidentBanner } from '../connection/IncidentBanner'
import { FileProgress } from '../export/FileProgress'
import { useFileExport } from '../export/useFileExport'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { isOpen, NO_JOB } from '../jobs/job.logic'
import { JobPage } from '../jobs/JobPage'
import { JobPanel } from '../jobs/JobPanel'
import { Jobs, useJobBook } from '../jobs/Jobs'
import { Block, Panel, WorkFrame } from '../ui/PageFrame'
import { WatchedSilence } from '../ui/SilenceNotices'
import { FailureState, Unanswered, Waiting } from '../ui/states'
import { SCREEN_ONLY } from '../ui/usePaper'
import { useText } from '../ui/useText'
import { ActivityChart } from './Activity'
import { InventoryHeading } from './InventoryHeading'
import { ListBody } from './ListBody'
import { ListTools } from './ListTools'
import { Pausing } from './pause'
import { ProblemList, useProblems } from './ProblemList'
import { useProcessList } from './processList'
import { useReveal } from './useReveal'
import { useView } from './useView'
import type { ViewControl } from './useView'
import { isFiltered, NO_FILTER, toFilter } from './view.logic'
import type { ListView } from './view.logic'

interface InventoryContentProps {
  control: ViewControl
  paused: boolean
}

function InventoryContent({ control, paused }: InventoryContentProps) {
  const { view } = control
  const list = useProcessList(view, paused)
  const exporting = useFileExport()
  const text = useText()
  const { jobs, failed: jobsFailed } = useJobBook()
  const [picture, setPicture] = useState(false)
  // What a new ShopKey unblocks is on its way then.
  const reprocessing = jobs !== null && jobs.some(isOpen)
  const { data: connection, failure, reload } = useQueryOf(CONNECTION, {}, { follow: true })
  const unsure = connection === null && failure !== null
  const problems = useProblems()
  // Counts that the service must make itself wait until the rows are on screen.
  const listed = list.shown !== null || list.failure !== null
  const filter = toFilter(view, new Date())
  const cheap = !filter.since && !filter.before && !filter.fingerprint
  const counted = useQueryOf(PROCESS_COUNTS, { filter }, { skip: !cheap && !listed, follow: cheap })
  const counts = counted.failure === null ? counted.data : null
  const nothingYet = list.shown !== null && list.shown.total === 0 && !isFiltered(view)
  const { heading, reveal } = useReveal(list)
  const goTo = (change: Partial<ListView>) => {
    reveal()
    control.show(change)
  }
  const top = (
    <InventoryHeading
      control={control}
      connection={connection}
      page={list.shown}
      exporting={exporting}
      picture={nothingYet || !listed ? null : picture}
      onPicture={setPicture}
    />
  )

  // Who may not look, or gets no answer to anything, is told that alone.
  if (list.failure !== null && (list.failure !== 'failed' || (unsure && list.shown === null))) {
    return (
      <>
        {top}
        <Block>
          <FailureState failure={list.failure} onRetry={list.reload} />
        </Block>
      </>
    )
  }
  // What stands above the list is there before the list is: rows never move under the reader's eyes.
  if (!listed || (connection === null && !unsure) || (jobs === null && !jobsFailed)) {
    return (
      <>
        {top}
        <Panel>
          <Waiting height={560} />
        </Panel>
      </>
    )
  }
  return (
    <>
      {top}
      {unsure && (
        <Panel>
          <div className="ph5 pv3">
            <Unanswered onRetry={reload}>{text('unanswered.connection')}</Unanswered>
          </div>
        </Panel>
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
      {picture && !nothingYet && <ActivityChart />}
      {!nothingYet && (
        <div {...SCREEN_ONLY}>
          <ProblemList
            asked={problems}
            connection={connection}
            unsure={unsure}
            onFixed={reload}
            onShow={goTo}
          />
        </div>
      )}
      <Panel>
        {!nothingYet && (
          <ListTools control={control} list={list} counts={counts} heading={heading} />
        )}
        <FileProgress exporting={exporting} />
        <ListBody
          control={control}
          list={list}
          connection={connection}
          onFixed={reload}
          onPage={page => goTo({ page })}
        />
      </Panel>
    </>
  )
}

/** Marketplace > Connections > Inventory: what was sent of each SKU, and what did not arrive. */
export function Inventory() {
  const control = useView()
  return (
    <WorkFrame>
      <Jobs>
        {control.view.job !== null ? (
          <>
            <WatchedSilence />
            <JobPage
              place={control.view}
              onGo={control.go}
              onShowSku={sku => control.show({ ...NO_FILTER, ...NO_JOB, search: sku, open: [sku] })}
            />
          </>
        ) : (
          <Pausing>{paused => <InventoryContent control={control} paused={paused} />}</Pausing>
        )}
      </Jobs>
    </WorkFrame>
  )
}
