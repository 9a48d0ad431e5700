/* The time that all replicas share: the machine's own, unless VBase's answers prove it wrong. */

import type { Clock } from '../ports'
import { type Millis, SECOND } from '../shared/time'

/** What has to be added to the machine's time: at least and at most this much. */
interface Offset {
  readonly least: Millis
  readonly most: Millis
  /** The machine's time of the last reading. */
  readonly at: Millis
}

/** HTTP dates are whole seconds, rounded down; servers write one date into the answers of a moment. */
const RESOLUTION: Millis = SECOND + 100

/** Clocks of machines run apart by less than this share of the time that passes. */
const DRIFT = 1 / 5_000

/** Smaller differences are no fault: Carrefour's limits have a margin for them. */
const TOLERATED: Millis = 250

/** Readings that contradict what is known are believed once so many have agreed for so long. */
const AGREEING = { readings: 3, time: 5 * SECOND }

interface Rival {
  readonly offset: Offset
  readonly since: Millis
  readonly readings: number
}

/**
 * A clock that is corrected by the `Date` header of one server that all replicas ask. Every answer gives bounds for the
 * machine's error, no closer than a second; their intersection soon is as narrow as the fastest round trip. A machine
 * whose time lies within them keeps it. Without readings this is the machine's own clock.
 */
export class CommonClock implements Clock {
  #known: Offset | null = null
  #rival: Rival | null = null

  /** @param local the machine's time */
  constructor(private readonly local: () => Millis = Date.now) {}

  now(): Millis {
    return this.local() + this.#correction()
  }

  sleep(ms: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, Math.max(ms, 0)))
  }

  random(): number {
    return Math.random()
  }

  /** Begins a reading, just before a call. @returns what ends it, with the `Date` header of the answer */
  reading(): (date: unknown) => void {
    const sentAt = this.local()
    return date => {
      const told = typeof date === 'string' ? Date.parse(date) : NaN
      const at = this.local()
      if (Number.isFinite(told) && at >= sentAt)
        this.#learn({ least: told - at, most: told + RESOLUTION - sentAt, at })
    }
  }

  #correction(): Millis {
    if (!this.#known) return 0
    const { least, most } = this.#known
    if (least <= TOLERATED && most >= -TOLERATED) return 0
    return Math.round((least + most) / 2)
  }

  /** A single odd answer moves nothing: it may come from a cache, or from a machine whose own clock is wrong. */
  #learn(seen: Offset): void {
    const both = this.#known ? intersection(this.#known, seen) : seen
    if (both) {
      this.#known = both
      this.#rival = null
      return
    }
    const agreed = this.#rival && intersection(this.#rival.offset, seen)
    const rival: Rival =
      this.#rival && agreed
        ? { ...this.#rival, offset: agreed, readings: this.#rival.readings + 1 }
        : { offset: seen, since: seen.at, readings: 1 }
    const isBelieved = rival.readings >= AGREEING.readings && seen.at - rival.since >= AGREEING.time
    this.#rival = isBelieved ? null : rival
    if (isBelieved) this.#known = rival.offset
  }
}

/** What two readings leave possible; null when they contradict each other. */
function intersection(before: Offset, { least, most, at }: Offset): Offset | null {
  const drift = Math.abs(at - before.at) * DRIFT
  const both = {
    least: Math.max(before.least - drift, least),
    most: Math.min(before.most + drift, most),
    at,
  }
  return both.least <= both.most ? both : null
}
