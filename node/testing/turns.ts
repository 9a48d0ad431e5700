/* Several people at once, in an order that a test chooses: each call to a port waits for its turn. */

import { setImmediate } from 'timers'

import type { Ports } from '../ports'
import { wrapped } from './deaths'

/** Long bursts starve the others, which an even choice never does: that is where most races show. */
export interface Burst {
  /** Which of those who wait, as a number that is taken modulo their count. */
  readonly who: number
  /** How many calls in a row are theirs. */
  readonly calls: number
}

/** Callers who proceed one call at a time, in the order of a list of bursts, and by turns once that is used up. */
export class Turns {
  readonly #waiting = new Map<number, (() => void)[]>()

  /** Waits until it is this caller's turn. */
  take(caller: number): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.set(caller, [...(this.#waiting.get(caller) ?? []), resolve])
    })
  }

  /** A target each of whose methods waits for the caller's turn. */
  of<T extends object>(target: T, caller: number): T {
    return new Proxy(target, {
      get: (object, name): unknown => {
        const member: unknown = Reflect.get(object, name, object)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]): Promise<unknown> => {
          await this.take(caller)
          return member.apply(object, args) as unknown
        }
      },
    })
  }

  /** The ports whose calls wait for the caller's turn. */
  ofPorts(ports: Ports, caller: number): Ports {
    return wrapped(ports, async call => {
      await this.take(caller)
      return call()
    })
  }

  /** Lets everybody proceed until all work is done. */
  async play<T>(work: readonly Promise<T>[], bursts: readonly Burst[]): Promise<T[]> {
    let isOver = false
    const all = Promise.all(work).finally(() => (isOver = true))
    all.catch(() => undefined)
    const plan = [...bursts]
    let left = 0
    let current = -1
    for (let step = 0; !isOver; step += 1) {
      if (step > MAX_STEPS) throw new Error('somebody waits for ever')
      await idle()
      const callers = [...this.#waiting.keys()].sort((one, other) => one - other)
      if (callers.length === 0) continue
      if (left <= 0 || !this.#waiting.has(current)) {
        const burst = plan.shift() ?? { who: step, calls: 1 }
        current = callers[burst.who % callers.length] ?? current
        left = burst.calls
      }
      left -= 1
      this.#release(current)
    }
    return all
  }

  #release(caller: number): void {
    const [first, ...rest] = this.#waiting.get(caller) ?? []
    if (rest.length > 0) this.#waiting.set(caller, rest)
    else this.#waiting.delete(caller)
    first?.()
  }
}

/** More calls than any test makes. */
const MAX_STEPS = 20_000

/** Until nobody can go on without a turn. */
const idle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
