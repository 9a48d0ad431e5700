import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'

installPackages('bench')
const main = path.join(import.meta.dirname, '../tests/bench/main.ts')
const wanted = process.argv.slice(2)
const chromium = ['scale', 'workspace', 'clone', 'peers'].includes(wanted[0])
  ? null
  : findChromium()
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main, ...wanted], {
    stdio: 'inherit',
    env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) },
  }).status ?? 1
)
