import { percentile } from '../numbers'

/** What one side took for one thing, in milliseconds; null where it does not have it. */
export type Times = readonly number[] | null

/** What is measured of each side. */
export interface Side {
  readonly who: string
  /** Pages of the list of what failed. */
  readonly first: Times
  readonly middle: Times
  readonly last: Times
  /** How many searches of Master Data the last page costs; null where there is no such thing. */
  readonly searches: number | null
  readonly search: Times
  /** The SKU whose code was typed. */
  readonly exact: Times
  /** How many there are of each kind. */
  readonly groups: Times
  /** From "retry all" to its answer, and until all of it is queued. */
  readonly accepted: Times
  readonly queued: Times
}

/** How often each thing is measured. */
export interface Rounds {
  readonly reads: number
  readonly retries: number
}

/** Calls before the first that counts: they warm code and connections up. */
const WARM_UP = 20

/** How long a call takes, so many times over. */
export async function timed(
  times: number,
  call: (round: number) => Promise<unknown>
): Promise<readonly number[]> {
  const taken: number[] = []
  for (let round = -WARM_UP; round < times; round += 1) {
    const start = performance.now()
    await call(round + WARM_UP)
    if (round >= 0) taken.push(performance.now() - start)
  }
  return taken
}

export const median = (times: readonly number[]): number => percentile(times, 0.5)

export const p95 = (times: readonly number[]): number => percentile(times, 0.95)

/** Median and p95, for people. */
export const shown = (times: Times): string =>
  times === null ? 'none' : `${ms(median(times))} / ${ms(p95(times))}`

export const ms = (value: number): string =>
  value < 10_000 ? `${value.toFixed(value < 100 ? 1 : 0)} ms` : `${(value / 1000).toFixed(1)} s`
