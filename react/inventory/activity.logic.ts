import type { Hour } from '../api/generated'

/** What one bar of the picture stands for. */
export interface Bar {
  /** When it begins. */
  start: Date
  success: number
  warning: number
  error: number
}

export type Scale = 'hours' | 'days'

export const BAR_PARTS = ['success', 'warning', 'error'] as const
export type BarPart = (typeof BAR_PARTS)[number]

export const BARS: Readonly<Record<Scale, number>> = { hours: 24, days: 30 }

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
