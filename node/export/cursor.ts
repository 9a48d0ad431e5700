import { createHmac, timingSafeEqual } from 'crypto'

import type { ProcessFilter } from '../ledger/filter.logic'
import { type SkuId, parseSkuId } from '../queue/stockRequest.logic'
import type { Ports } from '../ports'

/** Where a file goes on. */
export interface ExportPlace {
  readonly after: SkuId | null
  /** This app gave the place out, to this person and for this filter: what follows belongs to a noted file. */
  readonly continues: boolean
}

/** What a cursor is bound to: whoever has another one begins a file of their own, which is noted. */
export interface ExportWalk {
  readonly person: string
  readonly filter: ProcessFilter
}

const SIGNED = /^(\d{1,18})\.([\w-]{20,60})$/

/** A place that a page may hand back: the SKU code, and a signature of it. */
export async function writeCursor(ports: Ports, walk: ExportWalk, after: SkuId): Promise<string> {
  const signature = await signatureOf(ports, walk, after)
  return signature === null ? after : `${after}.${signature}`
}

/** The place that a cursor names; null when it names none. A cursor without a good signature begins anew. */
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

/** Null before the app has secrets of its own: then nothing is sent, and there is hardly anything to export. */
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
