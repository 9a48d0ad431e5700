import { spawnSync } from 'node:child_process'
import path from 'node:path'

import { copyForTypes } from './copyForTypes.mjs'

/**
 * The rules of `.oxlintrc.json` (ADR 94) and Prettier over the whole project. With `--types` also the types of all files:
 * the rules that read types have worked out nearly all of them by then. The one program here has the newest library and
 * that of browsers, too; what the service and the pages may use of them is `link:check`'s to judge.
 */
const ROOT = path.join(import.meta.dirname, '..')
const PACKAGES = path.join(ROOT, 'node_modules')

/** Runs a program of a package; answers whether it found nothing. What it prints is printed. */
function isContent(program, args, cwd = ROOT) {
  const command = [path.join(PACKAGES, program), ...args]
  return spawnSync(process.execPath, command, { cwd, stdio: 'inherit' }).status === 0
}

function obeysRules() {
  const types = process.argv.includes('--types') ? ['--type-check'] : []
  const { folder, judged } = copyForTypes()
  const options = ['--type-aware', ...types, '--report-unused-disable-directives-severity=error']
  return isContent('oxlint/bin/oxlint', [...options, ...judged], folder)
}

function isFormatted() {
  // Not `.cache/prettier`: prettier takes that for a folder when it is called without a cache, and fails on a file.
  const cache = path.join(PACKAGES, '.cache/prettier-checked')
  const args = ['--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content']
  return isContent('prettier/bin/prettier.cjs', [...args, '--cache-location', cache, '.'])
}

const checks = [obeysRules(), isFormatted()]
process.exitCode = checks.every(Boolean) ? 0 : 1
