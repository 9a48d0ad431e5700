import { spawnSync } from 'node:child_process'
import { installPackages } from './install.mjs'

installPackages('test')
const { findChromium } = await import('./chromium.mjs')

/** Everything that must hold, cheapest first. Each is a command that can be run alone. */
const STEPS = [
  ['types', 'npm', ['run', '-s', 'types']],
  ['lint', 'npm', ['run', '-s', 'lint']],
  ['as VTEX builds it', 'npm', ['run', '-s', 'link:check']],
  ['unit and integration', 'npm', ['run', '-s', 'test:unit']],
  ['bad input', 'npm', ['run', '-s', 'chaos', '--', 'fuzz']],
  [
    'chaos',
    'npm',
    ['run', '-s', 'chaos', '--', '--seeds', '1-4', '--steps', '12', '--scale', '10'],
  ],
  ['browser', 'npm', ['run', '-s', 'test:browser']],
]

const only = process.argv.slice(2)
let failed = 0
let passed = 0
for (const [name, command, args] of STEPS) {
  if (only.length > 0 && !only.includes(name)) continue
  console.log(`\n== ${name}`)
  const env = { ...process.env }
  if (name === 'browser') {
    const chromium = findChromium()
    if (chromium) env.CHROMIUM = chromium
  }
  const start = Date.now()
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  })
  if (status === 0) passed += 1
  else failed += 1
  console.log(
    `== ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - start) / 1000)} s`
  )
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
