import React, { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'vtex.styleguide'
import { useRuntime } from 'vtex.render-runtime'

import type { Connection, ProcessesAnswer, SearchProblem } from '../api/generated'
import { useMay } from '../api/permissions'
import { useJobBook } from '../jobs/Jobs'
import { PlainButton, WithReason } from '../ui/buttons'
import { SEARCH_PROBLEM_KEYS } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { TOAST_HEIGHT, useToastShown } from '../ui/notice'
import { Pager } from '../ui/Pager'
import { FailureState, NothingHere, Unanswered, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { SCREEN_ONLY } from '../ui/usePaper'
import { useText } from '../ui/useText'
import { isBackwards } from './period.logic'
import { useTruePage } from './processList'
import type { useProcessList } from './processList'
import { ProcessTable } from './ProcessTable'
import { isEmpty, MOST_CHOSEN, onPageChosen, useSelection } from './selection'
import type { SelectionControl } from './selection'
import type { ViewControl } from './useView'
import { isFiltered, NO_FILTER, PAGE_SIZES, toFilter } from './view.logic'
import type { ListView } from './view.logic'

const BAR = { position: 'sticky', bottom: 8, gap: 16 } as const

/** Pixels that the bar may cover at the window's lower edge; focused elements scroll clear of it. */
const HEIGHT = 120

interface BulkBarProps {
  view: ListView
  page: ProcessesAnswer
  control: SelectionControl
  onStarted: () => void
}

/** What is chosen, the way to choose all that match, and what can be done with them. */
function BulkBar({ view, page, control, onStarted }: BulkBarProps) {
  const text = useText()
  const { plan } = useJobBook()
  const { selection, clear, chooseAll } = control
  const empty = isEmpty(selection)
  const toastShown = useToastShown()
  const allowed = useMay('reprocess')
  // What waits is sent anyway: the service refuses such a filter.
  const pending = view.status === 'PENDING'
  const count = selection.all ? page.total : selection.skus.length
  const every =
    onPageChosen(
      selection,
      page.items.map(({ skuId }) => skuId)
    ) === 'every'
  const offersAll = !selection.all && every && page.total > count && !pending

  useEffect(() => {
    if (empty) return undefined
    const { style } = document.documentElement
    style.setProperty('scroll-padding-bottom', `${HEIGHT}px`)
    return () => {
      style.removeProperty('scroll-padding-bottom')
    }
  }, [empty])

  const reprocess = () => {
    const filter = selection.all ? toFilter(view, new Date()) : { skuIds: selection.skus }
    plan({
      filter,
      onStarted: () => {
        clear()
        onStarted()
      },
    })
  }

  return (
    <div
      role="region"
      aria-label={text('selection.label')}
      className={
        empty
          ? ''
          : 'flex flex-wrap items-center bg-base ba b--action-primary br2 shadow-5 pv3 ph4 mt4 mh5 z-4'
      }
      style={empty ? {} : toastShown ? { ...BAR, bottom: TOAST_HEIGHT } : BAR}
    >
      <p role="status" className="ma0 lh-copy">
        {!empty && text(selection.all ? 'selection.all' : 'selection.count', { count })}
        {count >= MOST_CHOSEN && !selection.all && <> {text('selection.most')}</>}
      </p>
      {!empty && (
        <div className="flex flex-wrap items-center" style={STYLES.row}>
          <WithReason shown reason={allowed ? null : text('permission.reprocess')}>
            <Button size="small" disabled={!allowed} onClick={reprocess}>
              {text('selection.reprocess')}
            </Button>
          </WithReason>
          {offersAll && (
            <Button size="small" variation="secondary" onClick={chooseAll}>
              {text('selection.choose-all', { count: page.total })}
            </Button>
          )}
          <PlainButton onClick={clear}>{text('selection.clear')}</PlainButton>
        </div>
      )}
    </div>
  )
}

/** Nothing was ever sent: how to begin, or that the app waits for the first change of stock. */
function EmptyList({ connection }: { connection: Connection | null }) {
  const text = useText()
  const { navigate } = useRuntime()
  const configured = connection !== null && connection.configuration !== null

  if (configured) {
    return (
      <NothingHere title={text('inventory.empty.title')}>
        {text('inventory.empty.waiting')}
      </NothingHere>
    )
  }
  return (
    <NothingHere
      title={text('inventory.empty.title')}
      action={
        <Button size="small" onClick={() => navigate({ page: ROUTES.configuration })}>
          {text('inventory.empty.configure')}
        </Button>
      }
    >
      {text('inventory.empty.not-configured')}
    </NothingHere>
  )
}

interface NoResultProps {
  view: ListView
  searchProblem: SearchProblem | null
  action: ReactNode
}

/** Something was sent, but nothing that fits the filters: why, when the filters themselves are the reason. */
function NoResult({ view, searchProblem, action }: NoResultProps) {
  const text = useText()
  const reason =
    searchProblem !== null
      ? SEARCH_PROBLEM_KEYS[searchProblem]
      : isBackwards(view)
        ? 'inventory.no-result.backwards'
        : 'inventory.no-result.todo'
  return (
    <NothingHere title={text('inventory.no-result.title')} action={action}>
      {text(reason)}
    </NothingHere>
  )
}

interface ListBodyProps {
  control: ViewControl
  list: ReturnType<typeof useProcessList>
  connection: Connection | null
  onFixed: () => void
  /** Goes to another page, and shows its first row. */
  onPage: (page: number) => void
}

/** The list in whichever state it is: first load, failed, empty, without result, or with rows. */
export function ListBody(props: ListBodyProps) {
  const { control, list, connection, onFixed, onPage } = props
  const text = useText()
  const { view, show, adjust } = control
  const { shown, failure, loading } = list
  const selecting = useSelection(view)
  useTruePage(list, adjust)

  if (failure !== null && (shown === null || failure !== 'failed'))
    return <FailureState failure={failure} onRetry={list.reload} />
  if (shown === null) return <Waiting height={480} />
  if (shown.items.length === 0 && !loading) {
    if (!isFiltered(view)) return <EmptyList connection={connection} />
    return (
      <NoResult
        view={view}
        searchProblem={shown.searchProblem}
        action={
          <Button variation="secondary" size="small" onClick={() => show(NO_FILTER)}>
            {text('inventory.filter.clear')}
          </Button>
        }
      />
    )
  }
  return (
    <div aria-busy={loading} style={loading ? STYLES.faded : {}}>
      {failure !== null && (
        <div className="ph5 pv3 bt b--muted-4">
          <Unanswered onRetry={list.reload}>{text('unanswered.list')}</Unanswered>
        </div>
      )}
      <ProcessTable
        control={control}
        processes={shown.items}
        connection={connection}
        onReprocessed={list.refresh}
        onFixed={onFixed}
        selecting={selecting}
      />
      <BulkBar view={view} page={shown} control={selecting} onStarted={list.refresh} />
      <div className="ph5 pb4" {...SCREEN_ONLY}>
        <Pager
          label={text('inventory.pager.label')}
          page={shown}
          onPage={onPage}
          sizes={PAGE_SIZES}
          onSize={pageSize => show({ pageSize })}
        />
      </div>
    </div>
  )
}
