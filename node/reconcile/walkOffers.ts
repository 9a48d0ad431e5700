import type { ClaimedLine, ReadLine } from '../engine/batch.logic'
import { chunks, mapLimit } from '../shared/concurrency'
import { type OfferList, afterListed, isListed, isStale, outOfDate } from './offers.logic'
import { foreignChange, withForeign, afterOffers } from '../connection/shop.logic'
import type { ReconcileRun, Suspects } from './reconcile.logic'
import { type PageFindings, isDrift, skipOffers } from './pages.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import type { ConnectionState } from '../engine/state.logic'
import { type CallFailure, type Offer, type OfferPage, OFFER_PAGE } from '../ports'
import { FIND_SIZE } from '../ports/stores'
import { type Process, withSeen } from '../ledger/process.logic'
import { putRow } from '../ledger/upkeep'
import { askEach, MOST_FAILED_CALLS } from '../engine/askStore'
import { recordReadFailure } from '../engine/failures'
import { readStock } from '../engine/readStock'
import { type Run, accessOf, updateState } from '../engine/run'
import {
  type Fresh,
  type OnTheWay,
  enqueueOldRules,
  freshOf,
  saveCodes,
  CALLS,
  isLate,
  enqueueAll,
  pageDone,
  pageFailed,
  pageLate,
  storeFailed,
} from './page'

/**
 * One page of Carrefour's offers: compares each quantity with the one the store's rules give now, and queues SKUs that
 * differ. Only codes new to this walk are compared. SKUs of the batch in flight are left out: their quantity is on its
 * way; if it follows settings that have changed, they are queued again.
 */
export async function walkOffers(run: Run, at: ReconcileRun, onTheWay: OnTheWay): Promise<void> {
  if (at.list.pages === 0) await run.ports.offerCodes.sweep()
  const answer = await run.ports.carrefour.offerPage(accessOf(run.configuration), at.position)
  if (answer.kind !== 'done') return offersFailed(run, answer)
  if (isLate(run)) return pageLate(run)
  await noteShop(run, answer.value.offers)
  const { list, fresh } = await freshOf(run, at.list, answer.value.offers)
  const held = heldQuantities(fresh, onTheWay.skuIds)
  const carried = inHandAmong(fresh, onTheWay)
  const asked = [...held.keys()].map(skuId => toLine(skuId, at.suspects))
  const read = await readStock(run, asked)
  if (!read.ok) return storeFailed(run, read.error)
  const suspects = suspectsAmong(read.value.known)
  if (read.value.kind === 'more') return pageLate(run, suspects)
  const lines = read.value.lines.filter(line => line.remark !== 'STORE_SKU_FAILED')
  const differs = (line: ReadLine) =>
    (held.get(line.skuId) ?? []).some(quantity => isDrift(line, quantity))
  const doubtful = lines.filter(line => differs(line) || line.remark === 'NOT_IN_TRADE_POLICY')
  const rows = await rowsOf(run, lines)
  const learned = await learn(run, doubtful, rows)
  if (isLate(run)) return pageLate(run, { ...suspects, ...apart(learned) })
  const of = (standing: Standing) =>
    doubtful.filter(line => learned.get(line.skuId) === standing).map(line => line.skuId)
  const unknown = of('unknown')
  const marked = await enqueueAll(
    run,
    doubtful.filter(differs).flatMap(({ skuId }) => (learned.get(skuId) === 'known' ? [skuId] : []))
  )
  const again = await enqueueOldRules(run, onTheWay, carried)
  // After a configuration change other quantities are expected, and say nothing about the confirmations.
  if (at.why !== 'CONFIGURATION') {
    await noteForeign(
      run,
      lines.flatMap(line => {
        const row = rows.get(line.skuId)
        return row && marked.includes(line.skuId) ? [{ line, row }] : []
      }),
      held
    )
    await noteSeen(run, { rows, held, marked })
  }
  const foreign = [...fresh.values()].flatMap(([offer]) =>
    offer && parseSkuId(offer.code) === null ? [offer.code] : []
  )
  const unreadAlone = of('unread').length
  const unread = read.value.lines.length - lines.length + unreadAlone
  await listed(
    run,
    { at, list, fresh, page: answer.value },
    {
      counts: {
        compared: lines.length - unknown.length - unreadAlone,
        drift: marked.length + again.length,
        onTheWay: carried.length,
        unread,
        unknownOffers: unknown.length + foreign.length,
      },
      unknownCodes: [...unknown, ...foreign],
      marked: marked.length + again.length,
    }
  )
}

