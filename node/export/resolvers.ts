import { createHmac, timingSafeEqual } from 'crypto'
import { type Process, heldOf } from '../ledger/process.logic'
import { type ProcessView, toRowView } from '../ledger/list'
import { isoOrNull } from '../shared/time'
import type { QueryCarrefourExportArgs } from '../generated/schema'
import { showLatest, readFilter } from '../ledger/resolvers'
import { BadInput } from '../guard/errors'
import { resolver, signedIn } from '../guard/resolver'
import { type ProcessFilter, EVERY_PROCESS, matcherOf } from '../ledger/filter.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import type { Ports } from '../ports'
import type { Ledger, LedgerFilter } from '../ports/stores'
import { type Matches, processesOf, matchesOf } from '../ledger/matches'
import { type Row, Pending } from '../ledger/pending'

/** Maximum SKUs per step. */
const STEP = 1_000

/** Maximum documents per search. */
const SEARCHED = 100

/** Rows above a SKU code, in the order of the codes. */
interface Step {
  readonly rows: readonly Row[]
  /** Upper bound of the matches above that code. */
  readonly total: number
  /** The SKU code to continue after; null at the end. */
  readonly last: SkuId | null
}

/**
 * Rows with an outcome. A SKU's code never changes, so a walk by code meets every SKU that matches throughout exactly
 * once, whatever appears and disappears; and any step can be requested again.
 */
async function settledStep(
  { ledger }: Pick<Ports, 'ledger'>,
  filter: ProcessFilter,
  { exact, others }: Matches,
  above: SkuId | null
): Promise<Step> {
  const rows: Row[] = exact && above === null ? [exact] : []
  if (!others) return { rows, total: rows.length, last: null }
  const { search, ...withoutSearch } = others
  const first = await searchAbove(ledger, others, above)
  const total = rows.length + first.total
  // Many word searches mean many wildcards, for which Master Data blocks an account.
  const compares = search?.kind === 'terms' && first.total > STEP
  const isMatch = matcherOf({ ...EVERY_PROCESS, search: filter.search })
  const next = (from: SkuId | null) => searchAbove(ledger, compares ? withoutSearch : others, from)
  let page = compares ? await next(above) : first
  for (let seen = SEARCHED; ; seen += SEARCHED) {
    const found = page.items.map(toRow)
    rows.push(...found.filter(row => !compares || isMatch({ ...row, pending: false })))
    const last = page.items.at(-1)?.skuId ?? null
    if (page.total <= SEARCHED || last === null) return { rows, total, last: null }
    if (seen >= STEP) return { rows, total, last }
    page = await next(last)
  }
}

const searchAbove = (ledger: Ledger, filter: LedgerFilter, above: SkuId | null) =>
  ledger.search({
    ...filter,
    skuAbove: above === null ? null : Number(above),
    sort: 'skuUp',
    page: 1,
    pageSize: SEARCHED,
  })

const toRow = (process: Process): Row => ({ skuId: process.skuId, process })

/** What waits, with or without an earlier outcome. */
async function pendingStep(
  { ledger }: Pick<Ports, 'ledger'>,
  pending: Pending,
  filter: ProcessFilter,
  above: SkuId | null
): Promise<Step> {
  const waiting = await pending.listed()
  const all = new Set(await waiting.list(0, await waiting.size()))
  const rest = [...all]
    .filter(skuId => above === null || Number(skuId) > Number(above))
    .sort((a, b) => Number(a) - Number(b))
  const looked = rest.slice(0, STEP)
  const known = await processesOf(ledger, looked)
  const isMatch = matcherOf(filter)
  const rows = looked
    .map((skuId): Row => ({ skuId, process: known.get(skuId) ?? null }))
    .filter(row => isMatch({ ...row, pending: true }))
  return { rows, total: rest.length, last: rest.length > STEP ? (looked.at(-1) ?? null) : null }
}

/** One step of an export. */
interface ExportStep {
  readonly items: readonly ProcessView[]
  /** Upper bound of the matches from here on. */
  readonly total: number
  /** Where the next step continues; null after the last. */
  readonly cursor: SkuId | null
}

/**
 * One step through everything the list shows for a filter, by SKU code. The first step of an export is recorded in the
 * history.
 *
 * @param after last SKU of the step before; null starts
 * @param continues the export is already in the history
 */
export async function exportProcesses(
  ports: Ports,
  filter: ProcessFilter,
  after: SkuId | null,
  continues = after !== null
): Promise<ExportStep> {
  const pending = await Pending.read(ports)
  const { rows, total, last } = await stepOf(ports, pending, filter, after)
  const items = (await toRowView(ports, rows, pending)).filter(matcherOf(filter))
  const count = last === null ? items.length : total
  if (!continues) await ports.history.note({ kind: 'EXPORTED', count })
  return { items, total: count, cursor: last }
}

async function stepOf(ports: Ports, pending: Pending, filter: ProcessFilter, after: SkuId | null) {
  if (filter.status === 'PENDING') return pendingStep(ports, pending, filter, after)
  return settledStep(ports, filter, await matchesOf(ports, filter, pending), after)
}

/** Where an export continues. */
interface ExportPlace {
  readonly after: SkuId | null
  /**
   * This app issued the cursor, to this person and for this filter: what follows belongs to an export already in the
   * history.
   */
  readonly continues: boolean
}

/** What a cursor is bound to: any other starts a new export, which is recorded in the history. */
interface ExportWalk {
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

/** A row as `CarrefourExportRow`. */
const showExportRow = (view: ProcessView) => {
  const [last] = view.process?.attempts ?? []
  return {
    ...showLatest(view),
    confirmed: view.process && heldOf(view.process),
    causeSince: isoOrNull(view.process?.causeSince ?? null),
    reason: last?.reason ?? null,
    importId: last?.importId ?? null,
  }
}

export const carrefourExport = resolver(
  async (ports, { filter, cursor }: Partial<QueryCarrefourExportArgs>, people) => {
    const walk = { person: await signedIn(people), filter: readFilter(filter) }
    const place = await readCursor(ports, walk, cursor ?? null)
    if (!place) throw new BadInput('cursor: use the one of the page before')
    const step = await exportProcesses(ports, walk.filter, place.after, place.continues)
    return {
      ...step,
      cursor: step.cursor === null ? null : await writeCursor(ports, walk, step.cursor),
      items: step.items.map(showExportRow),
    }
  }
)
