import React from 'react'

import { QUIET } from '../../components/colors'
import type { Reconcile } from '../../graphql/reconcileTypes'
import { reconcileProblemKey } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import type { TextValues } from '../../texts/useText'
import { useText } from '../../texts/useText'

type Last = NonNullable<Reconcile['last']>

/** The comparison with Carrefour: how far it is, or what the last one found. */
export function ReconcileState({ reconcile }: { reconcile: Reconcile }) {
  const text = useText()
  const { full } = useMoments()
  const { run, last, nextAt } = reconcile
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
        <p className="ma0 mt2 lh-copy">{text(...lastText(last, full(last.endedAt)))}</p>
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

/** Only of a list that was whole it can be said that there was no difference. */
function lastText(
  { compared, offersTotal, problem, queued }: Last,
  when: string
): [string, TextValues] {
  const key = problem === null ? 'integrations.reconcile.last' : 'integrations.reconcile.partial'
  return [key, { when, compared, total: offersTotal === null ? compared : offersTotal, queued }]
}