/** Whether the offers say that the shop is open. */
async function noteShop({ ports }: Run, offers: readonly Offer[]): Promise<void> {
  const { connectionState, clock } = ports
  const isClosed = offers.some(({ isShopClosed }) => isShopClosed === true)
  const found = isClosed ? 'notOpen' : offers.some(({ active }) => active) ? 'open' : null
  await connectionState.update(state => {
    const sight = afterOffers(state.sight, found, clock.now())
    return sight === state.sight ? null : { ...state, sight }
  })
}

/** Rows of these SKUs by SKU, as the search knows them. */
async function rowsOf(
  { ports: { ledger } }: Run,
  lines: readonly ReadLine[]
): Promise<ReadonlyMap<SkuId, Process>> {
  const skuIds = lines.map(({ skuId }) => skuId)
  const rows = await mapLimit(chunks(skuIds, FIND_SIZE), CALLS, group => ledger.find(group))
  return new Map(rows.flat().map(row => [row.skuId, row]))
}

interface Findings {
  readonly rows: ReadonlyMap<SkuId, Process>
  readonly held: Held
  /** SKUs queued because they differ. */
  readonly marked: readonly SkuId[]
}

/**
 * Writes into the rows what was seen of their offers: a confirmation that is out of date, and what Carrefour has of a SKU
 * whose row does not say it. One write for each such row, and none where it says the same already.
 */
async function noteSeen(run: Run, { rows, held, marked }: Findings): Promise<void> {
  const { ledger, clock } = run.ports
  const differing = new Set(marked)
  const seenOf = (row: Process): Process => {
    const [units = null, ...others] = held.get(row.skuId) ?? []
    // A plain success stays what Carrefour confirmed. Of several offers none is the SKU's quantity.
    if (row.status === 'SUCCESS' || units === null || others.length > 0) return row
    return withSeen(row, { units, at: clock.now() })
  }
  const concerned = [...held.keys()].filter(skuId => {
    const row = rows.get(skuId)
    return differing.has(skuId) || (row !== undefined && seenOf(row) !== row)
  })
  await mapLimit(concerned, CALLS, async skuId => {
    const row = await ledger.get(skuId)
    if (!row) return
    const now = clock.now()
    const isOutdated = differing.has(skuId) && isStale(row, 'another', now)
    await putRow(run, row, seenOf(isOutdated ? outOfDate(row, now, clock.random()) : row))
  })
}

/** Remembers quantities that somebody else changed: Carrefour had confirmed what the store still has. */
async function noteForeign(
  { ports: { clock, connectionState, log } }: Run,
  compared: readonly { readonly line: ReadLine; readonly row: Process }[],
  held: Held
): Promise<void> {
  if (compared.length === 0) return
  const now = clock.now()
  const found = (changes: ConnectionState['foreign']) =>
    compared.flatMap(({ line: { skuId, quantity }, row }) => {
      const isConfirmed = row.status === 'SUCCESS' && row.quantity !== null
      const confirmed = isConfirmed ? { quantity: row.quantity, at: row.processedAt } : null
      const [theirs = null] = held.get(skuId) ?? []
      return foreignChange(changes, { skuId, wanted: quantity, held: theirs, confirmed }, now) ?? []
    })
  await connectionState.update(state => {
    const more = found(state.foreign)
    return more.length === 0 ? null : { ...state, foreign: withForeign(state.foreign, more, now) }
  })
  for (const one of found([])) log.info('offer.foreign', { ...one })
}

/** A page of offers, and the state of the walk before it. */
interface Turned {
  readonly at: ReconcileRun
  readonly list: OfferList
  readonly fresh: Fresh
  readonly page: OfferPage
}

/** Saves the page's result, and whether the list ends with it. */
async function listed(
  run: Run,
  { at: { position }, list, fresh, page: { total, received } }: Turned,
  found: Omit<PageFindings, 'list' | 'step' | 'isLast'>
): Promise<void> {
  const before = list.files[list.files.length - 1]
  const file = await saveCodes(run, list, fresh)
  const after = afterListed(list, { total, fresh: fresh.size }, file)
  // There may be more pages after an empty one.
  const step = received > 0 ? received : OFFER_PAGE
  await pageDone(run, {
    ...found,
    counts: { ...found.counts, offersTotal: total, offersSeen: fresh.size },
    list: after,
    step,
    isLast: isListed(after, position + step),
  })
  if (before !== undefined && !after.files.includes(before))
    await run.ports.offerCodes.remove(before)
}

