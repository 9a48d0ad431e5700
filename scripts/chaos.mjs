import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { installPackages } from './install.mjs'

installPackages('chaos')
const [what = '', ...rest] = process.argv.slice(2)
const PARTS = { mutants: 'mutants.ts', fuzz: 'fuzz/entrances.ts' }
const main = path.join(import.meta.dirname, '../tests/chaos', PARTS[what] ?? 'main.ts')
const args = PARTS[what] ? rest : process.argv.slice(2)
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main, ...args], { stdio: 'inherit' }).status ?? 1
)
