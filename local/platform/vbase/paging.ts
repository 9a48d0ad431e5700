import { Problem } from '../../http/problem'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

/** A listing's `limit`: 100 when left out, never above 1,000. @throws Problem 400 when not a number. */
export function pageLimit(raw: string): number {
  if (raw === '') return DEFAULT_LIMIT
  const limit = Number(raw)
  if (!Number.isInteger(limit) || limit < 1) {
    throw new Problem(400, { code: 'BadRequest', message: 'limit must be a whole number from 1' })
  }
  return Math.min(limit, MAX_LIMIT)
}

/** The opaque marker `next` that continues after a path. */
export function markerAfter(path: string): string {
  return Buffer.from(path).toString('base64url')
}

/** The path that a marker continues after; '' for the first page. */
export function pathBefore(marker: string): string {
  return Buffer.from(marker, 'base64url').toString('utf8')
}
