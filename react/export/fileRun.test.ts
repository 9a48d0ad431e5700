import { describe, expect, it } from '@jest/globals'

import { fileRun, withRetry } from './fileRun'
import type { Ask, FilePage } from './fileRun'
import type { FileWriter } from './table'

/** Keeps the rows; the file is their number. */
class Rows implements FileWriter<number> {
  readonly got: number[] = []
  add = (row: number) => void this.got.push(row)
  finish = () => new Blob([String(this.got.length)])
}

const NEVER_DUE = { isDue: () => false, rest: async () => undefined }

/** Pages of the numbers below `count`, ten at a time. */
const pagesOf =
  (count: number): Ask<number> =>
  async cursor => {
    const from = Number(cursor ?? 0)
    const items = Array.from({ length: Math.min(10, count - from) }, (_, at) => from + at)
    const next = from + items.length
    return { items, total: count - from, cursor: next < count ? String(next) : null }
  }

const watcher = (cancelled = () => false) => {
  const told: string[] = []
  return {
    told,
    isCancelled: cancelled,
    onPage: ({ written, total }: { written: number; total: number }) =>
      void told.push(`${written}/${total}`),
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)

describe('a file in the making', () => {
  it('given three pages, expect every row in its order, and how far it is after each', async () => {
    const rows = new Rows()
    const watching = watcher()
    expect(await fileRun(pagesOf(25), rows, NEVER_DUE)(watching)).toBeInstanceOf(Blob)
    expect(rows.got).toEqual(upTo(25))
    expect(watching.told).toEqual(['10/25', '20/25', '25/25'])
  })

  it('given nothing that matches, expect an empty file', async () => {
    const rows = new Rows()
    expect(await fileRun(pagesOf(0), rows, NEVER_DUE)(watcher())).toBeInstanceOf(Blob)
    expect(rows.got).toEqual([])
  })

  it('given a page that does not come, expect to go on there later, no row twice', async () => {
    const rows = new Rows()
    let broken = true
    const ask: Ask<number> = async cursor => {
      if (cursor === '20' && broken) throw new Error('no answer')
      return pagesOf(45)(cursor)
    }
    const run = fileRun(ask, rows, NEVER_DUE)
    await expect(run(watcher())).rejects.toThrow('no answer')
    broken = false
    expect(await run(watcher())).toBeInstanceOf(Blob)
    expect(rows.got).toEqual(upTo(45))
  })

  it('given a person who cancels, expect no file and no further page', async () => {
    const rows = new Rows()
    const asked: Array<string | null> = []
    const ask: Ask<number> = cursor => {
      asked.push(cursor)
      return pagesOf(1_000)(cursor)
    }
    const run = fileRun(ask, rows, NEVER_DUE)
    expect(await run(watcher(() => rows.got.length >= 20))).toBeNull()
    expect(asked.length).toBeLessThanOrEqual(4)
  })

  it('given long work, expect the browser to get its turn in between, and a cancel to be seen there', async () => {
    const rows = new Rows()
    let rests = 0
    const rest = async () => void (rests += 1)
    const run = fileRun(pagesOf(30), rows, { isDue: () => rows.got.length % 5 === 0, rest })
    expect(await run(watcher(() => rests >= 3))).toBeNull()
    expect(rows.got).toHaveLength(15)
  })
})

describe('patience', () => {
  const page: FilePage<number> = { items: [], total: 0, cursor: null }

  /** Fails `times` times. */
  const failing = (times: number): Ask<number> => {
    let failed = 0
    return async () => {
      if (failed === times) return page
      failed += 1
      throw new Error('no answer')
    }
  }

  const asking = (ask: Ask<number>, mayPass = true) => {
    const log: unknown[] = []
    const asked = withRetry(ask, {
      mayPass: () => mayPass,
      onTrouble: trouble => void log.push(trouble),
      wait: async ms => void log.push(ms),
    })
    return { log, answer: asked(null) }
  }

  it('given two answers that do not come, expect longer and longer waits, then the page', async () => {
    const { answer, log } = asking(failing(2))
    expect(await answer).toBe(page)
    expect(log).toEqual([true, 1_000, true, 3_000, false])
  })

  it('given no answer at all, expect an end after four tries', async () => {
    const { answer, log } = asking(failing(9))
    await expect(answer).rejects.toThrow('no answer')
    expect(log).toEqual([true, 1_000, true, 3_000, true, 9_000])
  })

  it('given a failure that time does not heal, expect no second try', async () => {
    const { answer, log } = asking(failing(1), false)
    await expect(answer).rejects.toThrow('no answer')
    expect(log).toEqual([])
  })
})
