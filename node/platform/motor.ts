import type { Events } from '@vtex/api'

import { wordsOf } from '../clients/callError'
import type { Log, Motor } from '../ports/platform'

/** Key of the event that calls the work handler; the same in `service.json`. */
export const WORK_EVENT = 'carrefour.work'

/** Wakes the work handler by an IO event. A failure is only noted: the scheduler calls each minute anyway. */
export class EventMotor implements Motor {
  constructor(
    private readonly events: Events,
    private readonly log: Log
  ) {}

  async wake(): Promise<void> {
    try {
      await this.events.sendEvent('', WORK_EVENT, {})
    } catch (error) {
      this.log.warn('motor.failed', { reason: wordsOf(error) })
    }
  }
}
