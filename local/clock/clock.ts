/** Where a part reads the time, in milliseconds since 1970, so that tests can move it. */
export interface Clock {
  now(): number
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() }
