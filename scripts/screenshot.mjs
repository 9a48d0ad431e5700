// The picture of the README: `npm run screenshot -- <address of a running workspace>`, of the demo store as it is
// after its set-up. What it shows goes into tests/e2e/screens/inventory.txt, with which a browser test compares the page.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { findChromium } from './chromium.mjs'

const chromium = findChromium()
const main = path.join(import.meta.dirname, '../tests/e2e/screens/takeReadme.ts')
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) },
  }).status ?? 1
)
