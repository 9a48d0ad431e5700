import { WORKSPACE } from '../../config'
import type { Faults } from '../faults/faults'

import { createCourierLoop, type CourierLoopDeps } from './courier-loop'
import { recipients } from './handlers'

/** An event as sent. */
export interface SentEvent {
  account: string
  /** Production when left out; an event never leaves its workspace. */
  workspace?: string
  key: string
  /** Who sends it: an app's id, or a part of VTEX such as `apps`. */
  sender: string
  /** The resource it is about; '' for none. */
  subject: string
  /** JSON. */
  body: string
}

/** Delivers events to the handlers of the apps, at least once. */
export interface Courier {
  send(event: SentEvent): void
  /** Begins with what an earlier run left. */
  start(): void
  /** Deliveries that are not done. */
  waiting(): number
  /** Its deliveries were replaced from outside: continues with the new ones. */
  forget(): void
  /** Begins no delivery any more; those under way end. */
  drain(): void
  stop(): void
}

export interface CourierDeps extends CourierLoopDeps {
  faults: Faults
  /** Hears each event that is sent. */
  onEvent?: ((event: SentEvent) => void) | undefined
}

/**
 * Takes events, keeps them on disk and delivers each to every handler that listens. An event is delivered
 * again after a failure, may be delivered twice, and order is not promised. The faults `drop` and `repeat`
 * of the part `events` lose one or deliver it twice.
 */
export function createCourier(deps: CourierDeps): Courier {
  const { queue, clock, faults } = deps
  const loop = createCourierLoop(deps)

  return {
    send(event) {
      if (!deps.accounts.includes(event.account)) return
      deps.onEvent?.(event)
      if (faults.take('events', event.key, ['drop']) !== undefined) return
      const { workspace = WORKSPACE } = event
      const copies = faults.take('events', event.key, ['repeat']) === undefined ? 1 : 2
      for (const to of recipients(deps.listeners, event)) {
        for (let copy = 0; copy < copies; copy += 1)
          queue.add({ ...event, ...to, workspace }, clock.now())
      }
      loop.wake()
    },
    start: () => loop.wake(),
    waiting: () => queue.size(),
    forget: () => loop.forget(),
    drain: () => loop.drain(),
    stop: () => loop.stop(),
  }
}
