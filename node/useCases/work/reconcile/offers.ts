import type { ClaimedLine, ReadLine } from '../../../domain/batches'
import { chunks, mapLimit } from '../../../domain/mapLimit'
import type { ReconcileRun } from '../../../domain/reconcile'
import { afterFailure, isDrift, skipWalk } from '../../../domain/reconcilePages'
import type { SkuId } from '../../../domain/requests'
import { parseSkuId } from '../../../domain/requests'
import type { Result } from '../../../domain/result'
import { ok } from '../../../domain/result'
import type { CallFailure, OfferPage } from '../../../ports/carrefour'
import type { StoreUnavailable } from '../../../ports/store'
import { SIMULATION_SIZE } from '../../../ports/store'
import { onReadFailure } from '../failures'
import { readStock } from '../readStock'
import type { Run } from '../run'
import { accessOf, change } from '../run'
import { noteStale } from './noteStale'
import { CALLS, isLate, markAll, pageDone, storeFailed } from './page'

/**
 * One page of Carrefour's offers: each quantity is held against what the store's rules give just now, and
 * SKUs that differ are queued. SKUs of the batch in flight are left out: their quantity is on its way.
 */
export async function walkOffers(
  run: Run,
  { position, why }: ReconcileRun,
  inFlight: ReadonlySet<SkuId>
): Promise<void> {
  const answer = await run.ports.carrefour.offerPage(accessOf(run.configuration), position)
  if (answer.kind !== 'done') return offersFailed(run, answer)
  if (isLate(run)) return
  if (answer.value.total === null) return skip(run, 'OFFERS_UNREADABLE')
  const held = heldQuantities(answer.value, inFlight)
  const read = await readStock(run, [...held.keys()].map(toLine))
  if (!read.ok) return storeFailed(run, read.error)
  if (read.value.kind === 'more') return
  const { lines } = read.value
  const differs = (line: ReadLine) => isDrift(line, held.get(line.skuId) ?? null)
  const doubtful = lines.filter(line => differs(line) || line.remark === 'NOT_IN_TRADE_POLICY')
  const learned = await learn(run, doubtful)
  if (!learned.ok) return storeFailed(run, learned.error)
  if (isLate(run)) return
  const unknown = doubtful.filter(line => learned.value.get(line.skuId) === 'unknown')
  const drifted = doubtful.filter(
    line => differs(line) && learned.value.get(line.skuId) === 'known'
  )
  const marked = await markAll(
    run,
    drifted.map(line => line.skuId)
  )
  // Other choices give other quantities: that says nothing about the confirmations.
  if (why !== 'CONFIGURATION') await noteStale(run, marked, 'another')
  const foreign = answer.value.offers.filter(offer => parseSkuId(offer.code) === null)
  await pageDone(run, {
    counts: {
      offersTotal: answer.value.total,
      offersSeen: answer.value.received,
      compared: lines.length - unknown.length,
      drift: marked.length,
      unknownOffers: unknown.length + foreign.length,
    },
    unknownCodes: [...unknown.map(line => line.skuId), ...foreign.map(offer => offer.code)],
    marked: marked.length,
    step: answer.value.received,
    isLast: isLastPage(answer.value, position),
  })
}

/** A server that answers fewer than it was asked for is taken at its word about the total. */
const isLastPage = ({ received, total }: OfferPage, position: number): boolean =>
  received === 0 || position + received >= (total ?? 0)

const heldQuantities = (
  { offers }: OfferPage,
  inFlight: ReadonlySet<SkuId>
): ReadonlyMap<SkuId, number | null> =>
  new Map(
    offers.flatMap(({ code, quantity }): [SkuId, number | null][] => {
      const skuId = parseSkuId(code)
      return skuId && !inFlight.has(skuId) ? [[skuId, quantity]] : []
    })
  )

const toLine = (skuId: SkuId): ClaimedLine => ({
  skuId,
  reason: 'RECONCILE',
  refreshFacts: false,
  facts: null,
  ofJob: false,
})

/** `kept` is a kit while kits are not sent. */
type Standing = 'known' | 'unknown' | 'kept'

/** Whether the store knows these SKUs and sends them: from the ledger, else from the catalog. */
async function learn(
  { ports: { ledger, store }, configuration: { choices } }: Run,
  lines: readonly ReadLine[]
): Promise<Result<ReadonlyMap<SkuId, Standing>, StoreUnavailable>> {
  const skuIds = lines.map(line => line.skuId)
  const rows = (
    await mapLimit(chunks(skuIds, SIMULATION_SIZE), CALLS, group => ledger.find(group))
  ).flat()
  const standing = (sku: { readonly isKit: boolean } | null): Standing =>
    sku === null ? 'unknown' : sku.isKit && !choices.sendKits ? 'kept' : 'known'
  const learned = new Map<SkuId, Standing>()
  for (const { skuId, facts } of rows)
    if (facts && facts.name !== null) learned.set(skuId, standing(facts))
  const missing = skuIds.filter(skuId => !learned.has(skuId))
  const answers = await mapLimit(missing, CALLS, skuId => store.sku(skuId))
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer
    const skuId = missing[index]
    if (skuId) learned.set(skuId, standing(answer.value))
  }
  return ok(learned)
}

async function offersFailed(run: Run, failure: CallFailure): Promise<void> {
  const { clock, log } = run.ports
  log.warn('reconcile.offers', { failure: failure.kind })
  switch (failure.kind) {
    case 'refused':
      // A key may lack the right to read offers and still send stock.
      if (failure.httpStatus === 403) return skip(run, 'OFFERS_FORBIDDEN')
      await onReadFailure(run, failure)
      return
    case 'limited':
    case 'unavailable': {
      const retryAt =
        failure.kind === 'limited' && failure.retryAfter !== null
          ? clock.now() + failure.retryAfter
          : null
      const chance = { now: clock.now(), random: clock.random() }
      await change(run, state => ({
        ...state,
        reconcile: afterFailure(state.reconcile, 'MARKETPLACE_UNAVAILABLE', retryAt, chance),
      }))
      return
    }
    case 'notFound':
    case 'rejected':
      return skip(run, 'OFFERS_UNREADABLE')
  }
}

async function skip(run: Run, problem: 'OFFERS_FORBIDDEN' | 'OFFERS_UNREADABLE'): Promise<void> {
  await change(run, state => ({ ...state, reconcile: skipWalk(state.reconcile, problem) }))
}
