import type { RecordedCall } from './harness/recorder'
import { ROOT } from '../local/workspace'
import { chunks, mapLimit } from '../node/domain/mapLimit'
import { type Options, readOptions } from './options'
import type { Step } from './actions'
import { planOf } from './plan'
import { play, type RunOptions, type RunResult } from './run'
import { shrink } from './shrink'
import { loadSpecs, specsFolder } from './specs/load'
import { SpecTotals } from './specs/totals'
import { Summary } from './summary'
import { keepEvidence } from './keepEvidence'
import { tellFailure, tellPlan } from './tell'

const print = (text: string) => process.stdout.write(`${text}\n`)

async function main(options: Options): Promise<number> {
  const { seeds, steps, scale, together, workspaces, replicas, minutes } = options
  const started = Date.now()
  print(
    `chaos: ${seeds.length} seeds of ${steps} steps, ${together} side by side, ${workspaces} workspaces at a time, ${replicas} replicas, time x${scale}`
  )
  const specs = loadSpecs(specsFolder(ROOT))
  const compare = new SpecTotals(specs)
  const summary = new Summary()
  let played = 0
  let unplayed = 0
  const failed: number[] = []
  await mapLimit(chunks(seeds, together), workspaces, async group => {
    if (Date.now() - started > minutes * 60_000) return
    const plans = group.map(seed => planOf(seed, steps))
    const onCalls = specs ? { onCalls: (calls: readonly RecordedCall[]) => compare.add(calls) } : {}
    const all = { ...options, ...onCalls }
    const first = await playOrTell(group, plans, all)
    // A workspace that did not come up says nothing about the app: once more.
    const results = first.length > 0 ? first : await playOrTell(group, plans, all)
    unplayed += group.length - results.length
    for (const [index, result] of results.entries()) {
      const seed = group[index] ?? 0
      played += 1
      summary.add(result)
      print(
        `seed ${seed}: ${result.findings.length === 0 ? 'ok' : 'BROKEN'}, ${result.history.length} events, ${result.calls.length} Carrefour calls`
      )
      if (result.findings.length === 0) continue
      failed.push(seed)
      print(tellFailure(result))
      print(`  calls and log: ${keepEvidence(seed, result)}`)
      await explain(seed, result, options)
    }
  })
  const seconds = Math.round((Date.now() - started) / 1000)
  print(
    `chaos: ${played} seeds played, ${played - failed.length} kept every promise, ${failed.length} did not${
      failed.length > 0 ? ` (${failed.join(', ')})` : ''
    }; ${seconds} s`
  )
  print(`chaos: ${summary.tell()}`)
  if (unplayed > 0) print(`chaos: ${unplayed} seeds could not be played; the reason stands above`)
  print(compare.tell())
  return failed.length === 0 && unplayed === 0 && compare.right ? 0 : 1
}

/** Plays a group; a workspace that did not come up, or a harness that failed, is told and no verdict. */
async function playOrTell(
  group: readonly number[],
  plans: readonly (readonly Step[])[],
  options: RunOptions
): Promise<readonly RunResult[]> {
  try {
    return await play(plans, options)
  } catch (error) {
    print(`seeds ${group.join(', ')}: not played: ${String(error).slice(0, 500)}`)
    return []
  }
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
