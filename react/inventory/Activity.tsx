import React, { useState } from 'react'

import { ACTIVITY } from '../api/generated'
import type { Hour } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { Disclosure, PlainButton } from '../ui/buttons'
import { Panel } from '../ui/PageFrame'
import { Unanswered, Waiting } from '../ui/states'
import { Table } from '../ui/Table'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'

/** The meaning of one bar of the chart. */
interface Bar {
  /** When it begins. */
  start: Date
  success: number
  warning: number
  error: number
}

type Scale = 'hours' | 'days'

const BAR_PARTS = ['success', 'warning', 'error'] as const

const BARS: Readonly<Record<Scale, number>> = { hours: 24, days: 30 }

/** The bars of the last 24 hours or 30 days, empty ones included; a day is one of the reader's calendar. */
export function barsOf(hours: readonly Hour[], scale: Scale, now: Date): readonly Bar[] {
  const bars = Array.from({ length: BARS[scale] }, (_, at): Bar => {
    const back = BARS[scale] - 1 - at
    return { start: startOf(scale, now, back), success: 0, warning: 0, error: 0 }
  })
  const byStart = new Map(bars.map(bar => [bar.start.getTime(), bar]))
  for (const hour of hours) {
    const bar = byStart.get(startOf(scale, new Date(hour.at), 0).getTime())
    if (bar) for (const outcome of BAR_PARTS) bar[outcome] += hour[outcome]
  }
  return bars
}

function startOf(scale: Scale, at: Date, back: number): Date {
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()]
  return scale === 'days'
    ? new Date(year, month, day - back)
    : new Date(year, month, day, at.getHours() - back)
}

export const totalOf = (bar: Bar): number => bar.success + bar.warning + bar.error

/** The numbers of the picture, newest first; hours and days without any are left out. */
function ActivityTable({ bars, scale }: { bars: readonly Bar[]; scale: Scale }) {
  const text = useText()
  const { short, date } = useMoments()
  const rows = bars.filter(bar => totalOf(bar) > 0).reverse()
  if (rows.length === 0) return <p className="ma0">{text('activity.none')}</p>
  const name = (start: Date) => (scale === 'hours' ? short : date)(start.toISOString())

  return (
    <Table
      dense
      fit
      hideCaption
      caption={text('activity.title')}
      rows={rows}
      keyOf={bar => bar.start.toISOString()}
      columns={[
        { heading: text(`activity.start.${scale}`), isName: true, cell: bar => name(bar.start) },
        ...BAR_PARTS.map(part => ({
          heading: text(`status.${part}`),
          className: 'tr',
          cell: (bar: Bar) => text('common.count', { count: bar[part] }),
        })),
      ]}
    />
  )
}

const HEIGHT = 48

/** With its axis and the legend, so that nothing jumps. */
const WHOLE_HEIGHT = HEIGHT + 46

/** Each reaches 3:1 on white (WCAG 1.4.11); the table beside says the same without colours. */
const COLORS = { success: '#2e7d4f', warning: '#b07b00', error: '#c4314b' } as const

/** Sendings by hour or by day, by outcome, with the same numbers as a table. */
export function ActivityChart() {
  const text = useText()
  const [scale, setScale] = useState<Scale>('hours')
  const days = scale === 'hours' ? 1 : 30
  const { data, of, failure, reload } = useQueryOf(ACTIVITY, { days }, { follow: true })
  const hours = of !== null && of.days === days ? data : null
  const failed = failure !== null

  return (
    <Panel>
      <section aria-label={text('activity.title')} className="ph5 pv3">
        <div className="flex flex-wrap items-center justify-between mb2">
          <h2 className="t-small fw7 ma0 c-on-base">{text('activity.title')}</h2>
          <div>
            {(['hours', 'days'] as const).map(one => (
              <PlainButton
                key={one}
                aria={{ 'aria-pressed': scale === one }}
                className={`t-small ${scale === one ? 'fw7' : ''}`}
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
        {hours !== null && <Bars bars={barsOf(hours, scale, new Date())} scale={scale} />}
        {!(hours === null && failed) && (
          <Disclosure label={text('activity.table')}>
            {hours !== null && (
              <ActivityTable bars={barsOf(hours, scale, new Date())} scale={scale} />
            )}
          </Disclosure>
        )}
      </section>
    </Panel>
  )
}

interface BarsProps {
  bars: readonly Bar[]
  scale: Scale
}

/** The picture with its largest number, when it begins and ends, and each bar's numbers under the pointer. */
function Bars({ bars, scale }: BarsProps) {
  const text = useText()
  const { brief, date } = useMoments()
  const name = ({ start }: Bar) => (scale === 'hours' ? brief : date)(start.toISOString())
  const sum = (outcome: (typeof BAR_PARTS)[number]) =>
    bars.reduce((all, bar) => all + bar[outcome], 0)
  const most = Math.max(...bars.map(totalOf))
  const [first, middle, last] = [bars[0], bars[bars.length / 2], bars[bars.length - 1]]
  return (
    <>
      <div aria-hidden="true" className="flex t-mini" style={{ ...STYLES.quiet, gap: 8 }}>
        <div
          className="flex flex-column justify-between tr"
          style={{ height: HEIGHT, minWidth: 16 }}
        >
          <span>{most > 0 && text('common.count', { count: most })}</span>
          <span>0</span>
        </div>
        <div className="flex-auto">
          <div className="flex items-end" style={{ height: HEIGHT, gap: 2 }}>
            {bars.map(bar => (
              <Column
                key={bar.start.getTime()}
                bar={bar}
                most={Math.max(most, 1)}
                title={[
                  name(bar),
                  ...BAR_PARTS.map(part => text(`activity.${part}`, { count: bar[part] })),
                ].join(' · ')}
              />
            ))}
          </div>
          <div className="flex justify-between mt1">
            {[first, middle, last].map(
              bar => bar !== undefined && <span key={bar.start.getTime()}>{name(bar)}</span>
            )}
          </div>
        </div>
      </div>
      <p className="ma0 mt2 t-small lh-copy" style={STYLES.quiet}>
        {BAR_PARTS.map(outcome => (
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

interface ColumnProps {
  bar: Bar
  most: number
  title: string
}

function Column({ bar, most, title }: ColumnProps) {
  return (
    <div
      title={title}
      className="flex flex-column justify-end bg-muted-5"
      style={{ flex: '1 1 0', height: '100%' }}
    >
      {[...BAR_PARTS].reverse().map(outcome => (
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
