import { appendFileSync, cpSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'

import { buildApp } from '../local/build'
import { ROOT } from '../local/workspace'
import type { Mutant } from './mutants/mutant'
import { provocation } from './mutants/provoke'
import { MUTANTS } from './mutants/table'
import { planOf } from './plan'
import { play } from './run'

const SCALE = 20
const SEEDS = [1, 2]
const STEPS = 20

/** Minutes of a run's time for it to settle: a mutant may never. */
const SETTLE_MINUTES = 15

const print = (text: string) => process.stdout.write(`${text}\n`)

/** A copy of the built service with the mistake in it. */
function build(appDir: string, { name, file, code }: Mutant): string {
  const copy = path.join(ROOT, '.build/mutants', name)
  rmSync(copy, { recursive: true, force: true })
  cpSync(appDir, copy, { recursive: true })
  const target = path.join(copy, 'service/src/node', file)
  if (!existsSync(target)) throw new Error(`${name}: the built service has no ${file}`)
  appendFileSync(target, `\n;{${code}\n}\n`)
  return copy
}

/** The checks that catch a mutant, with how many findings each. */
async function hunt(appDir: string, mutant: Mutant): Promise<ReadonlyMap<string, number>> {
  const plans = SEEDS.map(seed => [...provocation(mutant), ...planOf(seed, STEPS)])
  const options = { scale: SCALE, replicas: 2, settleMinutes: SETTLE_MINUTES }
  const results = await play(plans, { ...options, appDir: build(appDir, mutant) })
  const found = new Map<string, number>()
  for (const { promise, check } of results.flatMap(({ findings }) => findings)) {
    const name = `${check} (${promise})`
    found.set(name, (found.get(name) ?? 0) + 1)
  }
  return found
}

/** Whether a check of the mutant's own promise is among those that caught it. */
const caughtBy = ({ promise }: Mutant, found: ReadonlyMap<string, number>): boolean =>
  [...found.keys()].some(name => name.endsWith(`(${promise})`))

async function main(names: readonly string[]): Promise<number> {
  const { appDir } = await buildApp(ROOT, print)
  const wanted = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name))
  print('| promise | mutant | caught by |\n|---|---|---|')
  let missed = 0
  for (const mutant of wanted) {
    const found = await hunt(appDir, mutant)
    const caught = caughtBy(mutant, found)
    if (!caught) missed += 1
    const by = [...found].map(([check, count]) => `${check} x${count}`).join(', ')
    print(`| ${mutant.promise} | ${mutant.what} | ${caught ? '' : '**missed** '}${by} |`)
  }
  print(`${wanted.length} mutants, ${wanted.length - missed} caught, ${missed} missed`)
  return missed === 0 ? 0 : 1
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
)
