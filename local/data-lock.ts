import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileIn = (dataDir: string): string => join(dataDir, 'workspace.pid')

/** The id of the running process that uses a data folder, if any. */
export function holderOf(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(fileIn(dataDir), 'utf8'))
    process.kill(pid, 0)
    return pid
  } catch {
    return undefined
  }
}

/** Takes a data folder for this process until it ends. */
export function takeDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(fileIn(dataDir), String(process.pid))
  process.on('exit', () => rmSync(fileIn(dataDir), { force: true }))
}
