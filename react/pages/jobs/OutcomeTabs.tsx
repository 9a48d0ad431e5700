import React from 'react'

import type { Job, LineOutcome } from '../../graphql/jobTypes'
import { OUTCOMES } from '../../graphql/jobTypes'
import { slug } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { countFor } from './job.logic'

interface OutcomeTabsProps {
  job: Job
  /** Null for all of them. */
  outcome: LineOutcome | null
  onChoose: (outcome: LineOutcome | null) => void
}

/** Leads to exactly the lines that ended in one way, each with its number. */
export function OutcomeTabs({ job, outcome, onChoose }: OutcomeTabsProps) {
  const text = useText()
  const choices = [null, ...OUTCOMES]
  return (
    <div role="group" aria-label={text('receipt.filter')} className="flex flex-wrap mb3">
      {choices.map(choice => {
        const pressed = choice === outcome
        return (
          <button
            key={choice ?? 'all'}
            type="button"
            aria-pressed={pressed}
            className={`mr3 mb3 ph4 pv2 br-pill t-small fw5 pointer ba ${
              pressed
                ? 'bg-action-primary c-on-action-primary b--action-primary'
                : 'bg-base c-action-primary b--muted-3'
            }`}
            style={{ minHeight: 32 }}
            onClick={() => onChoose(choice)}
          >
            {choice === null
              ? text('receipt.every')
              : text('receipt.choice', {
                  outcome: text(`outcome.${slug(choice)}`),
                  count: countFor(job, choice),
                })}
          </button>
        )
      })}
    </div>
  )
}
