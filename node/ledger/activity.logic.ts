import type { BatchAt } from '../engine/batch.logic'
import { outcomeOf } from '../engine/judged.logic'
import { type Millis, HOUR } from '../shared/time'

/** Number of sendings per outcome. */
export interface Tally {
  readonly success: number
  readonly warning: number
  readonly error: number
}

/** The sendings of one hour, UTC. */
export interface HourTally extends Tally {
  /** Start of the hour. */
  readonly at: Millis
}

/** One day, UTC, as stored. */
export interface DayFile {
  /** By hour, 0 to 23. */
  readonly hours: Readonly<Record<string, Tally>>
  /** The last batches counted, newest first. */
  readonly batches: readonly string[]
}

export const EMPTY_DAY: DayFile = { hours: {}, batches: [] }

const NOTHING: Tally = { success: 0, warning: 0, error: 0 }

/**
 * How many batches a day remembers, so that one settled twice counts once. One batch is in flight at a time, so a
 * second settling is always of a recent one.
 */
const REMEMBERED = 50

/** Days kept: the chart shows 30, and a reader's day may start in the previous UTC day. */
export const KEPT_DAYS = 32

/** Affiliate and shop do not affect how a line ended. */
const NOBODY = { affiliateId: '', shop: '' }

/** The outcomes of a judged batch, counted. */
export function tallyOf(batch: BatchAt<'judged'>): Tally {
  const counts = { success: 0, warning: 0, error: 0 }
  for (const line of batch.lines) {
    const { status } = outcomeOf(batch, line, NOBODY, 0).attempt
    counts[status === 'SUCCESS' ? 'success' : status === 'WARNING' ? 'warning' : 'error'] += 1
  }
  return counts
}

/** Adds a batch to the day; null when it is already counted. */
export function withBatch(day: DayFile, batchId: string, at: Millis, more: Tally): DayFile | null {
  if (day.batches.includes(batchId)) return null
  const hour = String(new Date(at).getUTCHours())
  const before = day.hours[hour] ?? NOTHING
  const sum: Tally = {
    success: before.success + more.success,
    warning: before.warning + more.warning,
    error: before.error + more.error,
  }
  return {
    hours: { ...day.hours, [hour]: sum },
    batches: [batchId, ...day.batches].slice(0, REMEMBERED),
  }
}

/** The hours of a day with any sendings, oldest first. */
export function hoursOf(day: string, { hours }: DayFile): readonly HourTally[] {
  const start = Date.parse(`${day}T00:00:00Z`)
  return Object.entries(hours)
    .map(([hour, tally]) => ({ at: start + Number(hour) * HOUR, ...tally }))
    .sort((a, b) => a.at - b.at)
}
