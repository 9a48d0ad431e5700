import React, { useState } from 'react'

import { Block } from '../../components/Block'
import { QUIET } from '../../components/colors'
import { Disclosure } from '../../components/Disclosure'
import { PlainButton } from '../../components/PlainButton'
import { Unanswered } from '../../components/Unanswered'
import { Waiting } from '../../components/Waiting'
import { useActivity } from '../../data/useActivity'
import { useText } from '../../texts/useText'
import type { Bar, Scale } from './activity.logic'
import { barsOf, OUTCOMES, totalOf } from './activity.logic'
import { ActivityTable } from './ActivityTable'

/** Milliseconds between two looks. */
const POLL_MS = 60_000

const HEIGHT = 72

/** With the legend, so that nothing jumps. */
const WHOLE_HEIGHT = HEIGHT + 33

/** Each reaches 3:1 on white (WCAG 1.4.11); the table beside says the same without colours. */
const COLORS = { success: '#2e7d4f', warning: '#b07b00', error: '#c4314b' } as const

/** Sendings by hour or by day, by outcome, with the same numbers as a table. */
export function ActivityPicture() {
  const text = useText()
  const [scale, setScale] = useState<Scale>('hours')
  const { hours, failed, reload } = useActivity(scale === 'hours' ? 1 : 30, POLL_MS)

  return (
    <Block>
      <section aria-label={text('activity.title')}>
        <div className="flex flex-wrap items-center justify-between mb3">
          <h2 className="t-heading-5 ma0 c-on-base">{text('activity.title')}</h2>
          <div>
            {(['hours', 'days'] as const).map(one => (
              <PlainButton
                key={one}
                aria={{ 'aria-pressed': scale === one }}
                className={scale === one ? 'fw7' : ''}
                onClick={() => setScale(one)}
              >
                {text(`activity.${one}`)}
              </PlainButton>
            ))}
          </div>
        </div>
        {hours === null && failed && (
          <Unanswered onRetry={reload}>{text('unanswered.activity')}</Unanswered>
        )}
        {hours === null && !failed && <Waiting height={WHOLE_HEIGHT} />}
        {hours !== null && <Bars bars={barsOf(hours, scale, new Date())} />}
        {!(hours === null && failed) && (
          <Disclosure label={text('activity.table')}>
            {hours !== null && (
              <ActivityTable bars={barsOf(hours, scale, new Date())} scale={scale} />
            )}
          </Disclosure>
        )}
      </section>
    </Block>
  )
}

function Bars({ bars }: { bars: readonly Bar[] }) {
  const text = useText()
  const sum = (outcome: (typeof OUTCOMES)[number]) =>
    bars.reduce((all, bar) => all + bar[outcome], 0)
  return (
    <>
      <div aria-hidden="true" className="flex items-end" style={{ height: HEIGHT, gap: 2 }}>
        {bars.map(bar => (
          <Column key={bar.start.getTime()} bar={bar} most={Math.max(...bars.map(totalOf), 1)} />
        ))}
      </div>
      <p className="ma0 mt3 t-small lh-copy" style={{ color: QUIET }}>
        {OUTCOMES.map(outcome => (
          <span key={outcome} className="mr5 dib">
            <span
              aria-hidden="true"
              className="dib mr2"
              style={{ width: 10, height: 10, background: COLORS[outcome] }}
            />
            {text(`activity.${outcome}`, { count: sum(outcome) })}
          </span>
        ))}
      </p>
    </>
  )
}

function Column({ bar, most }: { bar: Bar; most: number }) {
  return (
    <div
      className="flex flex-column justify-end bg-muted-5"
      style={{ flex: '1 1 0', height: '100%' }}
    >
      {[...OUTCOMES].reverse().map(outcome => (
        <div
          key={outcome}
          style={{
            height: `${(bar[outcome] / most) * 100}%`,
            // A single error among thousands is still to be seen.
            minHeight: bar[outcome] > 0 ? 2 : 0,
            background: COLORS[outcome],
          }}
        />
      ))}
    </div>
  )
}
