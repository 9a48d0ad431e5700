import {
  type DayFile,
  type HourTally,
  type Tally,
  dayOf,
  EMPTY_DAY,
  hoursOf,
  withBatch,
} from '../ledger/activity.logic'
import type { Millis } from '../shared/time'
import type { Activity } from '../ports/stores'

/** Counters in memory. */
export class FakeActivity implements Activity {
  readonly days = new Map<string, DayFile>()

  async add(batchId: string, at: Millis, tally: Tally): Promise<void> {
    const before = this.days.get(dayOf(at)) ?? EMPTY_DAY
    this.days.set(dayOf(at), withBatch(before, batchId, at, tally) ?? before)
  }

  async read(day: string): Promise<readonly HourTally[]> {
    return hoursOf(day, this.days.get(day) ?? EMPTY_DAY)
  }
}
