import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { buildAdmin } from '../admin/build'

import { withBuildLock } from './build-lock'
import { contentHash } from './content-hash'
import { buildService, SERVICE_INPUTS } from './service'

const ADMIN_INPUTS = [
  'react',
  'messages',
  'admin',
  'manifest.json',
  'local/admin',
  'local/build',
  '.vtexignore',
  'package-lock.json',
]

/** Where the built app lies. */
export interface Built {
  /** The service as VTEX IO runs it. */
  appDir: string
  /** The Admin's bundle. */
  adminDir: string
}

/** Says what is being done; nothing when there is nothing to do. */
export type Progress = (text: string) => void

/**
 * Builds what has changed since the last build into `.build/`, and answers where it is. Each part is
 * skipped when a hash over the content of all its inputs is the one of the last build.
 */
export function buildApp(root: string, progress: Progress): Promise<Built> {
  const buildDir = join(root, '.build')
  mkdirSync(buildDir, { recursive: true })
  const built = { appDir: join(buildDir, 'app'), adminDir: join(buildDir, 'admin') }

  return withBuildLock(join(buildDir, 'build.lock'), async () => {
    await unlessFresh(built.appDir, contentHash(root, SERVICE_INPUTS), async outDir => {
      progress('Building the service')
      await buildService(root, outDir)
    })
    await unlessFresh(built.adminDir, contentHash(root, ADMIN_INPUTS), async outDir => {
      progress('Building the Admin pages')
      await buildAdmin({ root, outDir })
    })
    return built
  })
}

/** Builds into a folder beside `dir` and swaps it in whole, so a failed build leaves the last good one. */
async function unlessFresh(
  dir: string,
  hash: string,
  build: (outDir: string) => Promise<void>
): Promise<void> {
  const mark = `${dir}.hash`
  if (existsSync(dir) && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return
  const next = `${dir}.next`
  rmSync(next, { recursive: true, force: true })
  mkdirSync(next, { recursive: true })
  await build(next)
  rmSync(mark, { force: true })
  rmSync(dir, { recursive: true, force: true })
  renameSync(next, dir)
  writeFileSync(mark, hash)
}
