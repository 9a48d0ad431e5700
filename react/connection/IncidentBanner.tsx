import React from 'react'
import { Alert } from 'vtex.styleguide'

import type { Connection, Incident } from '../api/generated'
import { Disclosure } from '../ui/buttons'
import { causeKey } from '../ui/keys'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { isKeyProblem } from './incident.logic'
import { KeyFix, KeyFixButton } from './KeyFix'

interface IncidentBannerProps {
  connection: Connection
  /** Told when a new ShopKey has been saved. */
  onFixed: () => void
}

/**
 * The open problem with Carrefour and those on VTEX's side, stock that stands still without a reason, and beneath
 * them the form that ends it, with what comes of that.
 */
export function IncidentBanner({ connection, onFixed }: IncidentBannerProps) {
  const { incident } = connection
  return (
    <>
      {!connection.production && <DevelopmentNotice connection={connection} />}
      {incident !== null && <Notice incident={incident} connection={connection} />}
      {connection.outages.map(outage => (
        <OutageNotice key={outage.cause} outage={outage} pending={connection.pending} />
      ))}
      {connection.standstill !== null && <StandstillNotice connection={connection} />}
      <KeyFix place="banner" connection={connection} onSaved={onFixed} />
    </>
  )
}

interface NoticeProps extends Omit<IncidentBannerProps, 'onFixed'> {
  incident: Incident
}

/** What happened, since when, what to do, and the way out. */
function Notice({ incident, connection }: NoticeProps) {
  const text = useText()
  const { full, time } = useMoments()
  const { pending, blocked } = connection
  const keyProblem = isKeyProblem(incident)

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
            {text('incident.waiting', { pending, blocked: blocked ?? 0 })}
            {incident.nextTryAt !== null && (
              <> {text('incident.next-try', { time: time(incident.nextTryAt) })}</>
            )}
          </p>
          {keyProblem && (
            <div className="mb3">
              <KeyFixButton place="banner" />
            </div>
          )}
          <Disclosure label={text('incident.message')}>
            <MarketplaceMessage title={text('detail.message')} message={incident.message} />
          </Disclosure>
        </div>
      </Alert>
    </div>
  )
}

/** Something of VTEX's does not answer: what that means, and that it ends by itself. */
function OutageNotice({ outage, pending }: { outage: Incident; pending: number }) {
  const text = useText()
  const { full, time } = useMoments()
  return (
    <div className="mb5 ph5 ph0-ns">
      <Alert type="warning">
        <div>
          <h2 className="t-heading-5 ma0 mb2">{text(causeKey(outage.cause, 'title'))}</h2>
          <p className="ma0 mb3 lh-copy">
            {text('incident.since', { since: full(outage.since) })}{' '}
            {text(causeKey(outage.cause, 'todo'))}
          </p>
          <p className="ma0 mb3 lh-copy">
            {text('incident.queued', { pending })}
            {outage.nextTryAt !== null && (
              <> {text('incident.next-try', { time: time(outage.nextTryAt) })}</>
            )}
          </p>
          <Disclosure label={text('incident.detail')}>
            <code className="dib" style={STYLES.breakable}>
              {outage.message}
            </code>
          </Disclosure>
        </div>
      </Alert>
    </div>
  )
}

/** Stock waits and nothing known says why: since when, what is known, and whom to ask. */
function StandstillNotice({ connection }: { connection: Connection }) {
  const text = useText()
  const { full } = useMoments()
  const { standstill, pending, waitingSince } = connection
  if (standstill === null) return null
  return (
    <div className="mb5 ph5 ph0-ns">
      <Alert type="warning">
        <div>
          <h2 className="t-heading-5 ma0 mb2">{text('standstill.title')}</h2>
          <p className="ma0 mb3 lh-copy">
            {text('incident.since', { since: full(standstill.since) })}{' '}
            {text(standstill.kind === 'RUNS' ? 'standstill.runs' : 'standstill.queue')}{' '}
            {text('standstill.todo')}
          </p>
          {waitingSince !== null && (
            <p className="ma0 lh-copy">
              {text('standstill.waiting', { pending, since: full(waitingSince) })}
            </p>
          )}
        </div>
      </Alert>
    </div>
  )
}

/** A workspace that is not production says whether it sends: the shop at Carrefour is the same one. */
function DevelopmentNotice({ connection }: { connection: Connection }) {
  const text = useText()
  const sends = connection.configuration?.sendFromDevelopment ?? false
  return (
    <div className="mb5 ph5 ph0-ns">
      <Alert type="warning">
        <div>
          <h2 className="t-heading-5 ma0 mb2">
            {text(sends ? 'development.sends-title' : 'development.title')}
          </h2>
          <p className="ma0 lh-copy">
            {text(sends ? 'development.sends' : 'development.withheld')}
          </p>
        </div>
      </Alert>
    </div>
  )
}
