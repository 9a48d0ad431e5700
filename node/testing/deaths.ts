import { MINUTE } from '../shared/time'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { type CallCount, type CrashPlan, Crash, crashing } from './wrapped'
import type { Shop, Workplace } from './workday'

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
 * Kills the process at each step of its runs, before and after the step took effect, each time in a new shop.
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
    for (const when of ['before', 'after'] as const) {
      const shop = await make()
      await runAndDie(shop, { at, when }, runs)
      await judge(shop, `died ${when} call ${at}`)
    }
  }
  return steps
}
