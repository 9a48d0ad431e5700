import React, { useCallback, useEffect, useRef, useState } from 'react'

import type { Connection, ProcessesAnswer } from '../api/generated'
import { CONNECTION, PROCESS_COUNTS } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { IncidentBanner, OffNotice } from '../connection/IncidentBanner'
import { FileProgress } from '../export/FileProgress'
import type { FileExport } from '../export/useFileExport'
import { useFileExport } from '../export/useFileExport'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { isOpen, NO_JOB } from '../jobs/job.logic'
import { JobPage } from '../jobs/JobPage'
import { JobPanel } from '../jobs/JobPanel'
import { Jobs, useJobBook } from '../jobs/Jobs'
import { Block, CompactHeading, Panel, WorkFrame } from '../ui/PageFrame'
import { WatchedSilence } from '../ui/SilenceNotices'
import { FailureState, Unanswered, Waiting } from '../ui/states'
import { SCREEN_ONLY } from '../ui/usePaper'
import { useText } from '../ui/useText'
import { ActivityChart } from './Activity'
import { ListBody } from './ListBody'
import { ListTools } from './ListTools'
import { Pausing } from './pause'
import { ProblemList, useProblems } from './ProblemList'
import { useProcessList } from './processList'
import type { ViewControl } from './useView'
import { useView } from './useView'
import { isFiltered, NO_FILTER, toFilter } from './view.logic'
import type { ListView } from './view.logic'
import { useRuntime } from 'vtex.render-runtime'
import { PlainButton } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { useMoments } from '../ui/useMoments'
import { ExportMenu } from './listExport'

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
  // What stands above the list is there before the list is: rows never move under the reader's eyes.
  const ready = listed && (connection !== null || unsure) && (jobs !== null || jobsFailed)
  const { heading, reveal } = useReveal(control, ready && !list.loading)
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

  // Without the right to view, or without any answer, the page shows only that.
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
  if (!ready) {
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
      {connection !== null && !nothingYet && <OffNotice connection={connection} />}
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

/** Marketplace > Connections > Inventory: how each SKU's stock was sent, and what did not arrive. */
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

/** How many of the account's SKUs Carrefour has confirmed without a remark, and when it last took or refused one. */
function useSummary(connection: Connection | null): string {
  const text = useText()
  const { time } = useMoments()
  if (connection === null) return ''
  const { success, warning, error, lastConfirmedAt, numbersAt } = connection
  if (success === null || warning === null || error === null) return ''
  const total = success + warning + error
  if (total === 0 || lastConfirmedAt === null) return text('inventory.subtitle')
  const summary = text('inventory.summary', {
    confirmed: success,
    total,
    when: time(lastConfirmedAt),
  })
  // While outcomes are being written the numbers lag behind; otherwise they are exact.
  return numbersAt === null
    ? summary
    : `${summary} · ${text('inventory.numbers-at', { when: time(numbersAt) })}`
}

interface InventoryHeadingProps {
  control: ViewControl
  connection: Connection | null
  page: ProcessesAnswer | null
  exporting: FileExport
  /** Whether the picture is open; null when there is nothing to show in it. */
  picture: boolean | null
  onPicture: (open: boolean) => void
}

/** The page's name, how things stand, and the ways to the picture, the jobs and a file. */
function InventoryHeading(props: InventoryHeadingProps) {
  const { control, connection, page, exporting, picture, onPicture } = props
  const text = useText()
  const { navigate } = useRuntime()
  const { jobs } = useJobBook()
  const summary = useSummary(connection)
  return (
    <CompactHeading title={text('inventory.title')} summary={summary}>
      {picture !== null && (
        <PlainButton
          className="t-small"
          aria={{ 'aria-expanded': picture }}
          onClick={() => onPicture(!picture)}
        >
          {text('inventory.picture')}
        </PlainButton>
      )}
      {jobs !== null && jobs.length > 0 && (
        <PlainButton className="t-small" onClick={() => control.go({ job: 'all' })}>
          {text('jobs.title')}
        </PlainButton>
      )}
      <PlainButton className="t-small" onClick={() => navigate({ page: ROUTES.sendings })}>
        {text('sendings.title')}
      </PlainButton>
      <PlainButton className="t-small" onClick={() => navigate({ page: ROUTES.help })}>
        {text('help.page')}
      </PlainButton>
      {page !== null && page.total > 0 && (
        <ExportMenu exporting={exporting} view={control.view} total={page.total} />
      )}
    </CompactHeading>
  )
}

/**
 * Brings the list's heading into view, and the focus to it: a click far from the list shows its result. `reveal` is
 * called when the view changes; the heading is put in place again when the rows are there, unless the person has moved
 * on by then. An address that asks for certain rows is such a click too, made elsewhere: it also shows the open row, and
 * looks for it when it is on another page by now.
 */
function useReveal({ view, show }: ViewControl, ready: boolean) {
  const heading = useRef<HTMLHeadingElement>(null)
  const wanted = useRef<'click' | 'address' | null>(
    isFiltered(view) || view.open.length > 0 ? 'address' : null
  )
  const reveal = useCallback(() => {
    wanted.current = 'click'
    focusOn(heading.current)
    heading.current?.scrollIntoView({ block: 'start' })
  }, [])

  useEffect(() => {
    if (!ready || wanted.current === null) return
    const isAddress = wanted.current === 'address'
    wanted.current = null
    if (document.activeElement !== (isAddress ? document.body : heading.current)) return
    focusOn(heading.current)
    const [sku] = isAddress && view.open !== 'all' ? view.open : []
    const row = sku === undefined ? null : document.getElementById(`process-${sku}`)
    if (row !== null) row.previousElementSibling?.scrollIntoView({ block: 'center' })
    else if (sku !== undefined && !isFiltered(view)) show({ search: sku, open: [sku] })
    else heading.current?.scrollIntoView({ block: isAddress ? 'nearest' : 'start' })
  }, [ready, view, show])

  return { heading, reveal }
}

const focusOn = (element: HTMLElement | null) => element?.focus({ preventScroll: true })
