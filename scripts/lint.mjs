import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** ESLint and Prettier over the whole project. */
const ROOT = path.join(import.meta.dirname, '..')
const cache = name => path.join(ROOT, 'node_modules/.cache', name)

let failed = false
for (const [bin, ...args] of [
  // No cache here: a rule that reads types may fail in a file that has not changed.
  ['eslint/bin/eslint.js', '.'],
  [
    'prettier/bin/prettier.cjs',
    ...['--check', '--log-level', 'warn'],
    ...['--cache', '--cache-strategy', 'content', '--cache-location', cache('prettier')],
    '.',
  ],
]) {
  const tool = path.join(ROOT, 'node_modules', bin)
  const { status } = spawnSync(process.execPath, [tool, ...args], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
