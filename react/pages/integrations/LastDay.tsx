import React from 'react'

import { QUIET } from '../../components/colors'
import type { DayHealth } from '../../graphql/connectionTypes'
import { useText } from '../../texts/useText'

/** The last 24 hours in three counts. */
export function LastDay({ health }: { health: DayHealth }) {
  const text = useText()
  const { success, warning, error } = health
  const facts = [
    text('integrations.day.success', { count: success }),
    text('integrations.day.warning', { count: warning }),
    text('integrations.day.error', { count: error }),
  ]
  return (
    <div className="mt4">
      <h3 className="t-small fw4 ma0" style={{ color: QUIET }}>
        {text('integrations.day')}
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
