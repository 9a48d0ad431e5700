import React from 'react'
import { Button } from 'vtex.styleguide'

import { FailureState } from '../../components/FailureState'
import { Waiting } from '../../components/Waiting'
import type { Connection } from '../../graphql/connectionTypes'
import type { FileExport } from '../../export/useFileExport'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { BulkBar } from './BulkBar'
import { EmptyList, NoResult } from './EmptyList'
import { ListHeader } from './ListHeader'
import { Pager } from './Pager'
import { ProcessTable } from './ProcessTable'
import type { useProcessList } from './useProcessList'
import { useSelection } from './useSelection'
import { useTruePage } from './useTruePage'
import type { ViewControl } from './useView'
import { isFiltered, NO_FILTER } from './view.logic'

interface ListBodyProps {
  control: ViewControl
  list: ReturnType<typeof useProcessList>
  connection: Connection | null
  permissions: Permissions | null
  onFixed: () => void
  exporting: FileExport
}

/** The list in whichever state it is: first load, failed, empty, without result, or with rows. */
export function ListBody(props: ListBodyProps) {
  const { control, list, connection, permissions, onFixed, exporting } = props
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
    <div aria-busy={loading} style={loading ? { opacity: 0.6 } : {}}>
      <ListHeader
        control={control}
        list={list}
        page={shown}
        permissions={permissions}
        exporting={exporting}
      />
      <ProcessTable
        control={control}
        processes={shown.items}
        connection={connection}
        permissions={permissions}
        onReprocessed={list.refresh}
        onFixed={onFixed}
        selecting={selecting}
      />
      <BulkBar
        view={view}
        page={shown}
        control={selecting}
        permissions={permissions}
        onStarted={list.refresh}
      />
      <Pager page={shown} onShow={show} />
    </div>
  )
}
