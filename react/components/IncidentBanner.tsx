import React from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import type { Connection } from '../graphql/connectionTypes'
import type { Permissions } from '../graphql/types'
import { causeKey } from '../texts/keys'
import { ROUTES } from '../texts/links'
import { useMoments } from '../texts/useMoments'
import { useText } from '../texts/useText'
import { Disclosure } from './Disclosure'
import { isKeyProblem } from './incident.logic'
import { CarrefourWords } from './CarrefourWords'

interface IncidentBannerProps {
  connection: Connection
  permissions: Permissions | null
}

/** The one open problem of the connection: what happened, since when, what to do, and the way out. */
export function IncidentBanner({ connection, permissions }: IncidentBannerProps) {
  const text = useText()
  const { full, time } = useMoments()
  const { navigate } = useRuntime()
  const { incident, pending, blocked } = connection
  if (incident === null) return null

  const keyProblem = isKeyProblem(incident)
  const allowed = permissions === null || permissions.configure

  return (
    <div className="mb5 ph5 ph0-ns">
      <Alert type={keyProblem ? 'error' : 'warning'}>
        <div>
          <h2 className="t-heading-5 ma0 mb2">{text(causeKey(incident.cause, 'title'))}</h2>
          <p className="ma0 mb3 lh-copy">
            {text('incident.since', { since: full(incident.since) })}{' '}
            {text(causeKey(incident.cause, 'todo'))}
          </p>
          <p className="ma0 mb3 lh-copy">
            {text('incident.waiting', { pending, blocked })}
            {incident.nextTryAt !== null && (
              <> {text('incident.next-try', { time: time(incident.nextTryAt) })}</>
            )}
          </p>
          {keyProblem && (
            <div className="mb3">
              <Button
                size="small"
                disabled={!allowed}
                onClick={() => navigate({ page: ROUTES.configuration, query: 'focus=shopKey' })}
              >
                {text('incident.fix-shop-key')}
              </Button>
              {!allowed && <p className="t-small mt3 mb0">{text('permission.configure')}</p>}
            </div>
          )}
          <Disclosure label={text('incident.message')}>
            <CarrefourWords title={text('detail.message')} message={incident.message} />
          </Disclosure>
        </div>
      </Alert>
    </div>
  )
}
