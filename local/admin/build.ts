import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { EXTERNALS } from '../build/pages'

import { appModule } from './app-module'
import { compressAll } from './compress'
import { type Operations, operationsOf, readableDocuments, readDocuments } from './operations'
import { platformModules } from './platformModules'
import { graphqlFiles, modalCss, packageCss, styleguideCss, tildeCss } from './vite-plugins'

/** Address under which the bundle is served. */
export const ADMIN_BASE = '/admin/'

/** The documents of the Admin: the window, the page inside it, and the page of all states. */
export const DOCUMENTS = { window: 'index.html', page: 'page.html', states: 'states.html' } as const

/** Folder of the bundle whose file names carry a hash of their content. */
export const ASSETS = '_assets'

/** What the bundle's pages may ask for; not served to the browser. */
const OPERATIONS = 'operations.json'

/** The operations of a built bundle. */
export const readOperations = (bundleDir: string): Operations =>
  JSON.parse(readFileSync(join(bundleDir, OPERATIONS), 'utf8')) as Operations

/** From what the Admin is built, and where to. */
export interface AdminBuild {
  /** The app's folder. */
  root: string
  /** Whether the pages may import what this workspace does not have (`platformModules`). */
  anyApp: boolean
  /** The app's uploaded files: navigation, routes and messages. */
  uploadedDir: string
  /** The app's pages as `bundlePages` made them. */
  pagesDir: string
  /** Receives the documents and the assets, each also compressed, and the operations of the pages. */
  outDir: string
}

/**
 * Builds the Admin with the app's pages, each in a file of its own that is loaded when its route is opened, and
 * the messages of each language likewise. The page's document provides what the bundles left to the platform.
 */
export async function buildAdmin({
  root,
  anyApp,
  uploadedDir,
  pagesDir,
  outDir,
}: AdminBuild): Promise<void> {
  const here = __dirname
  // Imported here: required as CommonJS, as files of this folder are run, Vite loses its own plugins.
  const { build } = await import('vite')
  await build({
    configFile: false,
    logLevel: anyApp ? 'silent' : 'error',
    root: join(here, 'shell'),
    base: ADMIN_BASE,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      appModule({ root, uploadedDir, pagesDir }),
      ...(anyApp
        ? [platformModules(join(here, 'stand-ins'), pagesDir), tildeCss()]
        : [graphqlFiles(root)]),
      styleguideCss(),
      packageCss(),
      modalCss(),
    ],
    resolve: {
      // The imports of another app are not known beforehand: `platformModules` finds them.
      alias: anyApp
        ? []
        : [
            { find: 'vtex.styleguide', replacement: join(here, 'stand-ins/styleguide.ts') },
            {
              find: 'vtex.render-runtime',
              replacement: join(here, 'stand-ins/render-runtime.tsx'),
            },
          ],
      dedupe: [...EXTERNALS],
    },
    build: {
      outDir,
      emptyOutDir: true,
      assetsDir: ASSETS,
      // Lightning CSS refuses the old hacks in the Styleguide's stylesheet.
      cssMinify: false,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: Object.values(DOCUMENTS).map(name => join(here, 'shell', name)),
        // On VTEX these packages are objects of the page: a name that one of them lacks is undefined there.
        shimMissingExports: anyApp,
      },
      // The Styleguide of VTEX's day has no map, and a person reads this code in the repository.
      sourcemap: false,
      chunkSizeWarningLimit: 1500,
    },
  })
  await compressAll(outDir)
  const documents = anyApp ? readableDocuments(uploadedDir) : readDocuments(uploadedDir)
  writeFileSync(join(outDir, OPERATIONS), JSON.stringify(operationsOf(documents)))
}
