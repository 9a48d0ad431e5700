import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { type Manifest, readManifest } from '../../config'
import { contentHash } from '../content-hash'
import type { Progress } from '../link'
import { PACKAGES } from '../packages'
import { type ServiceJson, serviceSource, withDefaults, withoutMistakes } from '../service-json'
import { runStage } from '../stage'
import { copyUploadedSet, type UploadedSet } from '../uploadedSet'

import { installLoosely } from './install'
import { bundlePagesLoosely } from './pages'
import {
  playProviderPackage,
  type ProviderConfiguration,
  readProvider,
  withProviderRoutes,
} from './paymentProvider'
import { buildServiceLoosely, type LooseService } from './service'
import { unsupported, uses } from './unsupported'

/** An app, built as far as possible. */
export interface LooselyLinked {
  readonly uploadedDir: string
  readonly hash: string
  readonly pagesDir: string
  readonly service: ServiceJson
  /** The service, where it has one that runs. */
  readonly appDir: string | null
  /** Of a payment connector; undefined for any other app. */
  readonly provider: ProviderConfiguration | undefined
  /** What VTEX would do and this machine does not, and what VTEX would refuse; each line for a person to read. */
  readonly told: readonly string[]
}

const NOTES = 'workspace-notes.json'

/** The tools are a part of what a result depends on. */
const TOOLS = ['build', 'admin/appFiles.ts', 'admin/vite-plugins.ts', 'admin/operations.ts']

const toolsHash = (): string => contentHash(path.join(__dirname, '../..'), TOOLS)

/**
 * Does for any app what `link` does for this one, and goes on where `link` would stop: what is wrong or not played here
 * is told, and everything else runs.
 *
 * @param into where everything is put; the app's own folder is only read
 */
export async function linkLoosely(
  root: string,
  into: string,
  progress: Progress
): Promise<LooselyLinked> {
  const manifest = readManifest(root)
  mkdirSync(into, { recursive: true })
  const uploaded = copyUploadedSet(root, path.join(into, 'uploaded'))
  const { dir, files } = uploaded
  const hash = contentHash(dir, files)
  const hashes = {
    node: contentHash(dir, without(files, 'react')) + toolsHash(),
    react: contentHash(dir, without(files, 'node')) + toolsHash(),
  }
  const told: string[] = [...unsupported(manifest, dir)]
  const has = (name: 'node' | 'react'): boolean =>
    uses(manifest, name) && existsSync(path.join(dir, name))
  for (const name of ['node', 'react'] as const) {
    if (!has(name)) continue
    const folder = path.join(dir, name)
    const installed = await installLoosely(folder, progress)
    told.push(...(name === 'node' ? playProviderPackage(folder, installed) : installed))
  }
  const written = readLoosely(dir, told)
  const provider = readProvider(dir, manifest, written.routes)
  told.push(...provider.told)
  const json = withProviderRoutes(written, manifest)
  const appDir = path.join(into, 'app')
  const pagesDir = path.join(into, 'pages')
  mkdirSync(pagesDir, { recursive: true })
  const service = has('node')
    ? await makeService({ uploaded, json, appDir, hash: hashes.node, manifest }, progress)
    : { runs: false, told: [] }
  const pages = has('react') ? await makePages(pagesDir, dir, hashes.react, progress) : []
  return {
    uploadedDir: dir,
    hash,
    pagesDir,
    service: json,
    provider: provider.configuration,
    appDir: service.runs ? appDir : null,
    told: [...told, ...service.told, ...pages],
  }
}

/** Folders that neither the service nor the pages are made of. */
const APART = ['docs', 'public', 'store', 'styles', 'messages']

/** All that may be a part of what is built, for code is also imported from folders of no builder. */
const without = (files: readonly string[], other: 'node' | 'react'): readonly string[] =>
  files.filter(file => ![other, ...APART].includes(file.split('/', 1)[0] ?? ''))

function readLoosely(dir: string, told: string[]): ServiceJson {
  try {
    const warn = (text: string): void => void told.push(text)
    return withDefaults(withoutMistakes(serviceSource(dir), warn), warn)
  } catch (error) {
    told.push(`${error instanceof Error ? error.message : String(error)}; it is left out`)
    return withDefaults({})
  }
}

interface ServiceStage {
  readonly uploaded: UploadedSet
  readonly json: ServiceJson
  readonly appDir: string
  readonly hash: string
  readonly manifest: Manifest
}

async function makeService(stage: ServiceStage, progress: Progress): Promise<LooseService> {
  const { appDir, hash, json, uploaded } = stage
  const failures = await runStage({
    dir: appDir,
    hash,
    make: async outDir => {
      progress(`Compiling the service, and loading it (VTEX: TypeScript ${PACKAGES.node})`)
      keep(outDir, await buildServiceLoosely(uploaded, json, outDir))
      return []
    },
  })
  if (failures.length > 0) return { runs: false, told: failures }
  return kept<LooseService>(appDir)
}

async function makePages(
  pagesDir: string,
  dir: string,
  hash: string,
  progress: Progress
): Promise<readonly string[]> {
  const failures = await runStage({
    dir: pagesDir,
    hash,
    make: async outDir => {
      progress('Bundling the pages')
      keep(outDir, await bundlePagesLoosely(dir, outDir))
      return []
    },
  })
  return failures.length > 0 ? failures : kept<readonly string[]>(pagesDir)
}

/** The warnings of a build are repeated at every start from it. */
const keep = (dir: string, notes: unknown): void =>
  writeFileSync(path.join(dir, NOTES), JSON.stringify(notes))

const kept = <Notes>(dir: string): Notes =>
  JSON.parse(readFileSync(path.join(dir, NOTES), 'utf8')) as Notes
