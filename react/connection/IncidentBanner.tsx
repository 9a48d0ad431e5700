import React from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import type { Brake, BrakeDecision, BrakeReason, Connection, Incident } from '../api/generated'
import { DECIDE_BRAKE } from '../api/generated'
import { Which } from '../ui/About'
import { causeKey, failureKey } from '../ui/keys'
import { PortalLink, ROUTES } from '../ui/links'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { isKeyProblem, KeyFix, KeyFixButton } from './KeyFix'
import { shopWords } from '../configuration/form.logic'
import { SilenceNotices } from '../ui/SilenceNotices'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { ButtonRow, PlainButton, WithReason } from '../ui/buttons'
import { SlimNotice, useNotice } from '../ui/notice'

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

/**
 * Nothing is sent, because somebody turned it off or disconnected: whoever reads the list would take its last
 * successes for today's.
 */
export function OffNotice({ connection: { configuration } }: { connection: Connection }) {
  const text = useText()
  const { navigate } = useRuntime()
  if (configuration?.active === true) return null
  return (
    <SlimNotice
      title={text(configuration === null ? 'integrations.disconnected' : 'integrations.turned-off')}
      summary={text('health.off.meaning')}
      action={
        <PlainButton
          className="nl2 t-small"
          onClick={() => navigate({ page: ROUTES.configuration })}
        >
          {text('integrations.edit')}
        </PlainButton>
      }
    />
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

/** A VTEX service does not answer: what that means, and that no action is needed. */
function OutageNotice({ outage, pending }: { outage: Incident; pending: number }) {
  const text = useText()
  const { full, time } = useMoments()
  return (
    <SlimNotice
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
    <SlimNotice
      title={text(sends ? 'development.sends-title' : 'development.title')}
      summary={text(sends ? 'development.sends' : 'development.withheld')}
    />
  )
}

const REASON_KEYS: Record<BrakeReason, string> = {
  TRADE_POLICY: 'brake.reason.trade-policy',
  WAREHOUSE: 'brake.reason.warehouse',
  MINIMUM_STOCK: 'brake.reason.minimum-stock',
  KITS: 'brake.reason.kits',
  INACTIVE: 'brake.reason.inactive',
  NOT_OFFERED: 'brake.reason.not-offered',
  STORE_EMPTY: 'brake.reason.store-empty',
}

/** What follows for the zeros that are held. */
function nextKey({ decision, waitsForPerson }: Brake): string {
  if (decision === 'SEND') return 'brake.next.sending'
  if (decision === 'KEEP') return 'brake.next.kept'
  return waitsForPerson ? 'brake.next.person' : 'brake.next.readings'
}

interface BrakeNoticeProps {
  brake: Brake
  /** Told when a decision was made, or there was nothing left to decide. */
  onDecided: () => void
}

/** Zeros that are held: how many, why, what follows, and the two ways out. */
function BrakeNotice({ brake, onDecided }: BrakeNoticeProps) {
  const text = useText()
  const { full, time } = useMoments()
  const notify = useNotice()
  const allowed = useMay('reprocess')
  const [decide, deciding] = useOperation(DECIDE_BRAKE)
  const run = (decision: BrakeDecision) =>
    void decide({ decision, since: brake.since }).then(outcome => {
      if ('failure' in outcome) {
        notify(text(`${failureKey(outcome.failure)}.action`))
        return
      }
      const done = decision === 'SEND' ? 'brake.sent-done' : 'brake.kept-done'
      notify(text(outcome.done.outcome === 'DONE' ? done : 'brake.over'))
      onDecided()
    })
  const button = (decision: BrakeDecision, label: string, variation: 'primary' | 'secondary') => (
    <WithReason reason={allowed ? null : text('permission.reprocess')}>
      <Button
        size="small"
        variation={variation}
        disabled={!allowed || deciding}
        onClick={() => run(decision)}
      >
        {label}
        <Which />
      </Button>
    </WithReason>
  )
  const since = { since: full(brake.since), stocked: brake.stocked }

  return (
    <SlimNotice
      type="error"
      title={text('brake.title', { held: brake.held })}
      summary={text(nextKey(brake), { time: time(brake.nextReadingAt) })}
      more={text('incident.details')}
      action={
        <ButtonRow>
          {brake.decision !== 'SEND' && button('SEND', text('brake.send'), 'secondary')}
          {brake.decision === null && button('KEEP', text('brake.keep'), 'primary')}
        </ButtonRow>
      }
    >
      <p className="ma0">
        {text(brake.stocked === null ? 'brake.since-only' : 'brake.since', since)}{' '}
        {text('brake.summary')} {text(REASON_KEYS[brake.reason])}
      </p>
    </SlimNotice>
  )
}

type Closed = NonNullable<Connection['closedShop']>

const SUSPENSION_KEYS: Readonly<Record<string, string | undefined>> = {
  MANUAL: 'closed-shop.reason.manual',
  PENDING_APPROVAL: 'closed-shop.reason.pending-approval',
  INCOMPLETE_PROFILE: 'closed-shop.reason.incomplete-profile',
  AUTOMATIC_SUSPENSION: 'closed-shop.reason.automatic-suspension',
}

function titleKey({ name, state }: Closed): string {
  if (name === null || name === '') return 'closed-shop.title'
  return state === 'SUSPENDED' ? 'closed-shop.title-suspended' : 'closed-shop.title-closed'
}

/** Nothing of the shop can be bought, although its stock is right: why, and until when. */
function ClosedShopNotice({ closed }: { closed: Closed }) {
  const text = useText()
  const { full } = useMoments()
  const { name, suspension, closedFrom, closedTo } = closed
  const period = () => {
    if (closedFrom === null) return null
    return closedTo === null
      ? text('closed-shop.period-open', { from: full(closedFrom) })
      : text('closed-shop.period', { from: full(closedFrom), to: full(closedTo) })
  }
  const reason = () =>
    suspension === null
      ? null
      : text(SUSPENSION_KEYS[suspension] || 'closed-shop.reason.other', { reason: suspension })
  return (
    <SlimNotice
      title={text(titleKey(closed), { name })}
      summary={
        closedTo === null
          ? text('closed-shop.summary')
          : text('closed-shop.summary-until', { to: full(closedTo) })
      }
      more={text('incident.details')}
    >
      <p className="ma0">
        {text('closed-shop.since', { since: full(closed.since) })} {period()} {reason()}{' '}
        {text('closed-shop.todo')}
      </p>
    </SlimNotice>
  )
}

/** Somebody else writes quantities at Carrefour too: which SKUs, both values and times, and what to switch off. */
function OtherWritersNotice({ writers }: { writers: Connection['otherWriters'] }) {
  const text = useText()
  const { full } = useMoments()
  const { skus, samples } = writers
  if (skus === 0) return null
  return (
    <SlimNotice
      title={text('writers.title')}
      summary={text('writers.summary', { skus })}
      more={text('incident.details')}
    >
      <p className="mt0 mb3">{text('writers.todo')}</p>
      <ul className="ma0 pl5">
        {samples.map(({ skuId, changes }) => (
          <li key={skuId}>
            <span className="fw7">{skuId}</span>{' '}
            {changes
              .map(({ at, ours, theirs }) =>
                text('writers.change', { when: full(at), ours, theirs })
              )
              .join('; ')}
          </li>
        ))}
        {skus > samples.length && <li>{text('writers.more', { count: skus - samples.length })}</li>}
      </ul>
    </SlimNotice>
  )
}
