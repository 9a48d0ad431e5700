import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { installPackages } from './install.mjs'

installPackages('link:check')
const ROOT = path.join(import.meta.dirname, '..')
const main = path.join(ROOT, 'local/build/linkCheck.ts')
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  }).status ?? 1
)
