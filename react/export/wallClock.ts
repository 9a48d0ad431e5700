const QUARTER = 15 * 60_000
const DAY = 86_400_000

/** Days from the day 0 of Excel's calendar to 1970. */
const EXCEL_1970 = 25_569

/**
 * Answers a function that tells what a clock on the wall shows at a moment: the milliseconds that would be that
 * date and time in UTC. Null for a text that is no moment.
 *
 * @param timeZone left out for the browser's own
 */
export function wallClock(timeZone?: string): (iso: string) => number | null {
  const offsets = new Map<number, number>()
  // The platform's TypeScript (3.9) does not know `hourCycle` yet.
  const options: Intl.DateTimeFormatOptions & { hourCycle: 'h23' } = {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }
  const format = new Intl.DateTimeFormat('en-US', options)
  return iso => {
    const at = Date.parse(iso)
    if (Number.isNaN(at)) return null
    // Clocks change at a quarter of an hour, and formatting each of 100,000 rows would take seconds.
    const quarter = Math.floor(at / QUARTER) * QUARTER
    const offset = offsets.get(quarter) ?? wallAt(format, quarter) - quarter
    offsets.set(quarter, offset)
    return at + offset
  }
}

function wallAt(format: Intl.DateTimeFormat, at: number): number {
  const parts = format.formatToParts(at)
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second')
  )
}

/** The date and time of a wall clock as Excel counts: days, to the second. */
export const toExcelDate = (wall: number): number =>
  Math.round((wall / DAY + EXCEL_1970) * 86_400) / 86_400

/** The date and time of a wall clock as text that every Excel reads as a date, as in 2026-11-24 07:00:00. */
export const toDateText = (wall: number): string =>
  new Date(wall).toISOString().slice(0, 19).replace('T', ' ')
