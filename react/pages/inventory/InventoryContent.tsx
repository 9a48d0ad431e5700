import React from 'react'
import { PageBlock } from 'vtex.styleguide'

import { BlockedOffer } from '../../components/BlockedOffer'
import { IncidentBanner } from '../../components/IncidentBanner'
import { useConnection } from '../../data/useConnection'
import { usePermissions } from '../../data/usePermissions'
import { Filters } from './Filters'
import { ListBody } from './ListBody'
import { useProcessList } from './useProcessList'
import { useView } from './useView'

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 15_000

export function InventoryContent() {
  const control = useView()
  const list = useProcessList(control.view)
  const permissions = usePermissions()
  const { connection, reload } = useConnection(CONNECTION_POLL_MS)

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
      <PageBlock>
        <Filters control={control} />
        <ListBody control={control} list={list} connection={connection} permissions={permissions} />
      </PageBlock>
    </>
  )
}
