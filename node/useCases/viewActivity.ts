import type { HourTally } from '../domain/activity'
import { dayOf, KEPT_DAYS } from '../domain/activity'
import { mapLimit } from '../domain/mapLimit'
import { DAY } from '../domain/time'
import type { Ports } from '../ports'

/** Files read at a time. */
const READS = 8

/** The hours of the last days that had any sending, oldest first: one small file a day. */
export async function viewActivity(
  { activity, clock }: Ports,
  days: number
): Promise<readonly HourTally[]> {
  const count = Math.min(Math.max(Math.trunc(days), 1), KEPT_DAYS - 1) + 1
  const now = clock.now()
  const wanted = Array.from({ length: count }, (_, back) => dayOf(now - (count - 1 - back) * DAY))
  return (await mapLimit(wanted, READS, day => activity.read(day))).flat()
}
