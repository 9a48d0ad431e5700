import { readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')
const ROW = /^ {2}([A-Z_]+): \{ status: '([A-Z]+)', actor: '([A-Z]+)' \},$/gm

/**
 * The table of causes for the pages, from the service's own (node/shared/causes.ts): they may not import it, and two
 * tables would differ one day. The types say at once when a cause of the schema is missing.
 */
export function causeTable() {
  const source = readFileSync(path.join(ROOT, 'node/shared/causes.ts'), 'utf8')
  const rows = [...source.matchAll(ROW)].map(
    ([, cause, status, actor]) => `  ${cause}: { status: '${status}', actor: '${actor}' },`
  )
  return [
    "import type { Actor, Cause, Status } from './generated'",
    '',
    '/** Status and actor of each cause, in the order of the service. */',
    'export const CAUSES: Readonly<Record<Cause, { status: Status; actor: Actor }>> = {',
    ...rows,
    '}',
    '',
  ].join('\n')
}
