import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'

import { buildApp } from '../../local/build'
import { ROOT } from '../../local/workspace'
import { mapLimit } from '../../node/shared/concurrency'
import type { Finding } from './checks'
import { keepEvidence } from './keepEvidence'
import type { Mutant } from './mutants/mutant'
import { Code, patch, unmakeable } from './mutants/patch'
import { type SceneName, A_MINUTE, SCENES, SIZES } from './mutants/scenes'
import { MUTANTS } from './mutants/table'
import { type RunResult, play, stepsNotDone } from './run'
import { tellFailure } from './tell'
import { type Verdict, verdictOf } from './verdict'

const SCALE = 10

/** Workspaces at a time: a scene is mostly waiting. */
const TOGETHER = 3

/** Minutes of a run's time for it to settle: a mutant may never. */
const SETTLE_MINUTES = 15

const print = (text: string) => process.stdout.write(`${text}\n`)

const codeDir = (appDir: string): string => path.join(appDir, 'service/src/node')

function readCode(appDir: string): Code {
  const dir = codeDir(appDir)
  const files = globSync('**/*.js', { cwd: dir, ignore: ['**/node_modules/**'] })
  return new Code(new Map(files.map(file => [file, readFileSync(path.join(dir, file), 'utf8')])))
}

/** A copy of the built service with the mistake in it. */
function build(appDir: string, code: Code, mutant: Mutant): string {
  const copy = path.join(ROOT, '.build/mutants', mutant.name)
  rmSync(copy, { recursive: true, force: true })
  cpSync(appDir, copy, { recursive: true })
  for (const [file, text] of patch(code, mutant))
    writeFileSync(path.join(codeDir(copy), file), text)
  return copy
}

/** A build, and how many times as fast as real time it is played. */
interface Played {
  readonly appDir: string
  readonly scale: number
}

/** How often a scene is played when this machine is too busy for it. */
const TRIES = 3

interface Acted {
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** What happened, when something was found or nothing could be played. */
  readonly told: string
  /** Null when nothing could be played. */
  readonly result: RunResult | null
}

/** Plays one scene on a build. What was found on a machine that was too busy counts for nothing, and it is played again. */
async function act(scene: SceneName, build: Played): Promise<Acted> {
  let last: Acted = { verdict: 'not judged', findings: [], told: '', result: null }
  for (let left = TRIES; left > 0 && last.verdict === 'not judged'; left -= 1)
    last = await actOnce(scene, build)
  return last
}

async function actOnce(scene: SceneName, build: Played): Promise<Acted> {
  const options = {
    ...build,
    replicas: 2,
    settleMinutes: SETTLE_MINUTES,
    keepsLog: true,
    ...(SIZES[scene] === undefined ? {} : { size: SIZES[scene] }),
  }
  try {
    const [result] = await play([[...SCENES[scene], A_MINUTE]], options)
    if (!result) throw new Error(`${scene} was not played`)
    const { findings } = result
    const verdict = verdictOf(result)
    const notDone = stepsNotDone(result.history)
    // A scene of which a step is missing proves nothing by finding nothing.
    if (verdict === 'held' && notDone.length > 0)
      return { verdict: 'not judged', findings, told: notDone.join('; '), result }
    const told = findings.length > 0 ? tellFailure(result) : ''
    return { verdict, findings, told, result }
  } catch (error) {
    return { verdict: 'not judged', findings: [], told: String(error), result: null }
  }
}

/** Each check with how many findings. */
function tally(findings: readonly Finding[]): string {
  const found = new Map<string, number>()
  for (const { check } of findings) found.set(check, (found.get(check) ?? 0) + 1)
  return [...found].map(([check, count]) => `${check} x${count}`).join(', ')
}

/** Plays the scenes on the build as it is: a check that finds something there proves nothing by finding it elsewhere. */
async function actUnchanged(unchanged: Played, scenes: readonly SceneName[]): Promise<number> {
  const broken = await mapLimit(scenes, TOGETHER, async scene => {
    const { verdict, told } = await act(scene, unchanged)
    if (verdict === 'broken')
      print(`the build as it is breaks a promise in the scene ${scene}:\n${told}`)
    if (verdict === 'not judged')
      print(`the scene ${scene} is not judged on the build as it is: ${told}`)
    return verdict !== 'held'
  })
  const kept = broken.filter(one => !one).length
  print(`${scenes.length} scenes on the build as it is: ${kept} kept every promise`)
  return scenes.length - kept
}

/** A mutant's row of the table, and whether it was caught by the check meant for it. */
async function hunt(
  { appDir, scale }: Played,
  code: Code,
  mutant: Mutant
): Promise<{ readonly row: string; readonly caught: boolean }> {
  const { promise, name, what, scene, check } = mutant
  const { verdict, findings, result } = await act(scene, {
    appDir: build(appDir, code, mutant),
    scale,
  })
  const caught = verdict === 'broken' && findings.some(finding => finding.check === check)
  const missed = verdict === 'not judged' ? '**not judged** ' : '**missed** '
  const by = `${caught ? '' : missed}${tally(findings)}`
  print(`${name}: ${by}`)
  if (!caught && result) print(`  calls and log: ${keepEvidence(`mutant-${name}`, result)}`)
  return { row: `| ${promise} | ${what} | ${scene} | ${check} | ${by} |`, caught }
}

const HEAD =
  '| promise | mutant | scene | meant to be caught by | caught by |\n|---|---|---|---|---|'

const USAGE = 'npm run chaos:mutants -- [--scale K] [NAME ...]'

/** @throws Error that says how to call it */
function readArgs([first, ...rest]: readonly string[]): {
  readonly names: readonly string[]
  readonly scale: number
} {
  if (first !== '--scale')
    return { names: first === undefined ? [] : [first, ...rest], scale: SCALE }
  const [scale, ...names] = rest
  if (!(Number(scale) > 0)) throw new Error(USAGE)
  return { names, scale: Number(scale) }
}

async function main(args: readonly string[]): Promise<number> {
  const started = Date.now()
  const { names, scale } = readArgs(args)
  const { appDir } = await buildApp(ROOT, print)
  const code = readCode(appDir)
  const wrong = unmakeable(code, MUTANTS)
  if (wrong.length > 0) throw new Error(`Mutants cannot be made:\n${wrong.join('\n')}`)
  const unknown = names.filter(name => !MUTANTS.some(mutant => mutant.name === name))
  if (unknown.length > 0) throw new Error(`No such mutant: ${unknown.join(', ')}`)
  const wanted = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name))
  const all = Object.keys(SCENES) as SceneName[]
  const scenes = names.length === 0 ? all : wanted.map(({ scene }) => scene)
  const broken = await actUnchanged({ appDir, scale }, [...new Set(scenes)])
  const hunted = await mapLimit(wanted, TOGETHER, mutant => hunt({ appDir, scale }, code, mutant))
  print([HEAD, ...hunted.map(({ row }) => row)].join('\n'))
  const caught = hunted.filter(one => one.caught).length
  const seconds = Math.round((Date.now() - started) / 1000)
  print(
    `${wanted.length} mutants, ${caught} caught by the check meant for it, ${wanted.length - caught} missed; ${seconds} s`
  )
  return caught === wanted.length && broken === 0 ? 0 : 1
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
)
