import { randomUUID } from 'crypto'
import type { Events } from '@vtex/api'

import type { Clock, Ids, Log, Standby, WorkTrigger } from '../ports/platform'
import { KeptFiles } from '../shared/keptFiles'
import type { Millis } from '../shared/time'
import { wordsOf } from '../shared/callError'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: ms => new Promise(resolve => setTimeout(resolve, Math.max(ms, 0))),
  random: () => Math.random(),
}

/** The pauses of all accounts of this process, by account and workspace. */
const PAUSES = new KeptFiles<Millis>(5_000, () => 1)

export const standbyOf = (owner: string): Standby => ({
  until: () => PAUSES.get(owner) ?? 0,
  set: until => PAUSES.set(owner, until),
})

export const uuids: Ids = { next: () => randomUUID() }

/** Topics of the app's own events, as in `service.json`. */
export const WORK_EVENT = 'carrefour.work'
export const MINUTE_EVENT = 'carrefour.minute'

/** Triggers the event handlers. A failure is logged: the scheduler calls each minute anyway. */
export class EventWorkTrigger implements WorkTrigger {
  constructor(
    private readonly events: Events,
    private readonly log: Log,
    private readonly standby: Standby,
    private readonly clock: Clock = systemClock
  ) {}

  /** While the engine pauses a run would do nothing: the scheduler's call is enough. */
  async trigger(): Promise<void> {
    if (this.standby.until() > this.clock.now()) return
    await this.#send(WORK_EVENT)
  }

  minute(): Promise<boolean> {
    return this.#send(MINUTE_EVENT)
  }

  async #send(topic: string): Promise<boolean> {
    try {
      await this.events.sendEvent('', topic, {})
      return true
    } catch (error) {
      this.log.warn('engine.failed', { topic, reason: wordsOf(error) })
      return false
    }
  }
}

/** Address of the workspace's public routes, without a trailing slash. */
export const publicUrlOf = ({
  account,
  workspace,
}: {
  account: string
  workspace: string
}): string => `https://${workspace === 'master' ? '' : `${workspace}--`}${account}.myvtex.com`
