import React from 'react'

import { Block } from '../../components/Block'
import { BlockedOffer } from '../../components/BlockedOffer'
import { FailureState } from '../../components/FailureState'
import { IncidentBanner } from '../../components/IncidentBanner'
import { PageFrame } from '../../components/PageFrame'
import { Waiting } from '../../components/Waiting'
import { useConnection } from '../../data/useConnection'
import { usePermissions } from '../../data/usePermissions'
import { useText } from '../../texts/useText'
import { CarrefourCard } from './CarrefourCard'

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 10_000

/** Marketplace > Connections > Integrations: the card of Carrefour, its health and its gear. */
export function Integrations() {
  const text = useText()
  const permissions = usePermissions()
  const { connection, failure, reload } = useConnection(CONNECTION_POLL_MS)

  return (
    <PageFrame title={text('integrations.title')} subtitle={text('integrations.subtitle')}>
      {connection === null ? (
        <Block>
          {failure === null ? <Waiting /> : <FailureState failure={failure} onRetry={reload} />}
        </Block>
      ) : (
        <>
          <IncidentBanner connection={connection} permissions={permissions} onFixed={reload} />
          {connection.incident === null && (
            <BlockedOffer
              blocked={connection.blocked ?? 0}
              permissions={permissions}
              onReprocessed={reload}
              linkToList
            />
          )}
          <Block>
            <CarrefourCard connection={connection} permissions={permissions} onChanged={reload} />
          </Block>
        </>
      )}
    </PageFrame>
  )
}
