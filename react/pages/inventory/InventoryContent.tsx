import React from 'react'

import { Block } from '../../components/Block'
import { BlockedOffer } from '../../components/BlockedOffer'
import { FailureState } from '../../components/FailureState'
import { IncidentBanner } from '../../components/IncidentBanner'
import { Unanswered } from '../../components/Unanswered'
import { useConnection } from '../../data/useConnection'
import { usePermissions } from '../../data/usePermissions'
import { FileProgress } from '../../export/FileProgress'
import { useFileExport } from '../../export/useFileExport'
import { useText } from '../../texts/useText'
import { isOpen } from '../jobs/job.logic'
import { JobPanel } from '../jobs/JobPanel'
import { useJobBook } from '../jobs/Jobs'
import { ActivityPicture } from './ActivityPicture'
import { Filters } from './Filters'
import { ListBody } from './ListBody'
import { ProblemList } from './ProblemList'
import { useProcessList } from './useProcessList'
import type { ViewControl } from './useView'
import { isFiltered } from './view.logic'

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 15_000

interface InventoryContentProps {
  control: ViewControl
  paused: boolean
}

export function InventoryContent({ control, paused }: InventoryContentProps) {
  const list = useProcessList(control.view, paused)
  const permissions = usePermissions()
  const exporting = useFileExport()
  const text = useText()
  const { jobs } = useJobBook()
  // What a new ShopKey unblocks is on its way then.
  const reprocessing = jobs !== null && jobs.some(isOpen)
  const { connection, failure, reload } = useConnection(CONNECTION_POLL_MS)
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
      {connection !== null && (
        <IncidentBanner connection={connection} permissions={permissions} onFixed={reload} />
      )}
      {connection !== null && connection.incident === null && !reprocessing && (
        <BlockedOffer
          blocked={connection.blocked ?? 0}
          permissions={permissions}
          onReprocessed={() => {
            reload()
            list.refresh()
          }}
        />
      )}
      <JobPanel
        permissions={permissions}
        onShow={job => control.go({ job, outcome: null, line: 1 })}
      />
      {!nothingYet && (
        <ProblemList
          control={control}
          connection={connection}
          unsure={unsure}
          permissions={permissions}
          onFixed={reload}
        />
      )}
      {!nothingYet && <ActivityPicture />}
      <Block>
        {!nothingYet && <Filters control={control} listed={listed} />}
        <FileProgress exporting={exporting} />
        <ListBody
          control={control}
          list={list}
          connection={connection}
          permissions={permissions}
          exporting={exporting}
          onFixed={reload}
        />
      </Block>
    </>
  )
}
