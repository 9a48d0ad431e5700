import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Runs `work` while no other process builds: two workspaces may start at once. */
export async function withBuildLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!take(path)) await sleep(200)
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** The lock holds its owner's process id, so one that was killed does not block the next. */
function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isHeld(path)) rmSync(path, { force: true })
    return false
  }
}

function isHeld(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'))
    // A file that is empty yet is being written.
    if (owner !== 0) process.kill(owner, 0)
    return true
  } catch {
    return false
  }
}
