import React from 'react'

import { QUIET } from '../../components/colors'
import type { Plan } from '../../graphql/jobTypes'
import { useText } from '../../texts/useText'

/** The first SKUs of a plan by name, so that one sees at once whether a search found what was meant. */
export function PlanSamples({ plan: { samples, total } }: { plan: Plan }) {
  const text = useText()
  return (
    <ul
      aria-label={text('plan.samples')}
      className="list pl0 mt0 mb4 t-small lh-copy"
      style={{ color: QUIET, overflowWrap: 'anywhere' }}
    >
      {samples.map(({ skuId, name }) => (
        <li key={skuId}>{name === null ? skuId : `${skuId} · ${name}`}</li>
      ))}
      {total > samples.length && (
        <li>{text('plan.samples-more', { count: total - samples.length })}</li>
      )}
    </ul>
  )
}
