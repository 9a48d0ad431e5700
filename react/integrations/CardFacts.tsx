import React from 'react'
import { useRuntime } from 'vtex.render-runtime'

import type { Connection, HealthAnswer, ReconcileAnswer, Status } from '../api/generated'
import { PlainButton } from '../ui/buttons'
import { reconcileProblemKey, statusKey } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import type { TextValues } from '../ui/useText'
import type { Health } from './card.logic'

/** How many SKUs stand how, each leading to the list of them. */
export function Counters({ connection }: { connection: Connection }) {
  const text = useText()
  const { full } = useMoments()
  const { navigate } = useRuntime()
  const { lastConfirmedAt, blocked } = connection
  const counts: ReadonlyArray<[Status, number | null]> = [
    ['SUCCESS', connection.success],
    ['WARNING', connection.warning],
    ['ERROR', connection.error],
    ['PENDING', connection.pending],
  ]

  return (
    <>
      <dl className="flex flex-wrap ma0 mb4">
        {counts.map(([status, count]) => (
          // What waits also counts by its last outcome, so it stands apart from the three that add up.
          <div
            key={status}
            className={`mr7 mb4 ${status === 'PENDING' ? 'pl5 bl b--muted-4' : ''}`}
            title={status === 'PENDING' ? text('inventory.filter.pending.meaning') : undefined}
          >
            <dt className="t-small" style={STYLES.quiet}>
              {text(status === 'PENDING' ? 'integrations.pending-now' : statusKey(status))}
            </dt>
            <dd className="ma0">
              {count === null ? (
                <span className="t-heading-5">–</span>
              ) : (
                <PlainButton
                  className="nl2 tl"
                  label={text('integrations.see', { count, status: text(statusKey(status)) })}
                  onClick={() =>
                    navigate({ page: ROUTES.inventory, query: `status=${status.toLowerCase()}` })
                  }
                >
                  <span className="t-heading-5">{text('common.count', { count })}</span>
                </PlainButton>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="ma0 lh-copy">
        {lastConfirmedAt === null
          ? text('integrations.never-confirmed')
          : text('integrations.last-confirmed', { when: full(lastConfirmedAt) })}
      </p>
      {blocked !== null && blocked > 0 && (
        <p className="mt2 mb0 lh-copy">{text('integrations.blocked', { count: blocked })}</p>
      )}
    </>
  )
}

/** The last 24 hours in three counts. */
export function LastDay({ health }: { health: HealthAnswer }) {
  const text = useText()
  const { brief } = useMoments()
  const { success, warning, error } = health
  const facts = [
    text('integrations.day.success', { count: success }),
    text('integrations.day.warning', { count: warning }),
    text('integrations.day.error', { count: error }),
  ]
  return (
    <div className="mt4">
      <h3 className="t-small fw4 ma0" style={STYLES.quiet}>
        {text('integrations.day', { since: brief(health.since) })}
      </h3>
      <ul className="list pl0 ma0 flex flex-wrap">
        {facts.map(fact => (
          <li key={fact} className="mr6 mt2">
            {fact}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface NextSendProps {
  connection: Connection
  state: Health
}

/** When the next file may leave, if anything waits; not known while stock stands still without an incident at Carrefour. */
export function NextSend({ connection, state }: NextSendProps) {
  const text = useText()
  const { time } = useMoments()
  const { nextSendAt, pending, incident } = connection
  if (nextSendAt === null || (state === 'incident' && incident === null))
    return <p className="mt2 mb0">{text('integrations.next-send.none')}</p>
  return (
    <p className="mt2 mb0 lh-copy">
      {pending === 0
        ? text('integrations.next-send.idle')
        : text('integrations.next-send', { time: time(nextSendAt), count: pending })}
    </p>
  )
}

type Last = NonNullable<ReconcileAnswer['last']>

/** The comparison with Carrefour: how far it is, or what the last one found. */
export function ReconcileState({ reconcile }: { reconcile: ReconcileAnswer }) {
  const text = useText()
  const { full } = useMoments()
  const { run, last, nextAt } = reconcile
  if (run === null && (last === null || last.endedAt === null)) return null
  const percent = run === null ? 100 : Math.round(run.progress * 100)

  return (
    <div className="mt4">
      <h3 className="t-small fw4 ma0" style={STYLES.quiet}>
        {text('integrations.reconcile')}
      </h3>
      {run !== null && (
        <>
          <progress
            className="db w-100 mw6 mt2"
            max={100}
            value={percent}
            aria-label={text('integrations.reconcile')}
          />
          <p className="ma0 mt2 lh-copy" role="status">
            {text('integrations.reconcile.run', {
              percent,
              compared: run.compared,
              queued: run.queued,
            })}
          </p>
        </>
      )}
      {run === null && last !== null && last.endedAt !== null && (
        <p className="ma0 mt2 lh-copy">
          {[lastText(last, full(last.endedAt)), ...leftOut(last)]
            .map(([key, values]) => text(key, values))
            .join(' ')}
        </p>
      )}
      {run === null && last !== null && last.problem !== null && (
        <p className="ma0 mt2 lh-copy">
          {text(reconcileProblemKey(last.problem), {
            seen: last.offersSeen,
            total: last.offersTotal === null ? -1 : last.offersTotal,
          })}
          {nextAt !== null && ` ${text('integrations.reconcile.next', { when: full(nextAt) })}`}
        </p>
      )}
    </div>
  )
}

/** Why offers that came were not compared. */
const leftOut = ({ onTheWay, unknownOffers }: Last): ReadonlyArray<[string, TextValues]> => [
  ...told('integrations.reconcile.on-the-way', onTheWay),
  ...told('integrations.reconcile.unknown-offers', unknownOffers),
]

const told = (key: string, count: number): ReadonlyArray<[string, TextValues]> =>
  count === 0 ? [] : [[key, { count }]]

/** Only of a list that was whole it can be said that there was no difference. */
function lastText(
  { compared, offersTotal, problem, queued }: Last,
  when: string
): [string, TextValues] {
  const key = problem === null ? 'integrations.reconcile.last' : 'integrations.reconcile.partial'
  return [key, { when, compared, total: offersTotal === null ? compared : offersTotal, queued }]
}
