import { Problem } from '../../http/problem'

/** A page of a search: documents `from` (counted from 0) up to, not including, `to`. */
export interface Range {
  from: number
  to: number
}

const DEFAULT: Range = { from: 0, to: 15 }
const MAX_DOCUMENTS = 100
const MAX_WINDOW = 10_000

/**
 * Reads `REST-Range: resources=0-100`.
 *
 * @throws Problem 400 for more than 100 documents, or beyond the first 10,000 (use scroll there).
 */
export function parseRange(raw: string): Range {
  if (raw === '') return DEFAULT
  const match = /^resources=(\d+)-(\d+)$/.exec(raw.trim())
  const range = { from: Number(match?.[1]), to: Number(match?.[2]) }
  if (match === null || range.to < range.from) {
    throw new Problem(400, { Message: `Invalid REST-Range '${raw}': expected resources=0-100` })
  }
  if (range.to - range.from > MAX_DOCUMENTS) {
    throw new Problem(400, { Message: `A query answers at most ${MAX_DOCUMENTS} documents` })
  }
  if (range.to > MAX_WINDOW) {
    throw new Problem(400, {
      Message: `Search reaches the first ${MAX_WINDOW} documents; use scroll`,
    })
  }
  return range
}

/** Writes the answer header `REST-Content-Range: resources 0-25/136`. */
export function contentRange({ from }: Range, found: number, total: number): string {
  return `resources ${from}-${from + found}/${total}`
}
