import { type Json, asNumber, asObject } from '../shared/json'
import { textsOf } from '../shared/stored'
import { statusOf } from '../shared/callError'
import {
  type DayFile,
  type HourTally,
  type Tally,
  EMPTY_DAY,
  hoursOf,
  KEPT_DAYS,
  withBatch,
} from './activity.logic'
import { type Millis, DAY, dayOf } from '../shared/time'
import type { Clock, Ids } from '../ports'
import type { Activity } from '../ports/stores'
import { type Files, CasFile, BUCKETS, dayFile } from '../storage/vbase'

/** One small VBase file for each day, written with `If-Match`; a day that is no longer shown is removed. */
export class VBaseActivity implements Activity {
  constructor(
    private readonly vbase: Files,
    private readonly exactVbase: Files,
    private readonly clock: Clock,
    private readonly ids: Ids
  ) {}

  async add(batchId: string, at: Millis, tally: Tally): Promise<void> {
    const file = this.#file(dayOf(at))
    const written = await file.update(day => withBatch(day, batchId, at, tally))
    if (written?.batches.length === 1) await this.#remove(dayOf(at - KEPT_DAYS * DAY))
  }

  async read(day: string): Promise<readonly HourTally[]> {
    return hoursOf(day, await this.#file(day).read())
  }

  #file(day: string): CasFile<DayFile> {
    const shape = {
      bucket: BUCKETS.activity,
      path: dayFile(day),
      empty: EMPTY_DAY,
      read: readDay,
    }
    return new CasFile(shape, this.vbase, this.exactVbase, this.clock, this.ids)
  }

  async #remove(day: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.activity, dayFile(day))
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}

function readDay(raw: unknown): DayFile {
  const stored = asObject(raw)
  const hours = Object.entries(asObject(stored?.hours) ?? {}).flatMap(([hour, tally]) => {
    const counts = asObject(tally)
    return /^([01]?\d|2[0-3])$/.test(hour) && counts ? [[hour, readTally(counts)] as const] : []
  })
  return {
    hours: Object.fromEntries(hours),
    batches: textsOf(stored?.batches),
  }
}

const readTally = ({ success, warning, error }: Json): Tally => ({
  success: asNumber(success) ?? 0,
  warning: asNumber(warning) ?? 0,
  error: asNumber(error) ?? 0,
})
