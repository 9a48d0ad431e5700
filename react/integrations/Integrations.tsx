import React from 'react'

import { CONNECTION } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { IncidentBanner } from '../connection/IncidentBanner'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { Block, PageFrame } from '../ui/PageFrame'
import { FailureState, Waiting } from '../ui/states'
import { useText } from '../ui/useText'
import { CarrefourCard } from './CarrefourCard'

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 10_000

/** Marketplace > Connections > Integrations: the card of Carrefour, its health and its gear. */
export function Integrations() {
  const text = useText()
  const {
    data: connection,
    failure,
    reload,
  } = useQueryOf(CONNECTION, {}, { pollMs: CONNECTION_POLL_MS })

  return (
    <PageFrame title={text('integrations.title')} subtitle={text('integrations.subtitle')}>
      {connection === null ? (
        <Block>
          {failure === null ? <Waiting /> : <FailureState failure={failure} onRetry={reload} />}
        </Block>
      ) : (
        <>
          <IncidentBanner connection={connection} onFixed={reload} />
          {connection.incident === null && (
            <BlockedOffer blocked={connection.blocked ?? 0} onReprocessed={reload} linkToList />
          )}
          <Block>
            <CarrefourCard connection={connection} onChanged={reload} />
          </Block>
        </>
      )}
    </PageFrame>
  )
}
