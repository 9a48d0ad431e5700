import { refuse } from '../../http/problem'

/** An etag as HTTP writes it. */
export function etag(hash: string): string {
  return `"${hash}"`
}

/** Whether an If-Match or If-None-Match value names this hash; quotes are optional, `*` is any file. */
export function names(condition: string, hash: string): boolean {
  return condition
    .split(',')
    .map(value => value.trim().replace(/^W\//, '').replace(/^"|"$/g, ''))
    .some(value => value === '*' || value === hash)
}

/**
 * Ends a write whose If-Match does not name the file as it is. VTEX does not document the status, so it
 * is a setting: 412 or 409.
 *
 * @throws Problem with `conflictStatus`.
 */
export function requireMatch(
  ifMatch: string,
  hash: string | undefined,
  conflictStatus: 409 | 412
): void {
  if (ifMatch === '' || (hash !== undefined && names(ifMatch, hash))) return
  throw refuse(conflictStatus, 'PreconditionFailed', 'If-Match does not name the current file')
}
