import React from 'react'
import { useRuntime } from 'vtex.render-runtime'

import { QUIET } from '../../components/colors'
import { PlainButton } from '../../components/PlainButton'
import type { Connection } from '../../graphql/connectionTypes'
import type { Status } from '../../graphql/types'
import { statusKey } from '../../texts/keys'
import { ROUTES } from '../../texts/links'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

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
          <div key={status} className="mr7 mb4">
            <dt className="t-small" style={{ color: QUIET }}>
              {text(statusKey(status))}
            </dt>
            <dd className="ma0">
              {count === null ? (
                <span className="t-heading-4">–</span>
              ) : (
                <PlainButton
                  className="t-heading-4 nl2 tl"
                  label={text('integrations.see', { count, status: text(statusKey(status)) })}
                  onClick={() =>
                    navigate({ page: ROUTES.inventory, query: `status=${status.toLowerCase()}` })
                  }
                >
                  {count}
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
