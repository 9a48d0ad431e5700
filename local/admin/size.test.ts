import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from '@jest/globals'

import { bundlePages } from '../build/pages'

const root = join(import.meta.dirname, '../..')
const outDir = mkdtempSync(join(tmpdir(), 'size-'))
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

/** Bytes of the app's own JavaScript, gzipped, all its pages together; packages that VTEX does not provide count. */
const MOST = 80_000

it("the app's own JavaScript stays under 80 kB, gzipped", async () => {
  await bundlePages(root, outDir)
  const files = readdirSync(outDir)
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(outDir, name), 'utf8'))
  const bytes = files.reduce((sum, code) => sum + gzipSync(code).length, 0)
  // A build that left the pages out would be small, too.
  expect(files.join('')).toContain('inventory.title')
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(MOST)
}, 60_000)
