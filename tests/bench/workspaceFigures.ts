import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { seedOf } from '../../local/skus/testing'
import { endWorkspaces, type TestWorkspace, withWorkspace } from '../../local/testing/withWorkspace'
import { startWorkspace } from '../../local/workspace'

import type { Figure } from './numbers'

/** A median of so many. */
const TIMES = 11

/** SKUs of the file that a newcomer brings. */
const OWN_SKUS = 300

/** What the local workspace promises to scripts and tests. */
export async function workspaceFigures(): Promise<readonly Figure[]> {
  try {
    const own = await ownStore()
    const lent = await withWorkspace(async workspace => [
      figure('a second workspace, asked for at once, ready', await readyMs(), 500),
      ...(await snapshots(workspace)),
    ])
    return [own, ...lent, figure('a workspace for the next test, ready', await readyMs(), 500)]
  } finally {
    await endWorkspaces()
  }
}

/** From the start, the app built, to the first SKUs answered by Carrefour: "what is wrong in my store". */
async function ownStore(): Promise<Figure> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'own-'))
  const began = performance.now()
  const workspace = await startWorkspace({
    port: 0,
    dataDir,
    replicas: 2,
    demo: true,
    quiet: true,
    data: seedOf(OWN_SKUS),
  })
  const ms = performance.now() - began
  await workspace.stop()
  rmSync(dataDir, { recursive: true, force: true })
  return figure(`${OWN_SKUS} own SKUs from a file, from start to Carrefour's answer`, ms, 300_000)
}

/** How long a test waits for its workspace. None starts ahead of another test: it would disturb what is measured next. */
async function readyMs(): Promise<number> {
  const began = performance.now()
  return withWorkspace(() => Promise.resolve(performance.now() - began), 0)
}

async function snapshots(workspace: TestWorkspace): Promise<Figure[]> {
  const { parts } = workspace
  let count = 0
  const saves = await median(() => parts.snapshots.save(`bench-${(count += 1)}`))
  const loads = await median(() => parts.snapshots.load('bench-1'))
  const diffs = await median(() => parts.snapshots.diff('bench-1'))
  const resets = await median(() => workspace.reset())
  return [
    figure('snapshot saved, median of 11', saves, 1_000),
    figure('snapshot loaded, median of 11', loads, 1_000),
    figure('snapshot compared with now, median of 11', diffs, 1_000),
    figure('workspace reset between tests, median of 11', resets, 50),
  ]
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function median(work: () => unknown): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < TIMES; i += 1) all.push(await timed(work))
  return all.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? Infinity
}

const figure = (name: string, ms: number, most: number): Figure => ({
  name,
  value: ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`,
  target: `under ${most < 10_000 ? `${most} ms` : `${most / 1000} s`}`,
  met: ms < most,
})
