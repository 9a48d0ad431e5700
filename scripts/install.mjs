import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..'
)

/** Installs the packages of the lock file when they are missing or are others; otherwise does nothing. */
export function installPackages(who) {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) {
    console.error(
      `${who}: Node.js 20 or newer is needed; this is ${process.versions.node}. See https://nodejs.org`
    )
    process.exit(1)
  }
  const lock = createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'package-lock.json')))
    .digest('hex')
  const folder = path.join(ROOT, 'node_modules')
  const mark = path.join(folder, `.installed-${lock}`)
  if (existsSync(mark)) return
  // npm ci empties the folder that a link leads to: it may be another checkout's.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const place = existsSync(folder) ? realpathSync(folder) : 'nowhere'
    console.error(
      `${who}: the packages are not those of package-lock.json, and node_modules is a link to ${place}: install them there, or remove the link`
    )
    process.exit(1)
  }
  console.log(`${who}: installing packages (npm ci), about a minute the first time`)
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(`${who}: npm ci failed; the reason stands above`)
    process.exit(status ?? 1)
  }
  writeFileSync(mark, '')
}
