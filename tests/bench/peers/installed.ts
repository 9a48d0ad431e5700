import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '../../..')

/** What is installed, and where. */
const PINNED = ['package.json', 'package-lock.json'] as const
const FOLDER = path.join(ROOT, '.local/bench-peers')

/** What a peer needs that is not there. */
export interface Missing {
  readonly missing: string
}

/** The peers' packages with their versions. */
export interface Installed {
  readonly folder: string
  readonly versions: Readonly<Record<string, string>>
}

/**
 * Installs the peers' packages below `.local` when they are missing or are others: exactly those of the lock file, by
 * their checksums, and no script of theirs runs.
 */
export function installPeers(): Installed | Missing {
  const [manifest, lock] = PINNED.map(name => readFileSync(path.join(import.meta.dirname, name)))
  if (!manifest || !lock) throw new Error('No packages are pinned')
  const mark = path.join(FOLDER, `.installed-${createHash('sha256').update(lock).digest('hex')}`)
  if (!existsSync(mark)) {
    mkdirSync(FOLDER, { recursive: true })
    for (const name of PINNED)
      copyFileSync(path.join(import.meta.dirname, name), path.join(FOLDER, name))
    const { status } = spawnSync(
      'npm',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: FOLDER, stdio: 'inherit', shell: process.platform === 'win32' }
    )
    if (status !== 0) return { missing: 'their packages: npm ci failed, the reason stands above' }
    writeFileSync(mark, '')
  }
  const { dependencies } = JSON.parse(String(manifest)) as {
    dependencies: Readonly<Record<string, string>>
  }
  return { folder: FOLDER, versions: dependencies }
}
