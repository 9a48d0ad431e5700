import type { Writable } from 'node:stream'

/**
 * What to do when nobody reads what is printed any more (`npm start | head -1`), told once. Without it Node ends the
 * process with the stack of an EPIPE.
 */
export function whenPipeCloses(stream: Writable, then: () => void): void {
  let told = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (told) return
    told = true
    then()
  })
}
