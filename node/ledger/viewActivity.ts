import { type HourTally, dayOf, KEPT_DAYS } from './activity.logic'
import { mapLimit } from '../shared/concurrency'
import { DAY } from '../shared/time'
import type { Ports } from '../ports'

/** Concurrent file reads. */
const READS = 8

/** The hours of the last days with any sendings, oldest first: one small file per day. */
export async function viewActivity(
  { activity, clock }: Ports,
  days: number
): Promise<readonly HourTally[]> {
  const count = Math.min(Math.max(Math.trunc(days), 1), KEPT_DAYS - 1) + 1
  const now = clock.now()
  const wanted = Array.from({ length: count }, (_, back) => dayOf(now - (count - 1 - back) * DAY))
  return (await mapLimit(wanted, READS, day => activity.read(day))).flat()
}
