import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { buildAdmin } from '../admin/build'

import { withBuildLock } from './build-lock'
import { contentHash } from './content-hash'
import { link, type Linked, type Progress } from './link'
import { runStage } from './stage'

export type { Progress } from './link'

/** What the frame of the Admin is made of, beside the app's own bundles; react/ for the page of all states. */
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
  /** The files that VTEX would get, and nothing else; manifest, service.json and routes are read here. */
  uploadedDir: string
  /** The service as VTEX IO runs it. */
  appDir: string
  /** The Admin's bundle. */
  adminDir: string
  /** Hash over the uploaded files. */
  hash: string
}

/** Links the app of `root` into its `.build` folder (`link`), while no other process does. */
export function linkApp(root: string, progress: Progress): Promise<Linked> {
  const buildDir = join(root, '.build')
  mkdirSync(buildDir, { recursive: true })
  return withBuildLock(join(buildDir, 'build.lock'), () =>
    link(root, join(buildDir, 'link'), progress)
  )
}

/**
 * Builds what has changed since the last build: the app exactly as VTEX would after `vtex link`, then the Admin around
 * its pages.
 *
 * @throws Error that says what VTEX would refuse.
 */
export async function buildApp(root: string, progress: Progress): Promise<Built> {
  const { uploaded, appDir, pagesDir, hash, failures } = await linkApp(root, progress)
  refuse(failures)
  const adminDir = join(root, '.build/admin')
  const uploadedDir = uploaded.dir
  await withBuildLock(join(root, '.build/build.lock'), async () =>
    refuse(
      await runStage({
        dir: adminDir,
        hash: contentHash(root, ADMIN_INPUTS) + contentHash(pagesDir, ['.']),
        make: async outDir => {
          progress('Building the Admin around the pages')
          await buildAdmin({ root, uploadedDir, pagesDir, outDir })
          return []
        },
      })
    )
  )
  return { uploadedDir, appDir, adminDir, hash }
}

function refuse(failures: readonly string[]): void {
  if (failures.length > 0) throw new Error(`The app does not link:\n${failures.join('\n')}`)
}
