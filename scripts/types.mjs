import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Checks the types of all three programs; what has not changed since the last time is not checked again. */
const ROOT = path.join(import.meta.dirname, '..')
const TSC = path.join(ROOT, 'node_modules/typescript/bin/tsc')

let failed = false
for (const [name, project] of [
  ['node', 'node'],
  ['react', 'tsconfig.react.json'],
  ['tools', '.'],
]) {
  const cache = path.join(ROOT, `node_modules/.cache/types/${name}.tsbuildinfo`)
  const args = ['-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', cache]
  const { status } = spawnSync(process.execPath, [TSC, ...args], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
