import type { Ports } from '../ports'
import { wrapped } from './wrapped'

/** Stands for the end of a process: no use case may handle it as an expected failure. */
export class Crash extends Error {}

export interface CrashPlan {
  /** The port call that kills the process, counted from 1. */
  readonly at: number
  /** Whether that call takes effect: `after` only loses the answer. */
  readonly when: 'before' | 'after'
}

/** Counts the calls to ports. */
export interface CallCount {
  calls: number
}

/**
 * The same ports, but the process "dies" at one call: that call and all later ones throw `Crash`. Without a plan it
 * only counts, so that a test can kill a run at every step.
 */
export function crashing(
  ports: Ports,
  plan: CrashPlan | null,
  count: CallCount = { calls: 0 }
): Ports {
  return wrapped(ports, call => step(call, plan, count))
}

function step(call: () => unknown, plan: CrashPlan | null, count: CallCount): unknown {
  count.calls += 1
  if (plan === null || count.calls < plan.at) return call()
  if (count.calls > plan.at || plan.when === 'before')
    return Promise.reject(new Crash(`call ${count.calls}`))
  return Promise.resolve(call()).then(() => Promise.reject(new Crash(`after call ${count.calls}`)))
}
