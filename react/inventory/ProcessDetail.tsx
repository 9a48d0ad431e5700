import React from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import type { Connection, Process } from '../api/generated'
import { useMay } from '../api/permissions'
import { isKeyProblem, KeyFix, KeyFixButton } from '../connection/KeyFix'
import { Which } from '../ui/About'
import { WithReason } from '../ui/buttons'
import { Countdown } from '../ui/Countdown'
import { actorKey, causeKey, slug } from '../ui/keys'
import { LearnMore, ROUTES } from '../ui/links'
import { MarketplaceMessage } from '../ui/MarketplaceMessage'
import { usePlace } from '../ui/onePlace'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { AttemptsTable, SentFile } from './Attempts'
import { ComparisonPanel, QuantityBreakdown } from './Comparison'
import { carrefourAnswer, messageTitle } from './message.logic'

interface DetailText {
  meaning: string
  todo: string
}

const both = (key: string): DetailText => ({ meaning: `${key}.meaning`, todo: `${key}.todo` })

/**
 * Keys of what a process means and what to do about it. A waiting SKU is told about its wait first: its
 * last cause may be over by the time it is sent.
 */
export function detailText(
  { status, cause }: Pick<Process, 'status' | 'cause'>,
  connection: Pick<Connection, 'incident' | 'outages'> | null
): DetailText {
  if (status === 'PENDING') {
    return both(
      connection !== null && hasTrouble(connection) ? 'detail.pending-incident' : 'detail.pending'
    )
  }
  if (cause !== null) return { meaning: causeKey(cause, 'meaning'), todo: causeKey(cause, 'todo') }
  return both(status === 'SUCCESS' ? 'detail.success' : 'cause.unknown')
}

/** While Master Data does not answer stock is still sent. */
const hasTrouble = ({ incident, outages }: Pick<Connection, 'incident' | 'outages'>) =>
  incident !== null || outages.some(({ cause }) => cause === 'VTEX_UNAVAILABLE')

interface CheckNowProps {
  onReprocess: () => void
}

/** For a product that waits for cataloguing: sends it again at once, which shows whether Carrefour has it by now. */
function CheckNow({ onReprocess }: CheckNowProps) {
  const text = useText()
  const allowed = useMay('reprocess')
  return (
    <div className="mb5">
      <WithReason shown reason={allowed ? null : text('permission.reprocess')}>
        <Button size="small" variation="secondary" disabled={!allowed} onClick={onReprocess}>
          {text('detail.check-now')}
          <Which />
        </Button>
      </WithReason>
    </div>
  )
}

interface NextAttemptProps {
  process: Process
  nextSendAt: string | null
}

/** When the SKU is sent, or looked at, next; nothing when only a change or a person brings that about. */
function NextAttempt({ process, nextSendAt }: NextAttemptProps) {
  const text = useText()
  const { full } = useMoments()
  const waiting = process.status === 'PENDING'
  const at = waiting ? nextSendAt : process.nextCheckAt
  if (at === null) return null
  const otherwise = process.cause === 'NOT_CATALOGED' ? 'detail.next-check' : 'detail.next-try'
  return (
    <p className="t-small lh-copy mt0 mb4">
      <strong className="fw7">{text(waiting ? 'detail.next-send' : otherwise)}</strong> {full(at)}{' '}
      {text('attempts.next.left')} <Countdown until={at} over={text('attempts.next.over')} />
    </p>
  )
}

/** Codes and moments of a process, those that are known; quantities stand above them. */
function ProcessFacts({ process }: { process: Process }) {
  const text = useText()
  const { full } = useMoments()
  const moment = (iso: string | null) => (iso === null ? null : full(iso))

  const facts: ReadonlyArray<[string, string | null]> = [
    ['detail.ean', process.ean],
    ['detail.reference', process.reference],
    ['detail.affiliate', process.affiliate],
    ['detail.processed-at', moment(process.processedAt)],
    ['detail.requested-at', moment(process.requestedAt)],
    ['detail.last-checked', moment(process.lastCheckedAt)],
  ]

  return (
    <dl className="ma0 mb5">
      {facts.map(
        ([key, value]) =>
          value !== null && (
            <div key={key} className="flex justify-between pv2 bb b--muted-5">
              <dt className="mr4" style={STYLES.quiet}>
                {text(key)}
              </dt>
              <dd className="ma0 tr">{value}</dd>
            </div>
          )
      )}
    </dl>
  )
}

interface ProcessDetailProps {
  process: Process
  connection: Connection | null
  onReprocess: () => void
  onFixed: () => void
}

/** Everything about one SKU's latest sending: the words of Carrefour, and what they mean here. */
export function ProcessDetail(props: ProcessDetailProps) {
  const { process, connection, onReprocess, onFixed } = props
  const text = useText()
  const { meaning, todo } = detailText(process, connection)
  const waiting = process.status === 'PENDING'
  const answer = carrefourAnswer(process)
  const place = `sku-${process.skuId}`
  // What the new key brings about stays on screen after it has helped.
  const { isOpen } = usePlace(place)
  const keyProblem = isOpen || (process.cause !== null && isKeyProblem({ cause: process.cause }))
  const { navigate } = useRuntime()
  const help = () =>
    navigate({
      page: ROUTES.help,
      query: process.cause === null ? '' : `cause=${slug(process.cause)}`,
    })
  const heading = 't-small fw7 mt0 mb2 c-on-base'

  return (
    <div className="pa5 pl7-l pr6-l bg-base">
      <div className="flex-l">
        <div className="w-60-l pr7-l">
          {process.message !== null && (
            <MarketplaceMessage title={text(messageTitle(process))} message={process.message} />
          )}
          {answer !== null && (
            <MarketplaceMessage title={text('detail.message-carrefour')} message={answer} />
          )}
          <h2 className={heading}>{text('detail.meaning')}</h2>
          <p className="lh-copy mt0 mb5">{text(meaning)}</p>
          <h2 className={heading}>{text('detail.todo')}</h2>
          <p className="lh-copy mt0 mb5">{text(todo)}</p>
          {process.status !== 'SUCCESS' && !waiting && (
            <p className="lh-copy mt0 mb5">
              <span style={STYLES.quiet}>{text('detail.actor')} </span>
              <strong className="fw5">{text(actorKey(process.actor))}</strong>
            </p>
          )}
          {keyProblem && (
            <div className="mb5">
              <KeyFixButton place={place} />
              <div className="mt4">
                <KeyFix place={place} connection={connection} onSaved={onFixed} />
              </div>
            </div>
          )}
          {process.cause === 'NOT_CATALOGED' && !waiting && <CheckNow onReprocess={onReprocess} />}
        </div>
        <div className="w-40-l">
          <ComparisonPanel process={process} />
          <QuantityBreakdown
            process={process}
            minimumStock={connection?.configuration?.minimumStock ?? null}
          />
          <ProcessFacts process={process} />
        </div>
      </div>
      <NextAttempt process={process} nextSendAt={connection?.nextSendAt ?? null} />
      <AttemptsTable attempts={process.attempts} />
      <SentFile attempts={process.attempts} />
      <LearnMore
        portalUrl={connection?.configuration?.portalUrl ?? null}
        cause={process.cause}
        {...(process.cause === null ? {} : { onHelp: help })}
      />
    </div>
  )
}
