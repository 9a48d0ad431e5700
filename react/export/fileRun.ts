import type { Breather } from './breather'
import type { FileWriter } from './table'

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
export interface Told {
  written: number
  total: number
}

interface Watcher {
  onPage: (told: Told) => void
  /** Looked at often; once true the file is given up. */
  isCancelled: () => boolean
}

/** Runs until the file is there; null when it was cancelled. Called again after a failure, it goes on where it was. */
export type FileRun = (watcher: Watcher) => Promise<Blob | null>

/**
 * Fills a file page by page. The next page is on its way while one is written, and whatever else the browser has
 * to do gets its turn between rows.
 */
export function fileRun<Row>(
  ask: Ask<Row>,
  writer: FileWriter<Row>,
  { isDue, rest }: Breather
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

/** Asks for a page before it is needed. If it fails, whoever awaits it learns that. */
function ahead<Row>(ask: Ask<Row>, cursor: string): Promise<FilePage<Row>> {
  const page = ask(cursor)
  page.catch(() => undefined)
  return page
}
