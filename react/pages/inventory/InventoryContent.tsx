import React from 'react'

import { Block } from '../../components/Block'
import { BlockedOffer } from '../../components/BlockedOffer'
import { IncidentBanner } from '../../components/IncidentBanner'
import { useConnection } from '../../data/useConnection'
import { usePermissions } from '../../data/usePermissions'
import { ActivityPicture } from './ActivityPicture'
import { Filters } from './Filters'
import { ListBody } from './ListBody'
import { ProblemList } from './ProblemList'
import { useProcessList } from './useProcessList'
import { useView } from './useView'
import { isFiltered } from './view.logic'

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 15_000

export function InventoryContent({ paused }: { paused: boolean }) {
  const control = useView()
  const list = useProcessList(control.view, paused)
  const permissions = usePermissions()
  const { connection, reload } = useConnection(CONNECTION_POLL_MS)
  const nothingYet = list.shown !== null && list.shown.total === 0 && !isFiltered(control.view)

  return (
    <>
      {connection !== null && <IncidentBanner connection={connection} permissions={permissions} />}
      {connection !== null && connection.incident === null && (
        <BlockedOffer
          blocked={connection.blocked}
          permissions={permissions}
          onReprocessed={() => {
            reload()
            list.refresh()
          }}
        />
      )}
      {!nothingYet && (
        <ProblemList control={control} connection={connection} permissions={permissions} />
      )}
      {!nothingYet && <ActivityPicture />}
      <Block>
        {!nothingYet && <Filters control={control} />}
        <ListBody control={control} list={list} connection={connection} permissions={permissions} />
      </Block>
    </>
  )
}
