import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { installPackages } from './install.mjs'

installPackages('chaos')
const [what = '', ...rest] = process.argv.slice(2)
const mutants = what === 'mutants'
const main = path.join(import.meta.dirname, '../chaos', mutants ? 'mutants.ts' : 'main.ts')
const args = mutants ? rest : process.argv.slice(2)
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', main, ...args], { stdio: 'inherit' }).status ?? 1
)
