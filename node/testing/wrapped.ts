import type { Ports } from '../ports'
import type { Scheduler } from 'fast-check'

const UNTOUCHED: readonly string[] = ['clock', 'ids', 'log', 'hosts', 'standby']

/** The same ports with calls through `around`; clock, ids, log, standby and plain values are unchanged. */
export function wrapped(
  ports: Ports,
  around: (call: () => unknown, port: string) => unknown
): Ports {
  const wrap = <T extends object>(port: T, called: string): T =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target)
        if (typeof member !== 'function') return member
        return (...args: unknown[]): unknown =>
          around(() => member.apply(target, args) as unknown, called)
      },
    })
  const entries = Object.entries(ports).map(([name, port]: [string, unknown]) => [
    name,
    typeof port === 'object' && port !== null && !UNTOUCHED.includes(name)
      ? wrap(port, name)
      : port,
  ])
  return Object.fromEntries(entries) as Ports
}

/** The same ports, each of whose calls takes `ms` milliseconds. */
export const slow = (ports: Ports, ms: number): Ports =>
  wrapped(ports, async call => {
    await ports.clock.sleep(ms)
    return call()
  })

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

/**
 * The ports of one of several replicas: fast-check decides whose step comes next. A call to Carrefour is made at once
 * and its answer waits, as in a process that has already decided to call; other calls wait before they are made.
 */
export const replicaOf = (ports: Ports, scheduler: Scheduler): Ports =>
  wrapped(ports, async (call, port) => {
    const turn = () => scheduler.schedule(Promise.resolve(), port)
    if (port !== 'carrefour') await turn()
    const answer: unknown = await call()
    if (port === 'carrefour') await turn()
    return answer
  })
