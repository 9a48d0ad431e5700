import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { graphqlFiles } from '../admin/vite-plugins'

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

const isExternal = (id: string): boolean =>
  EXTERNALS.some(name => id === name || id.startsWith(`${name}/`)) || /^[a-z]+\.[a-z-]+/.test(id)

/** The files of react/ that admin/routes.json names, each once. */
export function pageNames(dir: string): readonly string[] {
  const routes = JSON.parse(readFileSync(join(dir, 'admin/routes.json'), 'utf8')) as Record<
    string,
    { component: string }
  >
  return [...new Set(Object.values(routes).map(route => route.component))]
}

/**
 * Bundles the pages of an uploaded set into `outDir`: an ES module for each, with the packages that react/ brings
 * along, and without what the platform provides.
 *
 * @throws Error that names what does not resolve or has no default export.
 */
export async function bundlePages(dir: string, outDir: string): Promise<void> {
  // Imported here: required as CommonJS, as files of this folder are run, Vite loses its own plugins.
  const { build } = await import('vite')
  await build({
    configFile: false,
    logLevel: 'error',
    root: dir,
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [graphqlFiles(dir)],
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      modulePreload: false,
      rollupOptions: {
        input: Object.fromEntries(
          pageNames(dir).map(name => [name, join(dir, 'react', `${name}.tsx`)])
        ),
        external: isExternal,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}
