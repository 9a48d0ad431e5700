import { afterAll, describe, expect, it } from '@jest/globals'

import { SHOP_ID } from '../demo/data'
import { caseNames, readCase } from '../faults/files'
import { endWorkspaces, withWorkspace } from '../testing/withWorkspace'

import { CARREFOUR_PLAYS } from './faultPlays/carrefour'
import { COMPARISON_PLAYS } from './faultPlays/comparison'
import { PAGE_PLAYS } from './faultPlays/pages'
import { createPlay } from './faultPlays/play'
import { STORE_PLAYS } from './faultPlays/store'
import type { PlayCase } from './faultPlays/type'

/**
 * Each file in `local/faults/cases` against a running workspace: its `try` is done, and what it says that the app shows
 * is looked for in what the app answers. Time is moved on, never waited for.
 */
const PLAYS: Readonly<Record<string, PlayCase>> = {
  ...STORE_PLAYS,
  ...CARREFOUR_PLAYS,
  ...COMPARISON_PLAYS,
  ...PAGE_PLAYS,
}

/** Played in every run: one of each way to go wrong, those that need few minutes of the workspace. `LONG_TESTS=1` plays all. */
const SHORT = new Set([
  'c1-store-cannot-read-one-sku',
  'c2-codes-with-zeros',
  'c3-key-of-another-shop',
  'c5-search',
  'c7-offset-ignored',
  'c8-key-in-the-wrong-place',
  'c11-no-import-id',
  'too-many-requests',
])
const PLAYED = caseNames().filter(name => process.env['LONG_TESTS'] === '1' || SHORT.has(name))

/** Builds what changed and sets up the demo: minutes on a busy machine. */
const PLAY_MS = 300_000

afterAll(() => endWorkspaces(), 60_000)

it('expect a play for every case, and a case for every play', () => {
  expect(Object.keys(PLAYS).sort()).toEqual([...caseNames()].sort())
})

async function playCase(name: string): Promise<void> {
  await withWorkspace(async workspace => {
    const read = readCase(name)
    if (read.kind !== 'read') throw new Error(read.problems.join('\n'))
    workspace.parts.rules.load(name, read.file)
    await PLAYS[name]?.(createPlay(workspace, SHOP_ID))
    const { hits } = workspace.parts.rules.list().find(({ id }) => id === name) ?? { hits: [] }
    // A case whose fault never occurred proves nothing.
    if (read.file.rules.length > 0)
      expect(hits.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
  })
}

describe('played against a running workspace', () => {
  for (const name of PLAYED) {
    it(`${name} shows what its file says`, () => playCase(name), PLAY_MS)
  }
})
