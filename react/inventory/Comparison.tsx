import React, { useState } from 'react'
import { Button } from 'vtex.styleguide'

import { toFailure } from '../api/failure'
import type { Failure } from '../api/failure'
import { COMPARISON } from '../api/generated'
import type { ComparisonAnswer, Process } from '../api/generated'
import { useAsk } from '../api/useQueryOf'
import { Which } from '../ui/About'
import { failureKey, NO_FIGURE_KEYS } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { breakdownOf, isDifferent, unitsKey } from './comparison.logic'
import { fateOf, heldOf, storeOf } from './quantity.logic'

const SIDE_KEYS = {
  store: { now: 'comparison.store', last: 'comparison.store.last' },
  carrefour: { now: 'comparison.carrefour', last: 'comparison.carrefour.last' },
} as const

/** What the quantity of the latest sending is called. */
const FATE_KEYS = {
  sent: 'comparison.sent',
  refused: 'comparison.tried',
  tried: 'comparison.unanswered',
} as const

type Side = ComparisonAnswer['store' | 'carrefour']

/** Quantities of one SKU in the store and at Carrefour; queried only on request. */
function useComparison(skuId: string) {
  const compare = useAsk(COMPARISON)
  const [comparison, setComparison] = useState<ComparisonAnswer | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asking, setAsking] = useState(false)

  const ask = () => {
    setAsking(true)
    compare({ skuId })
      .then(answer => {
        setComparison(answer)
        setFailure(null)
      })
      .catch((error: unknown) => setFailure(toFailure(error)))
      .finally(() => setAsking(false))
  }
  return { comparison, failure, asking, ask }
}

/** What was sent, beside what the store and Carrefour held last, or hold now once one asks for it. */
export function ComparisonPanel({ process }: { process: Process }) {
  const text = useText()
  const { full, brief } = useMoments()
  const { comparison, failure, asking, ask } = useComparison(process.skuId)
  const fate = fateOf(process)
  // The heading says what is counted: with the word beside it a number would not fit a phone.
  const units = (count: number): string => {
    const key = unitsKey(count)
    return text(key === 'detail.units' ? 'common.count' : key, { count })
  }
  const figure = (side: Side | undefined): string => {
    if (side === undefined) return '–'
    return side.units === null
      ? text(NO_FIGURE_KEYS[side.missing ?? 'UNAVAILABLE'])
      : units(side.units)
  }
  const difference = ({ carrefour }: ComparisonAnswer) =>
    fate === 'refused'
      ? text('comparison.refused', { sent: process.quantity, held: carrefour.units })
      : text('comparison.different')
  const nextAt = comparison?.carrefour.nextAt ?? null
  // Until it is compared, what the app knew last stands there, with its time.
  const before = { store: storeOf(process), carrefour: heldOf(process) }
  const sideOf = (side: 'store' | 'carrefour'): readonly [string, string] => {
    const known = before[side]
    return comparison === null && known !== null
      ? [text(SIDE_KEYS[side].last, { when: brief(known.at) }), units(known.units)]
      : [text(SIDE_KEYS[side].now), figure(comparison?.[side])]
  }
  const sides = [
    sideOf('store'),
    [
      text(FATE_KEYS[fate]),
      process.quantity === null ? text('detail.nothing-sent') : units(process.quantity),
    ],
    sideOf('carrefour'),
  ] as const

  return (
    <section aria-label={text('comparison.title')} className="mb5">
      <h2 className="t-small fw7 mt0 mb3 c-on-base">{text('comparison.title')}</h2>
      <dl className="ma0 mb3 flex ba b--muted-4 br2">
        {sides.map(([name, value]) => (
          <div key={name} className="pa3 flex flex-column justify-between" style={STYLES.share}>
            <dt className="t-small" style={STYLES.quiet}>
              {name}
            </dt>
            <dd className="ma0 mt1 fw5">{value}</dd>
          </div>
        ))}
      </dl>
      <div aria-live="polite" className="t-small lh-copy" style={STYLES.quiet}>
        {comparison !== null && (
          <p className="ma0 mb3">
            {text('comparison.at', { when: full(comparison.at) })}
            {nextAt !== null && <> {text('comparison.limited', { when: full(nextAt) })}</>}
            {isDifferent(process, comparison) && <> {difference(comparison)}</>}
          </p>
        )}
        {failure !== null && <p className="ma0 mb3">{text(`${failureKey(failure)}.action`)}</p>}
      </div>
      <Button size="small" variation="secondary" isLoading={asking} onClick={ask}>
        {text(comparison === null ? 'comparison.ask' : 'comparison.again')}
        <Which />
      </Button>
    </section>
  )
}

/** Key of one step; a quantity that was refused, or that nobody answered, is not called sent. */
function wayKey(step: string, process: Process): string {
  const fate = fateOf(process)
  if (fate !== 'sent' && (step === 'sent' || step === 'capped'))
    return fate === 'refused' ? 'way.refused' : 'way.tried'
  return `way.${step === 'atLeast' ? 'at-least' : step}`
}

interface QuantityBreakdownProps {
  process: Process
  minimumStock: number | null
}

/** How the quantity that was sent came about, step by step. */
export function QuantityBreakdown({ process, minimumStock }: QuantityBreakdownProps) {
  const text = useText()
  const steps = breakdownOf(process, minimumStock)
  if (steps.length === 0) return null
  return (
    <section aria-label={text('way.title')} className="mb5">
      <h2 className="t-small fw7 mt0 mb2 c-on-base">{text('way.title')}</h2>
      <ol className="ma0 pl5 lh-copy">
        {steps.map(({ key, units }) => (
          <li key={key}>{text(wayKey(key, process), { count: units })}</li>
        ))}
      </ol>
    </section>
  )
}
