import { randomUUID } from 'crypto'
import type { Events } from '@vtex/api'

import type { Clock, Ids, Log, WorkTrigger } from '../ports/platform'
import { wordsOf } from './callError'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: ms => new Promise(resolve => setTimeout(resolve, Math.max(ms, 0))),
  random: () => Math.random(),
}

export const uuids: Ids = { next: () => randomUUID() }

/** Topics of the app's own events, as in `service.json`. */
export const WORK_EVENT = 'carrefour.work'
export const MINUTE_EVENT = 'carrefour.minute'

/** Triggers the event handlers. A failure is logged: the scheduler calls each minute anyway. */
export class EventWorkTrigger implements WorkTrigger {
  constructor(
    private readonly events: Events,
    private readonly log: Log
  ) {}

  async trigger(): Promise<void> {
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
