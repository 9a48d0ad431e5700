import React from 'react'
import { Alert } from 'vtex.styleguide'

import type { Connection, Incident } from '../api/generated'
import { causeKey } from '../ui/keys'
import { PortalLink } from '../ui/links'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { SlimNotice } from '../ui/SlimNotice'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { BrakeNotice } from './BrakeNotice'
import { isKeyProblem } from './incident.logic'
import { KeyFix, KeyFixButton } from './KeyFix'
import { ClosedShopNotice, OtherWritersNotice } from './ShopNotices'
import { shopWords } from '../ui/shopWords'
import { SilenceNotices } from '../ui/SilenceNotices'

interface IncidentBannerProps {
  connection: Connection
  /** Told when a new ShopKey has been saved, or a person has decided about held zeros. */
  onFixed: () => void
}

/**
 * The open problem with Carrefour and those on VTEX's side, zeros that are held, stock that stands still without a reason, and beneath
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
      {connection.brake !== null && <BrakeNotice brake={connection.brake} onDecided={onFixed} />}
      <SilenceNotices connection={connection} />
      {connection.closedShop !== null && <ClosedShopNotice closed={connection.closedShop} />}
      <OtherWritersNotice writers={connection.otherWriters} />
      <KeyFix place="banner" connection={connection} onSaved={onFixed} />
    </>
  )
}

interface NoticeProps extends Omit<IncidentBannerProps, 'onFixed'> {
  incident: Incident
}

/** What happened and the way out in one line; since when, what to do and Carrefour's words one click away. */
function Notice({ incident, connection }: NoticeProps) {
  const text = useText()
  const { full, time } = useMoments()
  const { pending, blocked } = connection
  const keyProblem = isKeyProblem(incident)
  const shops =
    incident.shops === null
      ? []
      : [
          text('incident.shops', {
            opens: shopWords(incident.shops.opens),
            bound: shopWords(incident.shops.bound),
          }),
        ]

  return (
    <SlimNotice
      type={keyProblem ? 'error' : 'warning'}
      title={text(causeKey(incident.cause, 'title'))}
      summary={[...shops, text('incident.waiting', { pending, blocked: blocked ?? 0 })].join(' ')}
      more={text('incident.details')}
      action={keyProblem && <KeyFixButton place="banner" />}
    >
      <p className="ma0 mb3">
        {text('incident.since', { since: full(incident.since) })}{' '}
        {text(causeKey(incident.cause, 'todo'))}
        {incident.nextTryAt !== null && (
          <> {text('incident.next-try', { time: time(incident.nextTryAt) })}</>
        )}
      </p>
      <MarketplaceMessage title={text('detail.message')} message={incident.message} />
      {keyProblem && <PortalLink url={connection.configuration?.portalUrl} />}
    </SlimNotice>
  )
}

/** Something of VTEX's does not answer: what that means, and that it ends by itself. */
function OutageNotice({ outage, pending }: { outage: Incident; pending: number }) {
  const text = useText()
  const { full, time } = useMoments()
  return (
    <SlimNotice
      type="warning"
      title={text(causeKey(outage.cause, 'title'))}
      summary={text('incident.queued', { pending })}
      more={text('incident.details')}
    >
      <p className="ma0 mb3">
        {text('incident.since', { since: full(outage.since) })}{' '}
        {text(causeKey(outage.cause, 'todo'))}
        {outage.nextTryAt !== null && (
          <> {text('incident.next-try', { time: time(outage.nextTryAt) })}</>
        )}
      </p>
      <code className="dib" style={STYLES.breakable}>
        {outage.message}
      </code>
    </SlimNotice>
  )
}

/** A workspace that is not production says whether it sends: the shop at Carrefour is the same one. */
function DevelopmentNotice({ connection }: { connection: Connection }) {
  const text = useText()
  const sends = connection.configuration?.sendFromDevelopment ?? false
  return (
    <div className="mb3 ph5 ph0-ns">
      <Alert type="warning">
        <div className="nt3 nb3 lh-copy">
          <h2 className="t-body fw7 ma0 dib">
            {text(sends ? 'development.sends-title' : 'development.title')}
          </h2>{' '}
          <span className="t-small">
            {text(sends ? 'development.sends' : 'development.withheld')}
          </span>
        </div>
      </Alert>
    </div>
  )
}
