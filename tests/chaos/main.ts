import { chunks, mapLimit } from '../../node/shared/concurrency'
import type { Step } from './actions'
import { tellLag } from './harness/lag'
import type { RecordedCall } from './harness/recorder'
import { keepEvidence } from './keepEvidence'
import { type Options, readOptions } from './options'
import { planOf } from './plan'
import { type RunOptions, type RunResult, play } from './run'
import { shrink } from './shrink'
import { OWN_SPECS, VENDORS_SPECS, loadSpecs } from './specs/load'
import { SpecTotals } from './specs/totals'
import { PROSE } from './specs/validate'
import { Summary } from './summary'
import { tellFailure, tellPlan } from './tell'
import { areFew, verdictOf } from './verdict'

const print = (text: string) => process.stdout.write(`${text}\n`)

interface Played {
  readonly seed: number
  readonly result: RunResult
}

async function main(options: Options): Promise<number> {
  const { seeds, steps, scale, together, workspaces, replicas } = options
  const started = Date.now()
  print(
    `chaos: ${seeds.length} seeds of ${steps} steps, ${together} side by side, ${workspaces} workspaces at a time, ${replicas} replicas, time x${scale}`
  )
  const comparisons = [
    new SpecTotals(loadSpecs(OWN_SPECS), 'our own descriptions'),
    new SpecTotals(loadSpecs(VENDORS_SPECS), "the vendors' descriptions", PROSE),
  ]
  const onCalls = (calls: readonly RecordedCall[]) => comparisons.forEach(one => one.add(calls))
  const all = { ...options, onCalls }

  const first = await playAll(seeds, all, started)
  // What a busy machine left without a verdict is played once more, with half as much at a time.
  const open = seeds.filter(seed => !first.some(one => one.seed === seed && isJudged(one)))
  const second = await playAll(
    open,
    { ...all, together: Math.ceil(together / 2), workspaces: 1 },
    started
  )

  const judged = [...first, ...second].filter(isJudged)
  const broken = judged.filter(({ result }) => verdictOf(result) === 'broken')
  const summary = new Summary()
  for (const { result } of judged) summary.add(result)
  for (const { seed, result } of broken) await explain(seed, result, options)

  const named = broken.map(({ seed }) => seed).join(', ')
  const seconds = Math.round((Date.now() - started) / 1000)
  print(
    `chaos: ${judged.length} seeds judged, ${judged.length - broken.length} kept every promise, ${broken.length} did not${
      named === '' ? '' : ` (${named})`
    }; ${seconds} s`
  )
  print(`chaos: ${summary.tell()}`)
  const unjudged = seeds.length - judged.length
  if (unjudged > 0) print(`chaos: ${unjudged} seeds have no verdict; the reasons stand above`)
  comparisons.forEach(one => print(one.tell()))
  return broken.length === 0 &&
    areFew(unjudged, seeds.length) &&
    comparisons.every(({ right }) => right)
    ? 0
    : 1
}

const isJudged = ({ result }: Played): boolean => verdictOf(result) !== 'not judged'

/** Plays seeds in groups and tells of each. */
async function playAll(
  seeds: readonly number[],
  options: Options & RunOptions,
  started: number
): Promise<readonly Played[]> {
  const { steps, together, workspaces, minutes } = options
  const groups = await mapLimit(chunks(seeds, together), workspaces, async group => {
    if (Date.now() - started > minutes * 60_000) return []
    const results = await playOrTell(
      group,
      group.map(seed => planOf(seed, steps)),
      options
    )
    return results.flatMap((result, index) => {
      const seed = group[index]
      return seed === undefined ? [] : [tell({ seed, result })]
    })
  })
  return groups.flat()
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
    const why = error instanceof Error ? error.message : String(error)
    print(`seeds ${group.join(', ')}: not played: ${why}`)
    return []
  }
}

const WORDS = {
  held: 'ok',
  broken: 'BROKEN',
  'not judged': 'machine too busy: not judged',
} as const

function tell(played: Played): Played {
  const { seed, result } = played
  const verdict = verdictOf(result)
  print(
    `seed ${seed}: ${WORDS[verdict]}, ${result.history.length} events, ${result.calls.length} Carrefour calls; ${tellLag(result.lag)}`
  )
  if (verdict !== 'held') print(`  calls and log: ${keepEvidence(`seed-${seed}`, result)}`)
  if (verdict === 'broken') print(tellFailure(result))
  if (verdict === 'not judged')
    print(result.findings.map(({ check, what }) => `  (${check}: ${what})`).join('\n'))
  return played
}

/** Plays the seed again, alone, and looks for the fewest steps that break the same promise. */
async function explain(seed: number, result: RunResult, options: Options): Promise<void> {
  if (options.shrink === 0) return
  const broken = new Set(result.findings.map(({ check }) => check))
  let last: RunResult | null = null
  const fails = async (plan: readonly Step[]): Promise<boolean> => {
    const [again] = await playOrTell([seed], [plan], options)
    const same =
      again !== undefined &&
      verdictOf(again) === 'broken' &&
      again.findings.some(({ check }) => broken.has(check))
    if (same) last = again
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
