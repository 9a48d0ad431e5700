import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'

import { buildApp } from '../../local/build'
import { ROOT } from '../../local/workspace'
import { mapLimit } from '../../node/shared/concurrency'
import type { Finding } from './checks'
import type { Mutant } from './mutants/mutant'
import { Code, patch, unmakeable } from './mutants/patch'
import { type SceneName, A_MINUTE, SCENES } from './mutants/scenes'
import { MUTANTS } from './mutants/table'
import { play } from './run'
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

/** How often a scene is played when this machine is too busy for it. */
const TRIES = 3

interface Acted {
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** What happened, when something was found or nothing could be played. */
  readonly told: string
}

/** Plays one scene on a build. What was found on a machine that was too busy counts for nothing, and it is played again. */
async function act(scene: SceneName, appDir: string): Promise<Acted> {
  let last: Acted = { verdict: 'not judged', findings: [], told: '' }
  for (let left = TRIES; left > 0 && last.verdict === 'not judged'; left -= 1)
    last = await actOnce(scene, appDir)
  return last
}

async function actOnce(scene: SceneName, appDir: string): Promise<Acted> {
  const options = { scale: SCALE, replicas: 2, settleMinutes: SETTLE_MINUTES, appDir }
  try {
    const [result] = await play([[...SCENES[scene], A_MINUTE]], options)
    if (!result) throw new Error(`${scene} was not played`)
    const { findings } = result
    const told = findings.length > 0 ? tellFailure(result) : ''
    return { verdict: verdictOf(result), findings, told }
  } catch (error) {
    return { verdict: 'not judged', findings: [], told: String(error) }
  }
}

/** Each check with how many findings. */
function tally(findings: readonly Finding[]): string {
  const found = new Map<string, number>()
  for (const { check } of findings) found.set(check, (found.get(check) ?? 0) + 1)
  return [...found].map(([check, count]) => `${check} x${count}`).join(', ')
}

/** Plays the scenes on the build as it is: a check that finds something there proves nothing by finding it elsewhere. */
async function actUnchanged(appDir: string, scenes: readonly SceneName[]): Promise<number> {
  const broken = await mapLimit(scenes, TOGETHER, async scene => {
    const { verdict, told } = await act(scene, appDir)
    if (verdict === 'broken')
      print(`the build as it is breaks a promise in the scene ${scene}:\n${told}`)
    if (verdict === 'not judged')
      print(`machine too busy: the scene ${scene} is not judged on the build as it is: ${told}`)
    return verdict !== 'held'
  })
  const kept = broken.filter(one => !one).length
  print(`${scenes.length} scenes on the build as it is: ${kept} kept every promise`)
  return scenes.length - kept
}

/** A mutant's row of the table, and whether it was caught by the check meant for it. */
async function hunt(
  appDir: string,
  code: Code,
  mutant: Mutant
): Promise<{ readonly row: string; readonly caught: boolean }> {
  const { promise, name, what, scene, check } = mutant
  const { verdict, findings } = await act(scene, build(appDir, code, mutant))
  const caught = verdict === 'broken' && findings.some(finding => finding.check === check)
  const missed = verdict === 'not judged' ? '**machine too busy** ' : '**missed** '
  const by = `${caught ? '' : missed}${tally(findings)}`
  print(`${name}: ${by}`)
  return { row: `| ${promise} | ${what} | ${scene} | ${check} | ${by} |`, caught }
}

const HEAD =
  '| promise | mutant | scene | meant to be caught by | caught by |\n|---|---|---|---|---|'

async function main(names: readonly string[]): Promise<number> {
  const started = Date.now()
  const { appDir } = await buildApp(ROOT, print)
  const code = readCode(appDir)
  const wrong = unmakeable(code, MUTANTS)
  if (wrong.length > 0) throw new Error(`Mutants cannot be made:\n${wrong.join('\n')}`)
  const unknown = names.filter(name => !MUTANTS.some(mutant => mutant.name === name))
  if (unknown.length > 0) throw new Error(`No such mutant: ${unknown.join(', ')}`)
  const wanted = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name))
  const all = Object.keys(SCENES) as SceneName[]
  const scenes = names.length === 0 ? all : wanted.map(({ scene }) => scene)
  const broken = await actUnchanged(appDir, [...new Set(scenes)])
  const hunted = await mapLimit(wanted, TOGETHER, mutant => hunt(appDir, code, mutant))
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
