import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { buildAdmin } from '../admin/build'
import { appIdentity, readManifest } from '../config'

import { withBuildLock } from './build-lock'
import { contentHash } from './content-hash'
import { link, type Linked, type Progress } from './link'
import { linkLoosely } from './loose/link'
import { shortWords } from './loose/pages'
import type { ProviderConfiguration } from './loose/paymentProvider'
import { readServiceJson, type ServiceJson } from './service-json'
import { runStage } from './stage'

export type { Progress } from './link'

/** What the Admin takes from the app, beside its bundles; react/ for the page of all states. */
const APP_INPUTS = ['react', 'graphql', 'messages', 'admin', 'manifest.json', '.vtexignore']

/** What the frame of the Admin is made of. */
const FRAME_INPUTS = ['local/admin', 'local/build', 'package-lock.json']

/** The project's folder. */
const WORKSPACE_ROOT = join(__dirname, '../..')

/** Folder of the built app. */
export interface Built {
  /** The files that VTEX would get, and nothing else; manifest, service.json and routes are read here. */
  uploadedDir: string
  /** The service as VTEX IO runs it; null for an app without one that runs. */
  appDir: string | null
  /** Its service.json. */
  service: ServiceJson
  /** What VTEX answers for a payment connector; left out for any other app. */
  provider?: ProviderConfiguration | undefined
  /** The Admin's bundle. */
  adminDir: string
  /** Hash over the uploaded files. */
  hash: string
  /** What VTEX would do and the workspace does not, or what VTEX would refuse; empty for the project's own app. */
  told: readonly string[]
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
export async function buildApp(
  root: string,
  progress: Progress
): Promise<Built & { appDir: string }> {
  const { uploaded, appDir, pagesDir, hash, failures } = await linkApp(root, progress)
  refuse(failures)
  const uploadedDir = uploaded.dir
  const buildDir = join(root, '.build')
  const adminDir = await makeAdmin(
    { root, uploadedDir, pagesDir, buildDir, anyApp: false },
    progress
  )
  const service = readServiceJson(uploadedDir)
  return { uploadedDir, appDir, adminDir, hash, service, told: [] }
}

/**
 * Builds whatever can be built of any app, into a folder of the project: the app's own is only read.
 *
 * @throws Error for a folder that holds no app.
 */
export async function buildAnyApp(root: string, progress: Progress): Promise<Built> {
  const buildDir = join(WORKSPACE_ROOT, '.build/apps', appIdentity(readManifest(root)).key)
  mkdirSync(buildDir, { recursive: true })
  const linked = await withBuildLock(join(buildDir, 'build.lock'), () =>
    linkLoosely(root, join(buildDir, 'link'), progress)
  )
  const { uploadedDir, pagesDir } = linked
  const stage = { root, uploadedDir, pagesDir, buildDir, anyApp: true }
  try {
    return { ...linked, adminDir: await makeAdmin(stage, progress) }
  } catch (error) {
    const without = join(buildDir, 'link/no-pages')
    mkdirSync(without, { recursive: true })
    const adminDir = await makeAdmin({ ...stage, pagesDir: without }, progress)
    const told = `The pages of the app are left out: ${shortWords(error)}`
    return { ...linked, adminDir, told: [...linked.told, told] }
  }
}

interface AdminStage {
  root: string
  uploadedDir: string
  pagesDir: string
  buildDir: string
  anyApp: boolean
}

/** Builds the Admin around an app's pages; returns its folder. */
async function makeAdmin(stage: AdminStage, progress: Progress): Promise<string> {
  const { root, pagesDir, buildDir } = stage
  const adminDir = join(buildDir, 'admin')
  const hash = [
    contentHash(root, APP_INPUTS),
    contentHash(WORKSPACE_ROOT, FRAME_INPUTS),
    contentHash(pagesDir, ['.']),
  ].join('')
  await withBuildLock(join(buildDir, 'build.lock'), async () =>
    refuse(
      await runStage({
        dir: adminDir,
        hash,
        make: async outDir => {
          progress('Building the Admin around the pages')
          await buildAdmin({ ...stage, outDir })
          return []
        },
      })
    )
  )
  return adminDir
}

function refuse(failures: readonly string[]): void {
  if (failures.length > 0) throw new Error(`The app does not link:\n${failures.join('\n')}`)
}
