import type { Clock, Ids } from '../ports/platform'

/** Virtual time: only advances when somebody sleeps or the test says so. */
export class FakeClock implements Clock {
  #now: number

  constructor(start = Date.parse('2026-11-02T12:00:00Z')) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  async sleep(ms: number): Promise<void> {
    this.pass(ms)
  }

  random(): number {
    return 0.5
  }

  /** Advances the time. */
  pass(ms: number): void {
    this.#now += ms
  }
}

/** id-1, id-2, ... */
export class FakeIds implements Ids {
  #last = 0

  next(): string {
    this.#last += 1
    return `id-${this.#last}`
  }
}
