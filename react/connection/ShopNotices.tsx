import React from 'react'

import type { Connection } from '../api/generated'
import { SlimNotice } from '../ui/SlimNotice'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'

type Closed = NonNullable<Connection['closedShop']>

const REASON_KEYS: Readonly<Record<string, string | undefined>> = {
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
export function ClosedShopNotice({ closed }: { closed: Closed }) {
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
      : text(REASON_KEYS[suspension] || 'closed-shop.reason.other', { reason: suspension })
  return (
    <SlimNotice
      type="warning"
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
export function OtherWritersNotice({ writers }: { writers: Connection['otherWriters'] }) {
  const text = useText()
  const { full } = useMoments()
  const { skus, samples } = writers
  if (skus === 0) return null
  return (
    <SlimNotice
      type="warning"
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
