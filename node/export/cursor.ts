import { createHmac, timingSafeEqual } from 'crypto'

import type { ProcessFilter } from '../ledger/filter.logic'
import { type SkuId, parseSkuId } from '../queue/stockRequest.logic'
import type { Ports } from '../ports'

/** Where an export continues. */
export interface ExportPlace {
  readonly after: SkuId | null
  /**
   * This app issued the cursor, to this person and for this filter: what follows belongs to an export already in the
   * history.
   */
  readonly continues: boolean
}

/** What a cursor is bound to: any other starts a new export, which is recorded in the history. */
export interface ExportWalk {
  readonly person: string
  readonly filter: ProcessFilter
}

const SIGNED = /^(\d{1,18})\.([\w-]{20,60})$/

/** A cursor for the page: the SKU code and a signature of it. */
export async function writeCursor(ports: Ports, walk: ExportWalk, after: SkuId): Promise<string> {
  const signature = await signatureOf(ports, walk, after)
  return signature === null ? after : `${after}.${signature}`
}

/** The place a cursor names; null when it names none. A cursor without a valid signature starts a new export. */
export async function readCursor(
  ports: Ports,
  walk: ExportWalk,
  cursor: string | null
): Promise<ExportPlace | null> {
  if (!cursor) return { after: null, continues: false }
  const [, code = cursor, given = null] = SIGNED.exec(cursor) ?? []
  const after = parseSkuId(code)
  if (after === null) return null
  const right = given === null ? null : await signatureOf(ports, walk, after)
  return { after, continues: given !== null && right !== null && isSame(given, right) }
}

/** Null before the app has secrets of its own: nothing is sent then, and there is hardly anything to export. */
async function signatureOf(
  { secrets, account }: Ports,
  { person, filter }: ExportWalk,
  after: SkuId
): Promise<string | null> {
  const own = await secrets.read()
  if (!own) return null
  return createHmac('sha256', `export ${own.tick}`)
    .update(JSON.stringify([account, person, filter, after]))
    .digest('base64url')
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
