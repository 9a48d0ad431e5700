import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileIn = (dataDir: string): string => join(dataDir, 'workspace.pid')

/** The process that uses a data folder, and the address of its workspace once that answers. */
export interface Holder {
  pid: number
  url: string | undefined
}

/** Who uses a data folder; undefined when no running process does. */
export function holderOf(dataDir: string): Holder | undefined {
  try {
    const [pid, url] = readFileSync(fileIn(dataDir), 'utf8').split('\n')
    process.kill(Number(pid), 0)
    return { pid: Number(pid), url }
  } catch {
    return undefined
  }
}

/** Takes a data folder for this process until it ends; `runsAt` tells other starts where the workspace answers. */
export function takeDataDir(dataDir: string): { runsAt(url: string): void } {
  const file = fileIn(dataDir)
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, String(process.pid))
  process.on('exit', () => rmSync(file, { force: true }))
  return { runsAt: url => writeFileSync(file, `${process.pid}\n${url}`) }
}
