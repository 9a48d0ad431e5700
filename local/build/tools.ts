import { execFile } from 'node:child_process'

/** What a Node program printed, and whether it ended well. */
export interface Ran {
  ok: boolean
  text: string
}

const MAX_BYTES = 64 * 1024 * 1024

/** Runs a Node program to its end. */
export function runNode(args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise(resolve => {
    const options = { cwd, maxBuffer: MAX_BYTES }
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ ok: error === null, text: `${stdout}${stderr}`.trim() })
    )
  })
}
