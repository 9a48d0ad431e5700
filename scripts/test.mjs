import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'

import { installPackages } from './install.mjs'
import { runSteps, table } from './runSteps.mjs'

installPackages('test')
const { findChromium } = await import('./chromium.mjs')

const npm = (script, ...args) => [
  'npm',
  'run',
  '-s',
  script,
  ...(args.length ? ['--', ...args] : []),
]

/** The cores that steps may share; with one core two still run, as each waits now and then. */
const CORES = Math.max(2, availableParallelism())

/** Where the steps that start a workspace find the demo set up; empty until the step `demo` has made it. */
const folder = mkdtempSync(path.join(tmpdir(), 'demo-'))
const DEMO_DATABASE = path.join(folder, 'demo.db')

/** Jest over some projects. As many workers as cores, which fill what the others leave. */
const jest = (...projects) => ({
  command: npm('test:unit', '--maxWorkers', String(CORES), '--selectProjects', ...projects),
  cores: CORES / 2,
  background: true,
})

/** Everything that must hold, in the order in which it is begun. Each is a command that can be run alone. */
const NORMAL = [
  { name: 'link', command: npm('link:check'), cores: 1 },
  // Needs nothing that is built.
  { name: 'jest', ...jest('node', 'react', 'bench', 'chaos', 'checks') },
  // What starts a workspace uses what link has built; setting up the demo once spares each of them to do so.
  {
    name: 'demo',
    command: ['npx', 'tsx', 'local/testing/setUpDemo.ts', DEMO_DATABASE],
    cores: 0.5,
    after: 'link',
  },
  // These wait about as long as they work, and what they try has time-outs: they go first.
  { name: 'browser', command: npm('test:browser'), cores: 0.5, after: 'demo' },
  {
    name: 'contracts',
    command: npm('test:unit', '--selectProjects', 'contracts'),
    cores: 0.5,
    after: 'demo',
  },
  // Short, so it fills the time until the demo is set up.
  { name: 'fuzz', command: npm('chaos', 'fuzz'), cores: 0.5, after: 'link' },
  // Begins behind the two long ones, which would end later if it held their place.
  {
    name: 'chaos',
    command: npm('chaos', ...'--seeds 1-4 --steps 12 --scale 10'.split(' ')),
    cores: 0.5,
    after: 'demo',
  },
  // On one core from its beginning to its end, so it must not be the last to begin: it takes what the others leave.
  { name: 'lint', command: npm('lint', '--types'), cores: 0, background: true },
  { name: 'local', ...jest('local'), after: 'demo' },
].map(step => ({ ...step, env: { DEMO_DATABASE } }))

/** What needs no browser and no running workspace: for every change, again and again. `npm run test:quick`. */
const QUICK = NORMAL.filter(({ name }) => ['link', 'jest', 'lint', 'local'].includes(name))

const env = { LONG_TESTS: '1' }
const seeds = '--seeds 1-200 --steps 16 --scale 10 --together 12 --workspaces 3'.split(' ')

/** What takes too long for every change, one after the other: `npm run test:long`. */
const LONG = [
  { name: 'jest', command: npm('test:unit'), cores: CORES, env },
  { name: 'fuzz', command: npm('chaos', 'fuzz'), cores: CORES, env },
  { name: 'browser', command: npm('test:browser'), cores: CORES, env },
  { name: 'mutants', command: npm('chaos:mutants'), cores: CORES },
  { name: 'seeds', command: npm('chaos', ...seeds), cores: CORES },
]

/** The steps that were asked for by name; all when none was. */
function chosen(steps, names) {
  const unknown = names.filter(name => !steps.some(step => step.name === name))
  if (unknown.length > 0) {
    console.error(
      `test: no step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}`
    )
    process.exit(2)
  }
  return names.length > 0 ? steps.filter(({ name }) => names.includes(name)) : steps
}

const args = process.argv.slice(2)
const FORMS = { '--long': LONG, '--quick': QUICK }
const form = args.find(arg => arg in FORMS)
const steps = chosen(
  form === undefined ? NORMAL : FORMS[form],
  args.filter(arg => arg !== form)
)
if (steps.some(({ name }) => name === 'browser')) {
  const chromium = findChromium({ shellFirst: true })
  if (chromium) process.env.CHROMIUM = chromium
}
const start = Date.now()
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const outcomes = await runSteps(steps, CORES)
console.log(`\n${table(outcomes, Math.round((Date.now() - start) / 1000))}`)
process.exit(outcomes.every(({ ok }) => ok) ? 0 : 1)
