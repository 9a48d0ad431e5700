import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A build never takes this long, so an older lock was left by a process that was killed. */
const STALE_MS = 3 * 60_000

/** Runs `work` while no other process builds: two workspaces may start at once. */
export async function withBuildLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!take(path)) await sleep(200)
  try {
    return await work()
  } finally {
    rmdirSync(path)
  }
}

function take(path: string): boolean {
  try {
    mkdirSync(path)
    return true
  } catch {
    const taken = statSync(path, { throwIfNoEntry: false })
    if (taken && Date.now() - taken.mtimeMs > STALE_MS) rmdirSync(path)
    return false
  }
}
