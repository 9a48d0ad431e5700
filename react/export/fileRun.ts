import type { FileWriter } from './table'

/** Milliseconds of work after which the browser gets its turn: well below what a person notices. */
const WORK = 8

interface Pacer {
  /** Whether the work has lasted long enough. */
  isDue: () => boolean
  /** Yields, so that the browser can paint and handle input. */
  rest: () => Promise<void>
}

/** Cuts long work into short pieces. Also in a tab in the background, where timers are slowed down. */
export function pacer(): Pacer {
  let since = performance.now()
  return {
    isDue: () => performance.now() - since >= WORK,
    rest: () =>
      new Promise(resolve => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          port1.close()
          since = performance.now()
          resolve()
        }
        port2.postMessage(null)
      }),
  }
}

/** Milliseconds before each further try. */
const WAITS = [1_000, 3_000, 9_000]

interface RetryOptions {
  /** Whether trying again could help. */
  mayPass: (error: unknown) => boolean
  /** Told when an answer did not come and is asked for again, and when it came at last. */
  onTrouble: (trouble: boolean) => void
  wait: (ms: number) => Promise<void>
}

/** Asks again, some seconds apart, when a page does not come. */
export function withRetry<Row>(
  ask: Ask<Row>,
  { mayPass, onTrouble, wait }: RetryOptions
): Ask<Row> {
  return async cursor => {
    for (let tried = 0; ; tried += 1) {
      try {
        const page = await ask(cursor)
        if (tried > 0) onTrouble(false)
        return page
      } catch (error) {
        const pause = WAITS[tried]
        if (pause === undefined || !mayPass(error)) throw error
        onTrouble(true)
        await wait(pause)
      }
    }
  }
}

/** One page of what a file is made of. */
export interface FilePage<Row> {
  items: readonly Row[]
  /** How many there are on this page and after it, at most. */
  total: number
  /** To ask for the next page with; null when this is the last. */
  cursor: string | null
}

/** Answers one page; null asks for the first. The same page may be asked for again. */
export type Ask<Row> = (cursor: string | null) => Promise<FilePage<Row>>

/** How far a file is. */
export interface Written {
  written: number
  total: number
}

interface Watcher {
  onPage: (told: Written) => void
  /** Looked at often; once true the file is given up. */
  isCancelled: () => boolean
}

/** Runs until the file is complete; null if cancelled. Called again after a failure, it resumes. */
export type FileRun = (watcher: Watcher) => Promise<Blob | null>

/**
 * Fills a file page by page. The next page is on its way while one is written, and whatever else the browser has
 * to do gets its turn between rows.
 */
export function fileRun<Row>(
  ask: Ask<Row>,
  writer: FileWriter<Row>,
  { isDue, rest }: Pacer
): FileRun {
  let cursor: string | null = null
  let written = 0
  return async ({ onPage, isCancelled }) => {
    let asked = ask(cursor)
    for (;;) {
      const page: FilePage<Row> = await asked
      if (isCancelled()) return null
      const next = page.cursor
      asked = next === null ? asked : ahead(ask, next)
      for (const row of page.items) {
        writer.add(row)
        if (!isDue()) continue
        await rest()
        if (isCancelled()) return null
      }
      const total = written + page.total
      written += page.items.length
      onPage({ written, total: Math.max(total, written) })
      if (next === null) return writer.finish()
      cursor = next
    }
  }
}

/** Asks for a page before it is needed. A failure reaches the caller that awaits it. */
function ahead<Row>(ask: Ask<Row>, cursor: string): Promise<FilePage<Row>> {
  const page = ask(cursor)
  page.catch(() => undefined)
  return page
}
