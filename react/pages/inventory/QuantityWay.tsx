import React from 'react'

import type { Process } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { wayOf } from './comparison.logic'

interface QuantityWayProps {
  process: Process
  minimumStock: number | null
}

/** How the quantity that was sent came about, step by step. */
export function QuantityWay({ process, minimumStock }: QuantityWayProps) {
  const text = useText()
  const steps = wayOf(process, minimumStock)
  if (steps.length === 0) return null
  return (
    <section aria-label={text('way.title')} className="mb5">
      <h2 className="t-small fw7 mt0 mb2 c-on-base">{text('way.title')}</h2>
      <ol className="ma0 pl5 lh-copy">
        {steps.map(({ key, units }) => (
          <li key={key}>{text(`way.${key === 'atLeast' ? 'at-least' : key}`, { count: units })}</li>
        ))}
      </ol>
    </section>
  )
}
