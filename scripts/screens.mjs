// Pictures of every page and state, into .build/screens: `npm run screens`.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { installPackages } from './install.mjs'

installPackages('screens')
const { findChromium } = await import('./chromium.mjs')
const chromium = findChromium()
const main = path.join(import.meta.dirname, '../tests/e2e/screens/main.ts')
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) },
  }).status ?? 1
)
