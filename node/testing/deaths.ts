/*
 * Ports that are slow, interleaved with those of other replicas, or die at a chosen call; and several people at once, in
 * an order that a test chooses.
 */

import type { Ports } from '../ports'
import type { Scheduler } from 'fast-check'
import type { Shop, Workplace } from './workday'
import { MINUTE } from '../shared/time'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { setImmediate } from 'timers'

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

/** Runs the work handler `runs` times, a minute apart, or until the process dies as planned. */
export async function runAndDie({ ports }: Workplace, plan: CrashPlan, runs = 1): Promise<void> {
  try {
    await runAll(ports, plan, { calls: 0 }, runs)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

/** Number of steps of these runs: each can be the last. */
export async function stepsOf({ ports }: Shop, runs = 1): Promise<number> {
  const count: CallCount = { calls: 0 }
  await runAll(ports, null, count, runs)
  return count.calls
}

async function runAll(
  ports: Workplace['ports'],
  plan: CrashPlan | null,
  count: CallCount,
  runs: number
): Promise<void> {
  for (let run = 0; run < runs; run += 1) {
    if (run > 0) ports.clock.pass(MINUTE)
    await runEngine(crashing(ports, plan, count), WORK_BUDGET)
  }
}

/**
 * Kills the process at each step of its runs, before and after the step took effect, each time in a new shop. A death
 * after one step leaves what a death before the next one leaves, a log line and a pause of the clock apart; so only the
 * long form plays them both.
 *
 * @returns the number of steps
 */
export async function atEachDeath<S extends Shop>(
  make: () => Promise<S>,
  judge: (shop: S, told: string) => Promise<void>,
  runs = 1
): Promise<number> {
  const steps = await stepsOf(await make(), runs)
  for (let at = 1; at <= steps; at += 1) {
    const both = at === 1 || Boolean(process.env.LONG_TESTS)
    for (const when of both ? (['before', 'after'] as const) : (['after'] as const)) {
      const shop = await make()
      await runAndDie(shop, { at, when }, runs)
      await judge(shop, `died ${when} call ${at}`)
    }
  }
  return steps
}

/** Long bursts starve the others, which an even choice never does; most races only show then. */
export interface Burst {
  /** Index among those who wait, modulo their number. */
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
    let since = performance.now()
    for (let step = 0; !isOver;) {
      if (step > MAX_STEPS || performance.now() - since > LONGEST)
        throw new Error('somebody waits for ever')
      await idle()
      const callers = [...this.#waiting.keys()].sort((one, other) => one - other)
      if (callers.length === 0) continue
      step += 1
      since = performance.now()
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

/** Longest time without a turn, in milliseconds: files are compressed in real time, which is slow on a busy machine. */
const LONGEST = 20_000

/** Until nobody can go on without a turn. */
const idle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
