/** Periods that one can choose with one click. */
export const PERIODS = ['today', '24h', '7d', '30d'] as const
export type Period = (typeof PERIODS)[number]

const HOUR = 3_600_000
const HOURS: Readonly<Record<Exclude<Period, 'today'>, number>> = {
  '24h': 24,
  '7d': 7 * 24,
  '30d': 30 * 24,
}

/** Whether a text is a day of the calendar, as 2026-11-24. */
export function isDay(text: string | undefined): boolean {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

/** Whether the last day is before the first one: then the period is empty. */
export const isBackwards = ({ from, to }: Pick<Chosen, 'from' | 'to'>): boolean =>
  from !== null && to !== null && to < from

interface Chosen {
  period: Period | null
  from: string | null
  to: string | null
}

/** Moments, ISO 8601, between which the list is; days begin and end at midnight of the reader's clock. */
export function momentsOf(
  { period, from, to }: Chosen,
  now: Date
): { since?: string; before?: string } {
  if (period === 'today') return { since: midnight(now).toISOString() }
  if (period !== null) {
    // By the minute, so that a list that refreshes itself asks the same again.
    const minute = Math.floor(now.getTime() / 60_000) * 60_000
    return { since: new Date(minute - HOURS[period] * HOUR).toISOString() }
  }
  return {
    ...(from === null ? {} : { since: startOf(from).toISOString() }),
    ...(to === null ? {} : { before: startOf(to, 1).toISOString() }),
  }
}

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate())

/**
 * When a day begins by the reader's clock, or the day so many later. Counted in days of the calendar: where
 * clocks go forward at midnight a day begins at 01:00, and the next one at 00:00 all the same.
 */
function startOf(day: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later)
}
