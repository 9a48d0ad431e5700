import { randomUUID } from 'crypto'

import type { Clock, Ids } from '../ports/platform'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: ms => new Promise(resolve => setTimeout(resolve, Math.max(ms, 0))),
  random: () => Math.random(),
}

export const uuids: Ids = { next: () => randomUUID() }
