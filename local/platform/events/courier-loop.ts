import type { Clock } from '../../clock'

import type { Deliver } from './deliver'
import type { HandlerOf, Listener } from './handlers'
import type { Delivery, DeliveryQueue } from './queue'

/** Handlers may run for a minute and mostly wait, so many run at once; each handler has its own share. */
const PER_HANDLER = 16
/** VTEX documents neither the number of retries nor their delays. */
const MAX_ATTEMPTS = 10
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000
const LONGEST_SLEEP_MS = 60_000

export interface CourierLoopDeps {
  queue: DeliveryQueue
  /** The apps that listen, each with its handlers. */
  listeners: readonly Listener[]
  accounts: readonly string[]
  deliver: Deliver
  clock: Clock
}

/** How long to wait after a number of failed attempts (from 1), in milliseconds. */
export function retryDelay(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS)
}

/** Runs deliveries as they fall due. */
export function createCourierLoop(deps: CourierLoopDeps): {
  wake(): void
  /** The queue is another one now: what is under way concerns it no more. */
  forget(): void
  /** Begins nothing more; what is under way is still noted when it ends. */
  drain(): void
  stop(): void
} {
  const { queue, clock, deliver } = deps
  const busy = new Map<string, Set<number>>()
  let queueNumber = 0
  let timer: NodeJS.Timeout | undefined
  let woken = false
  let draining = false
  let stopped = false

  const attempt = async (delivery: Delivery, running: Set<number>): Promise<void> => {
    const takenFrom = queueNumber
    const outcome = await deliver(delivery)
    running.delete(delivery.id)
    if (stopped || takenFrom !== queueNumber) return
    const tried = delivery.attempts + 1
    if (outcome === 'postponed') queue.postpone(delivery.id, clock.now() + FIRST_RETRY_MS)
    else if (outcome === 'delivered' || tried >= MAX_ATTEMPTS) queue.done(delivery.id)
    else queue.retry(delivery.id, clock.now() + retryDelay(tried))
    wake()
  }

  const startDue = (account: string, to: HandlerOf): void => {
    const id = `${account}/${to.app}/${to.handler}`
    const running = busy.get(id) ?? new Set<number>()
    busy.set(id, running)
    const free = PER_HANDLER - running.size
    if (free <= 0) return
    for (const delivery of queue.due(account, to, { now: clock.now(), limit: free }, running)) {
      running.add(delivery.id)
      void attempt(delivery, running)
    }
  }

  const turn = (): void => {
    woken = false
    if (stopped || draining) return
    for (const account of deps.accounts) {
      for (const { app, events } of deps.listeners)
        for (const handler of Object.keys(events)) startDue(account, { app, handler })
    }
    clearTimeout(timer)
    const next = queue.nextDue()
    if (next === undefined || next <= clock.now()) return
    timer = setTimeout(wake, Math.min(next - clock.now(), LONGEST_SLEEP_MS))
  }

  const wake = (): void => {
    if (woken || stopped) return
    woken = true
    setImmediate(turn)
  }

  return {
    wake,
    forget() {
      queueNumber += 1
      busy.clear()
      wake()
    },
    drain: () => void (draining = true),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
