/* What a person asks of the comparison: both sides of one SKU, or a run over all. */

import type { CarrefourNoFigure } from '../generated/schema'
import type { Configuration } from '../connection/configuration.logic'
import { openIncident } from '../engine/transitions.logic'
import { blockedByKey } from '../engine/incident.logic'
import { nextPersonCall, spendPersonCall } from '../carrefour/limits.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Millis, SECOND } from '../shared/time'
import type { Ports } from '../ports'
import { Conflict } from '../ports/stores'
import type { ReconcileState } from './reconcile.logic'
import { type ClosedCode, gateOf } from '../jobs/plan'

/** Why a side has no figure: it has no such SKU, did not answer, or may not be asked now. */
export type NoFigure = CarrefourNoFigure

export type Figure =
  | { readonly kind: 'units'; readonly units: number }
  | { readonly kind: 'none'; readonly why: NoFigure; readonly nextAt: Millis | null }

/** What both sides currently hold of one SKU. */
export interface Comparison {
  readonly skuId: SkuId
  readonly at: Millis
  /** Units the trade policy can sell. */
  readonly store: Figure
  /** Units of the offer at Carrefour. */
  readonly carrefour: Figure
  /** The minimum stock in force; null without a configuration. */
  readonly minimumStock: number | null
}

const none = (why: NoFigure, nextAt: Millis | null = null): Figure => ({
  kind: 'none',
  why,
  nextAt,
})

/**
 * Asks the store (one simulation) and Carrefour (one OF21 call) about one SKU on a person's request. Carrefour is not
 * called with a refused ShopKey, and a refusal seen here opens the incident as in the engine.
 */
export async function compareSku(ports: Ports, raw: string): Promise<Comparison | null> {
  const skuId = parseSkuId(raw)
  if (!skuId) return null
  const configuration = await ports.configurations.read()
  if (!configuration) {
    const nothing = none('NOT_CONFIGURED')
    return { skuId, at: ports.clock.now(), store: nothing, carrefour: nothing, minimumStock: null }
  }
  const [store, carrefour] = await Promise.all([
    inStore(ports, configuration, skuId),
    atCarrefour(ports, configuration, skuId),
  ])
  const { minimumStock } = configuration.choices
  return { skuId, at: ports.clock.now(), store, carrefour, minimumStock }
}

async function inStore(
  { store }: Ports,
  { choices }: Configuration,
  skuId: SkuId
): Promise<Figure> {
  const answer = await store.simulate([skuId], choices.tradePolicy, choices.affiliateId)
  if (!answer.ok) return none('UNAVAILABLE')
  const found = answer.value.find(one => one.skuId === skuId)
  if (!found) return none('NOT_THERE')
  return found.available === null ? none('UNAVAILABLE') : { kind: 'units', units: found.available }
}

async function atCarrefour(
  { carrefour, connectionState, clock, log }: Ports,
  { choices, shopKey }: Configuration,
  skuId: SkuId
): Promise<Figure> {
  const { incident } = await connectionState.read()
  if (blockedByKey(incident, shopKey.version)) return none('KEY_REFUSED')
  const nextAt = await spend(connectionState, clock)
  if (nextAt !== null) return none('UNAVAILABLE', nextAt)
  const access = { url: choices.carrefourUrl, shopId: choices.shopId, shopKey: shopKey.key }
  const answer = await carrefour.offer(access, skuId)
  if (answer.kind === 'done') {
    if (!answer.value) return none('NOT_THERE')
    const { quantity } = answer.value
    return quantity === null ? none('UNAVAILABLE') : { kind: 'units', units: quantity }
  }
  log.warn('comparison.failed', { skuId, failure: answer.kind })
  if (answer.kind !== 'refused') return none('UNAVAILABLE')
  // A 403 may concern only this call: a key may be allowed to send stock but not to read offers.
  if (answer.httpStatus === 401) {
    const seen = { cause: 'AUTH_INVALID', message: answer.message, nextTryAt: null } as const
    await connectionState.update(state =>
      openIncident(state, { ...seen, keyVersion: shopKey.version }, clock.now())
    )
  }
  return none('KEY_REFUSED')
}

/** Reserves the call before it is made; returns the next allowed moment when the minute's calls are used up. */
async function spend(
  control: Ports['connectionState'],
  clock: Ports['clock']
): Promise<Millis | null> {
  let nextAt: Millis = 0
  try {
    const spent = await control.update(state => {
      const personCalls = spendPersonCall(state.personCalls, clock.now())
      nextAt = nextPersonCall(state.personCalls)
      return personCalls && { ...state, personCalls }
    })
    return spent ? null : nextAt
  } catch (error) {
    // Too many concurrent requests for this one to win a write: it waits too.
    if (error instanceof Conflict) return clock.now() + SECOND
    throw error
  }
}

type StartReconcileResult =
  | { readonly kind: 'started'; readonly state: ReconcileState }
  | { readonly kind: 'refused'; readonly code: ClosedCode | 'ALREADY_RUNNING' }

/** Starts the comparison on a person's request. It runs when nothing else is due: live changes go first. */
export async function startReconcile(ports: Ports): Promise<StartReconcileResult> {
  const gate = await gateOf(ports)
  if ('code' in gate) return { kind: 'refused', code: gate.code }
  const at = ports.clock.now()
  const changed = await ports.connectionState.update(state =>
    state.reconcile.run
      ? null
      : { ...state, reconcile: { ...state.reconcile, due: { at, why: 'PERSON' } } }
  )
  if (!changed) return { kind: 'refused', code: 'ALREADY_RUNNING' }
  await ports.history.note({ kind: 'STOCK_COMPARED' })
  ports.log.info('reconcile.asked', {})
  await ports.workTrigger.trigger()
  return { kind: 'started', state: changed.reconcile }
}
