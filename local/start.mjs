// `npm start`: installs what is missing, then runs the workspace. Plain Node and no dependencies, because
// it runs before they are there.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { installPackages } from '../scripts/install.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

installPackages('start')

const program = path.join(root, 'local/main.ts')
const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], {
  cwd: root,
  // Where the person stands: `--app` may be relative to it.
  env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  stdio: 'inherit',
})
// A terminal's Ctrl-C also reaches the child directly; a second signal changes nothing there.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))

child.on('exit', (code, signal) => {
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0))
})
