import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { contentHash } from './content-hash'
import {
  installPackage,
  isInstalled,
  compilePackage,
  PACKAGES,
  undeclaredImports,
} from './packages'
import { bundlePages } from './pages'
import { buildService } from './service'
import { runStage } from './stage'
import { copyUploadedSet, type UploadedSet } from './uploadedSet'

/** Prints what is being done, if anything. */
export type Progress = (text: string) => void

/** The app as VTEX would have it after `vtex link`. */
export interface Linked {
  uploaded: UploadedSet
  /** The compiled service, on the packages that yarn installed. */
  appDir: string
  /** The pages' bundles, without what the platform provides. */
  pagesDir: string
  /** Hash over the uploaded set. */
  hash: string
  /** What VTEX would refuse, in the tools' own words; empty when the app links. */
  failures: readonly string[]
}

/** The tools are a part of what a result depends on. */
const TOOLS = ['build', 'admin/vite-plugins.ts', 'admin/operations.ts']

/**
 * Does what VTEX does after `vtex link`, and nothing that it does not: takes the uploaded files alone, installs node/ and
 * react/ from their lock files with yarn 1, compiles each with the platform's TypeScript, bundles the pages with the
 * platform's externals, and loads the service. What has not changed since the last time is not done again.
 *
 * @param root the app's folder
 * @param into where everything is put
 */
export async function link(root: string, into: string, progress: Progress): Promise<Linked> {
  mkdirSync(into, { recursive: true })
  const uploaded = copyUploadedSet(root, join(into, 'uploaded'))
  const { dir, files } = uploaded
  const linked = {
    uploaded,
    appDir: join(into, 'app'),
    pagesDir: join(into, 'pages'),
    hash: contentHash(dir, files),
  }
  // An app may have a service alone, or pages alone.
  const names = (['node', 'react'] as const).filter(name => existsSync(join(dir, name)))
  const declared = names.flatMap(name => undeclaredImports(dir, name, files))
  for (const name of names) {
    if (isInstalled(join(dir, name))) continue
    progress(`Installing the packages of ${name}/ with yarn`)
    const failures = await installPackage(join(dir, name))
    if (failures.length > 0) return { ...linked, failures: [...declared, ...failures] }
  }
  const make = {
    node: () => makeService(linked.appDir, dir, progress),
    react: () => makePages(into, linked.pagesDir, dir, progress),
  }
  const results = await Promise.all(names.map(name => make[name]()))
  return { ...linked, failures: [...declared, ...results.flat()] }
}

const hashOf = (dir: string, paths: readonly string[]): string =>
  contentHash(dir, paths) + contentHash(join(__dirname, '..'), TOOLS)

const makeService = (appDir: string, dir: string, progress: Progress): Promise<readonly string[]> =>
  runStage({
    dir: appDir,
    hash: hashOf(dir, ['node', 'graphql', 'manifest.json']),
    make: outDir => {
      progress(`Compiling the service with TypeScript ${PACKAGES.node}, and loading it`)
      return buildService(dir, outDir)
    },
  })

async function makePages(
  into: string,
  pagesDir: string,
  dir: string,
  progress: Progress
): Promise<readonly string[]> {
  const react = join(dir, 'react')
  const types = await runStage({
    dir: join(into, 'types'),
    hash: hashOf(dir, ['react']),
    make: () => {
      progress(`Checking the pages with TypeScript ${PACKAGES.react}`)
      return compilePackage(react)
    },
  })
  const bundle = await runStage({
    dir: pagesDir,
    hash: hashOf(dir, ['react', 'graphql', 'admin', 'manifest.json']),
    make: async outDir => {
      progress('Bundling the pages')
      await bundlePages(dir, outDir)
      return []
    },
  })
  return [...types, ...bundle]
}
