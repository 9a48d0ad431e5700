import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from '@jest/globals'

import { linkApp } from '../build'
import { ROOT } from '../workspace'

/** Bytes of the app's own JavaScript, gzipped, all its pages together; packages that VTEX does not provide count. */
const MOST = 80_000

it("the app's own JavaScript stays under 80 kB, gzipped", async () => {
  const { pagesDir } = await linkApp(ROOT, () => undefined)
  const files = readdirSync(pagesDir)
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(pagesDir, name), 'utf8'))
  const bytes = files.reduce((sum, code) => sum + gzipSync(code).length, 0)
  // A build that left the pages out would be small, too.
  expect(files.join('')).toContain('inventory.title')
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(MOST)
}, 240_000)