/** Quantities at Carrefour by SKU: several when it lists a SKU several times. */
type Held = ReadonlyMap<SkuId, readonly (number | null)[]>

const heldQuantities = (fresh: Fresh, inFlight: ReadonlySet<SkuId>): Held =>
  new Map(
    [...fresh.values()].flatMap((offers): [SkuId, (number | null)[]][] => {
      const skuId = parseSkuId(offers[0]?.code)
      return skuId && !inFlight.has(skuId) ? [[skuId, offers.map(offer => offer.quantity)]] : []
    })
  )

/** SKUs of the page's offers that are in a file on its way. */
const inHandAmong = (fresh: Fresh, { skuIds }: OnTheWay): readonly SkuId[] =>
  [...fresh.values()].flatMap(([offer]) => {
    const skuId = parseSkuId(offer?.code)
    return skuId !== null && skuIds.has(skuId) ? [skuId] : []
  })

/** Lines for which the store failed; one it does not answer for at all need not be retried. */
const suspectsAmong = (lines: readonly ClaimedLine[]): Suspects =>
  Object.fromEntries(
    lines.flatMap(({ skuId, store, failedCalls }): [SkuId, number][] => {
      if (store?.kind === 'unreadable') return [[skuId, MOST_FAILED_CALLS]]
      return failedCalls === undefined ? [] : [[skuId, failedCalls]]
    })
  )

/** SKUs the catalog does not answer for, as suspects that are set apart. */
const apart = (learned: ReadonlyMap<SkuId, Standing>): Suspects =>
  Object.fromEntries(
    [...learned].flatMap(([skuId, standing]): [SkuId, number][] =>
      standing === 'unread' ? [[skuId, MOST_FAILED_CALLS]] : []
    )
  )

const toLine = (skuId: SkuId, { [skuId]: failedCalls }: Suspects): ClaimedLine => ({
  skuId,
  ...(failedCalls === undefined ? {} : { failedCalls }),
  reason: 'RECONCILE',
  refreshFacts: false,
  facts: null,
  ofJob: false,
})

/** `kept` is a kit while kits are not sent; `unread` one the catalog does not answer for. */
type Standing = 'known' | 'unknown' | 'kept' | 'unread'

/** Whether the store knows these SKUs and sends them: from the ledger, else from the catalog. */
async function learn(
  run: Run,
  lines: readonly ReadLine[],
  rows: Findings['rows']
): Promise<ReadonlyMap<SkuId, Standing>> {
  const { store } = run.ports
  const { choices } = run.configuration
  const skuIds = lines.map(line => line.skuId)
  const standing = (sku: { readonly isKit: boolean } | null): Standing =>
    sku === null ? 'unknown' : sku.isKit && !choices.sendKits ? 'kept' : 'known'
  const learned = new Map<SkuId, Standing>()
  for (const skuId of skuIds) {
    const facts = rows.get(skuId)?.facts
    if (facts && facts.name !== null) learned.set(skuId, standing(facts))
  }
  const missing = skuIds.filter(skuId => !learned.has(skuId))
  const ask = (skuId: SkuId) => store.sku(skuId)
  const { answers } = await askEach(run, { skuIds: missing, kind: 'sku', ask })
  for (const skuId of missing) {
    const sku = answers.get(skuId)
    learned.set(skuId, sku === undefined ? 'unread' : standing(sku))
  }
  return learned
}

async function offersFailed(run: Run, failure: CallFailure): Promise<void> {
  run.ports.log.warn('reconcile.offers', { failure: failure.kind })
  switch (failure.kind) {
    case 'refused':
      // A key may lack the permission to read offers and still send stock.
      if (failure.httpStatus === 403) return skip(run, 'OFFERS_FORBIDDEN')
      await recordReadFailure(run, failure)
      return
    case 'limited':
    case 'unavailable':
      return pageFailed(run, 'MARKETPLACE_UNAVAILABLE', failure.message, failure.retryAfter ?? null)
    case 'notFound':
    case 'rejected':
      return skip(run, 'OFFERS_UNREADABLE')
  }
}

async function skip(run: Run, problem: 'OFFERS_FORBIDDEN' | 'OFFERS_UNREADABLE'): Promise<void> {
  await updateState(run, state => ({ ...state, reconcile: skipOffers(state.reconcile, problem) }))
}
