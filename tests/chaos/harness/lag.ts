import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How long this machine kept a process waiting, in milliseconds. */
export interface Lag {
  /** The longest stall. */
  readonly longest: number
  /** What 99 of 100 looks stayed below. */
  readonly usual: number
}

/** How often to look, in milliseconds. The histogram holds the distance of two looks, this included. */
const EVERY = 20

const NANOSECONDS = 1_000_000

/**
 * Watches the event loop of the process that it is called in. Node measures natively: also a process whose clock and
 * timers run faster is told real time.
 */
export function watchLag(): { read(): Lag; reset(): void } {
  const histogram = monitorEventLoopDelay({ resolution: EVERY })
  histogram.enable()
  const late = (value: number) => Math.max(Math.round(value / NANOSECONDS) - EVERY, 0)
  return {
    read: () => ({ longest: late(histogram.max), usual: late(histogram.percentile(99)) }),
    reset: () => histogram.reset(),
  }
}

/** The worse of two. */
export const worseLag = (one: Lag, other: Lag): Lag => ({
  longest: Math.max(one.longest, other.longest),
  usual: Math.max(one.usual, other.usual),
})

/**
 * Beyond this, in milliseconds of a run's time, a machine is too busy for a verdict on anything that has to happen within
 * a time. The app's shortest time-outs are 5 s. At a load of 12 on two cores, with which every promise was kept, the
 * longest stall was 3.2 s and the usual lag 1.8 s.
 */
const LONGEST_STALL = 10_000
const USUAL_LAG = 2_000

export const isTooBusy = ({ longest, usual }: Lag): boolean =>
  longest > LONGEST_STALL || usual > USUAL_LAG

export const tellLag = ({ longest, usual }: Lag): string =>
  `the event loop was up to ${longest} ms late, 99 of 100 times at most ${usual} ms`
