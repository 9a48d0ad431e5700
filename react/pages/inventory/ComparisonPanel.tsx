import React from 'react'
import { Button } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { useComparison } from '../../data/useComparison'
import type { Figure, Process } from '../../graphql/types'
import { failureKey, slug } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { isDifferent, unitsKey } from './comparison.logic'

/** What was sent, beside what the store and Carrefour hold now, once one asks for it. */
export function ComparisonPanel({ process }: { process: Process }) {
  const text = useText()
  const { full } = useMoments()
  const { comparison, failure, asking, ask } = useComparison(process.skuId)
  const units = (count: number | null) =>
    count === null ? text('detail.nothing-sent') : text('detail.units', { count })
  const figure = (side: Figure | undefined): string => {
    if (side === undefined) return '–'
    return side.units === null
      ? text(`comparison.missing.${slug(side.missing ?? 'UNAVAILABLE')}`)
      : text(unitsKey(side.units), { count: side.units })
  }
  const nextAt = comparison?.carrefour.nextAt ?? null
  const sides = [
    ['comparison.store', figure(comparison?.store)],
    ['comparison.sent', units(process.quantity)],
    ['comparison.carrefour', figure(comparison?.carrefour)],
  ] as const

  return (
    <section aria-label={text('comparison.title')} className="mb5">
      <h2 className="t-small fw7 mt0 mb3 c-on-base">{text('comparison.title')}</h2>
      <dl className="ma0 mb3 flex ba b--muted-4 br2">
        {sides.map(([key, value]) => (
          <div
            key={key}
            className="pa3 flex flex-column justify-between"
            style={{ flex: '1 1 0', minWidth: 0 }}
          >
            <dt className="t-small" style={{ color: QUIET }}>
              {text(key)}
            </dt>
            <dd className="ma0 mt1 fw5">{value}</dd>
          </div>
        ))}
      </dl>
      <div aria-live="polite" className="t-small lh-copy" style={{ color: QUIET }}>
        {comparison !== null && (
          <p className="ma0 mb3">
            {text('comparison.at', { when: full(comparison.at) })}
            {nextAt !== null && <> {text('comparison.limited', { when: full(nextAt) })}</>}
            {isDifferent(process, comparison) && <> {text('comparison.different')}</>}
          </p>
        )}
        {failure !== null && <p className="ma0 mb3">{text(`${failureKey(failure)}.action`)}</p>}
      </div>
      <Button size="small" variation="secondary" isLoading={asking} onClick={ask}>
        {text(comparison === null ? 'comparison.ask' : 'comparison.again')}
      </Button>
    </section>
  )
}
