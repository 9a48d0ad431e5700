import { ROOT } from '../local/workspace'
import { type Options, readOptions } from './options'
import { planOf, type Step } from './plan'
import { play, type RunResult } from './run'
import { shrink } from './shrink'
import { loadSpecs, specsFolder } from './specs/load'
import { SpecTotals } from './specs/totals'
import { keepEvidence } from './keepEvidence'
import { tellFailure, tellPlan } from './tell'

const print = (text: string) => process.stdout.write(`${text}\n`)

async function main(options: Options): Promise<number> {
  const { seeds, steps, scale, together, replicas, minutes } = options
  const started = Date.now()
  print(
    `chaos: ${seeds.length} seeds of ${steps} steps, ${together} side by side, ${replicas} replicas, time x${scale}`
  )
  const specs = loadSpecs(specsFolder(ROOT))
  const compare = new SpecTotals(specs)
  let played = 0
  let calls = 0
  const failed: number[] = []
  for (let at = 0; at < seeds.length; at += together) {
    if (Date.now() - started > minutes * 60_000) break
    const group = seeds.slice(at, at + together)
    const results = await play(
      group.map(seed => planOf(seed, steps)),
      { ...options, ...(specs ? { onCalls: calls => compare.add(calls) } : {}) }
    )
    for (const [index, result] of results.entries()) {
      const seed = group[index] ?? 0
      played += 1
      calls += result.calls.length
      print(
        `seed ${seed}: ${result.findings.length === 0 ? 'ok' : 'BROKEN'}, ${result.history.length} events, ${result.calls.length} Carrefour calls`
      )
      if (result.findings.length === 0) continue
      failed.push(seed)
      print(tellFailure(result))
      print(`  calls and log: ${keepEvidence(seed, result)}`)
      await explain(seed, result, options)
    }
  }
  const seconds = Math.round((Date.now() - started) / 1000)
  print(
    `chaos: ${played} seeds played, ${played - failed.length} kept every promise, ${failed.length} did not${
      failed.length > 0 ? ` (${failed.join(', ')})` : ''
    }; ${calls} Carrefour calls judged; ${seconds} s`
  )
  print(compare.tell())
  return failed.length === 0 && compare.right ? 0 : 1
}

/** Plays the seed again, alone, and looks for the fewest steps that break the same promise. */
async function explain(seed: number, result: RunResult, options: Options): Promise<void> {
  if (options.shrink === 0) return
  const broken = new Set(result.findings.map(({ check }) => check))
  let last: RunResult | null = null
  const fails = async (plan: readonly Step[]): Promise<boolean> => {
    const [again] = await play([plan], options)
    const same = again?.findings.some(({ check }) => broken.has(check)) ?? false
    if (same && again) last = again
    return same
  }
  const plan = planOf(seed, options.steps)
  if (!(await fails(plan))) {
    print(`seed ${seed}: played alone it kept every promise; the history above is all there is`)
    return
  }
  const shortest = await shrink(plan, options.shrink - 1, fails)
  print(
    `seed ${seed}: ${shortest.length} of ${plan.length} steps are enough:\n${tellPlan(shortest)}`
  )
  if (last) print(tellFailure(last))
}

async function run(): Promise<number> {
  try {
    return await main(readOptions(process.argv.slice(2)))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

void run().then(code => process.exit(code))
