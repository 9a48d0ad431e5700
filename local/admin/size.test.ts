import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from '@jest/globals'

import { linkApp } from '../build'
import { pageNames } from '../build/pages'
import { ROOT } from '../workspace'

/** Bytes, gzipped, of the app's own JavaScript that one page loads; packages that VTEX does not provide count. */
const MOST = 80_000

/**
 * For all pages together: no visitor loads them all, but the sum must not grow unnoticed. Packers differ by some bytes, so
 * there is room above what it is (83,083 in November 2026).
 */
const MOST_OF_ALL = 84_000

const sizes = new Map<string, number>()
const code = new Map<string, string>()

beforeAll(async () => {
  const { pagesDir } = await linkApp(ROOT, () => undefined)
  for (const name of readdirSync(pagesDir).filter(file => file.endsWith('.js'))) {
    const text = readFileSync(join(pagesDir, name), 'utf8')
    code.set(name, text)
    sizes.set(name, gzipSync(text).length)
  }
}, 240_000)

/** A file and everything that it imports of the others. */
function loadedBy(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const [, imported = ''] of (code.get(name) ?? '').matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
    loadedBy(imported, seen)
  return seen
}

const bytesOf = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0)

describe("the app's own JavaScript, gzipped", () => {
  it.each(pageNames(ROOT))('stays under 80 kB on %s', page => {
    const loaded = loadedBy(`${page}.js`)
    // A build that left the page out would be small, too.
    expect(bytesOf(loaded)).toBeGreaterThan(10_000)
    expect(bytesOf(loaded)).toBeLessThan(MOST)
  })

  it('stays under 84 kB for all pages together', () => {
    expect([...code.values()].join('')).toContain('inventory.title')
    expect(bytesOf(sizes.keys())).toBeLessThan(MOST_OF_ALL)
  })
})
