import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from '@jest/globals'

import { graphqlFiles } from './vite-plugins'

const root = join(import.meta.dirname, '../..')

/** Packages that VTEX does not provide: the pages bring them along, and they count. */
const BROUGHT = ['fflate']

/** Bytes of the app's own JavaScript, gzipped, all its pages together. */
const MOST = 80_000

interface Built {
  output: ReadonlyArray<{ type: string; code?: string }>
}

/** The pages without what VTEX provides: React, the Styleguide, Apollo, react-intl. */
async function buildPages(): Promise<readonly string[]> {
  const { build } = await import('vite')
  const routes = JSON.parse(readFileSync(join(root, 'admin/routes.json'), 'utf8')) as Record<
    string,
    { component: string }
  >
  const pages = [...new Set(Object.values(routes).map(route => route.component))]
  const built: unknown = await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins: [graphqlFiles(root)],
    build: {
      write: false,
      minify: true,
      rollupOptions: {
        input: pages.map(name => join(root, `react/${name}.tsx`)),
        external: id =>
          !BROUGHT.includes(id) &&
          !id.startsWith('.') &&
          !id.startsWith('/') &&
          !id.startsWith('\0'),
        preserveEntrySignatures: 'strict',
      },
    },
  })
  return (built as Built).output.flatMap(file => file.code ?? [])
}

it("the app's own JavaScript stays under 80 kB, gzipped", async () => {
  const files = await buildPages()
  const bytes = files.reduce((sum, code) => sum + gzipSync(code).length, 0)
  // A build that left the pages out would be small, too.
  expect(files.join('')).toContain('inventory.title')
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(MOST)
}, 60_000)
