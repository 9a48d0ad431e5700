// Icon and pictures for the App Store, into public/metadata/images: `npm run app-store`.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { installPackages } from './install.mjs'

installPackages('app-store')
const { findChromium } = await import('./chromium.mjs')
const chromium = findChromium()
const main = path.join(import.meta.dirname, '../tests/e2e/screens/appStore.ts')
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main], {
    stdio: 'inherit',
    env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) },
  }).status ?? 1
)
