import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { dirname } from 'node:path'

const MAX_BYTES = 10 * 1024 * 1024

/** A text file that replaces its one predecessor (`.1`) when it has grown beyond 10 MB. */
export interface LogFile {
  /** Drops what comes after `close`: a call that was under way when the workspace stopped may still end, and say so. */
  write(text: string | Buffer): void
  close(): Promise<void>
}

/** Opens a log file to append to. */
export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true })
  let stream: WriteStream = createWriteStream(path, { flags: 'a' })
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  let isClosed = false

  const rotate = (): void => {
    stream.end()
    if (statSync(path, { throwIfNoEntry: false })) renameSync(path, `${path}.1`)
    stream = createWriteStream(path, { flags: 'a' })
    size = 0
  }

  return {
    write(text) {
      if (isClosed) return
      if (size > MAX_BYTES) rotate()
      size += text.length
      stream.write(text)
    },
    close: () => {
      isClosed = true
      return new Promise(resolve => stream.end(resolve))
    },
  }
}
