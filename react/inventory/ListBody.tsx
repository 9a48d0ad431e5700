import React from 'react'
import type { ReactNode } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import type { Connection, SearchProblem } from '../api/generated'
import type { FileExport } from '../export/useFileExport'
import { SEARCH_PROBLEM_KEYS } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { Pager } from '../ui/Pager'
import { FailureState, NothingHere, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { BulkBar } from './BulkBar'
import { ListHeader } from './ListHeader'
import { isBackwards } from './period.logic'
import { useTruePage } from './processList'
import type { useProcessList } from './processList'
import { ProcessTable } from './ProcessTable'
import { useSelection } from './selection'
import type { ViewControl } from './useView'
import { isFiltered, NO_FILTER, PAGE_SIZES } from './view.logic'
import type { ListView } from './view.logic'

/** Nothing was ever sent: how to begin, or that the app waits for the first change of stock. */
export function EmptyList({ connection }: { connection: Connection | null }) {
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
export function NoResult({ view, searchProblem, action }: NoResultProps) {
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
  exporting: FileExport
}

/** The list in whichever state it is: first load, failed, empty, without result, or with rows. */
export function ListBody(props: ListBodyProps) {
  const { control, list, connection, onFixed, exporting } = props
  const text = useText()
  const { view, show, adjust } = control
  const { shown, failure, loading } = list
  const selecting = useSelection(view)
  useTruePage(list, adjust)

  if (failure !== null) return <FailureState failure={failure} onRetry={list.reload} />
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
      <ListHeader control={control} list={list} page={shown} exporting={exporting} />
      <ProcessTable
        control={control}
        processes={shown.items}
        connection={connection}
        onReprocessed={list.refresh}
        onFixed={onFixed}
        selecting={selecting}
      />
      <BulkBar view={view} page={shown} control={selecting} onStarted={list.refresh} />
      <Pager
        label={text('inventory.pager.label')}
        page={shown}
        onPage={page => show({ page })}
        sizes={PAGE_SIZES}
        onSize={pageSize => show({ pageSize })}
      />
    </div>
  )
}
