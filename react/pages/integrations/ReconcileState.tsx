import React from 'react'

import { QUIET } from '../../components/colors'
import type { Reconcile } from '../../graphql/reconcileTypes'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

/** The comparison with Carrefour: how far it is, or what the last one found. */
export function ReconcileState({ reconcile }: { reconcile: Reconcile }) {
  const text = useText()
  const { full } = useMoments()
  const { run, last } = reconcile
  if (run === null && (last === null || last.endedAt === null)) return null
  const percent = run === null ? 100 : Math.round(run.progress * 100)

  return (
    <div className="mt4">
      <h3 className="t-small fw4 ma0" style={{ color: QUIET }}>
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
          {text('integrations.reconcile.last', {
            when: full(last.endedAt),
            compared: last.compared,
            queued: last.queued,
          })}
        </p>
      )}
    </div>
  )
}
