import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { componentsOf, readAdmin } from '../admin/appFiles'
import { readDocuments } from '../admin/operations'
import { graphqlFiles, pageCss } from '../admin/vite-plugins'
import { readManifest } from '../config'

/** What VTEX's react builder leaves to the platform: the Admin has one of each, shared by all apps. */
export const EXTERNALS = [
  'react',
  'react-dom',
  'react-apollo',
  'react-intl',
  'apollo-client',
  'graphql',
  'graphql-tag',
] as const

/** The file with the styles of all pages. */
export const PAGE_STYLES = 'styles.css'

const APP_MODULE = /^([a-z0-9-]+\.[a-z][a-z0-9-]*)(\/|$)/i

/** What the pages of the app in `dir` leave to the platform: its packages, and other apps such as `vtex.styleguide`. */
function externalsOf(
  dir: string,
  packages: readonly string[] = EXTERNALS
): (id: string) => boolean {
  const apps = readManifest(dir).dependencies ?? {}
  const own = dependenciesOf(join(dir, 'react/package.json'))
  // Packages such as `chart.js` are named like apps.
  const isApp = (name: string): boolean => apps[name] !== undefined || own[name] === undefined
  return id => {
    const app = APP_MODULE.exec(id)?.[1]
    if (app !== undefined) return isApp(app)
    return packages.some(name => id === name || id.startsWith(`${name}/`))
  }
}

function dependenciesOf(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {}
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    dependencies?: Readonly<Record<string, string>>
  }
  return json.dependencies ?? {}
}

/** The file of each page, by the name of its component. */
export type PageFiles = Readonly<Record<string, string>>

/** The files of react/ that admin/routes.json names, each once. */
export function pageNames(dir: string): readonly string[] {
  return componentsOf(readAdmin(dir).routes)
}

/**
 * Bundles the pages of an uploaded set into `outDir`: an ES module for each, with the packages that react/ brings
 * along, and without what the platform provides.
 *
 * @throws Error that names what does not resolve or has no default export.
 */
export function bundlePages(dir: string, outDir: string): Promise<void> {
  const names = pageNames(dir)
  if (names.length === 0) return Promise.resolve()
  const entries = names.map(name => [name, join(dir, 'react', `${name}.tsx`)])
  return bundleEntries(dir, outDir, Object.fromEntries(entries) as PageFiles)
}

/** How pages are bundled when not as usual. */
export interface BundleOptions {
  /** The operations that the pages may import. */
  documents?: ReturnType<typeof readDocuments>
  /** Whether packages that are CommonJS may `require` those of the platform. */
  commonJs?: boolean
  /** Prints nothing: the error carries all output. */
  quiet?: boolean
}

/** Bundles these pages; their styles, if they have any, go into one file {@link PAGE_STYLES}. */
export async function bundleEntries(
  dir: string,
  outDir: string,
  entries: PageFiles,
  { documents = readDocuments(dir), quiet = false, commonJs = false }: BundleOptions = {}
): Promise<void> {
  // Imported here: required as CommonJS, as files of this folder are run, Vite loses its own plugins.
  const { build, esmExternalRequirePlugin } = await import('vite')
  const ofPlatform = EXTERNALS.map(name => new RegExp(`^${name}(/|$)`))
  await build({
    configFile: false,
    logLevel: quiet ? 'silent' : 'error',
    root: dir,
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    // Whatever this process runs as: by NODE_ENV Vite would keep in each element where it stands in the source.
    oxc: { jsx: { development: false } },
    plugins: [
      graphqlFiles(dir, documents),
      pageCss(join(dir, 'react')),
      ...(commonJs ? [esmExternalRequirePlugin({ external: ofPlatform })] : []),
    ],
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      modulePreload: false,
      cssCodeSplit: false,
      cssMinify: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rollupOptions: {
        input: { ...entries },
        external: externalsOf(dir, commonJs ? [] : EXTERNALS),
        moduleTypes: { '.js': 'jsx' },
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: asset =>
            asset.names.some(name => name.endsWith('.css'))
              ? PAGE_STYLES
              : '[name]-[hash][extname]',
        },
      },
    },
  })
}
