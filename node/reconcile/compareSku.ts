import type { Configuration } from '../connection/configuration.logic'
import { openIncident } from '../engine/state.logic'
import { blockedByKey } from '../engine/incident.logic'
import { nextPersonCall, spendPersonCall } from '../carrefour/limits.logic'
import { type SkuId, parseSkuId } from '../queue/stockRequest.logic'
import { type Millis, SECOND } from '../shared/time'
import type { Ports } from '../ports'
import { Conflict } from '../ports/stores'

/** Why a side has no figure: nothing there, it did not answer, or it may not be asked just now. */
export type NoFigure = 'NOT_THERE' | 'UNAVAILABLE' | 'KEY_REFUSED' | 'NOT_CONFIGURED'

export type Figure =
  | { readonly kind: 'units'; readonly units: number }
  | { readonly kind: 'none'; readonly why: NoFigure; readonly nextAt: Millis | null }

/** What both sides hold of one SKU at this moment. */
export interface Comparison {
  readonly skuId: SkuId
  readonly at: Millis
  /** Units that the trade policy can sell. */
  readonly store: Figure
  /** Units of the offer at Carrefour. */
  readonly carrefour: Figure
  /** The minimum stock in force; null while nothing is configured. */
  readonly minimumStock: number | null
}

const none = (why: NoFigure, nextAt: Millis | null = null): Figure => ({
  kind: 'none',
  why,
  nextAt,
})

/**
 * Asks the store (one simulation) and Carrefour (one OF21 call) about one SKU, because a person wants to
 * know. Carrefour is not asked with a ShopKey that it refused, and a refusal seen here opens the incident
 * as one seen by the engine does.
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
  // A 403 may concern this call alone: a key may be allowed to send stock but not to read offers.
  if (answer.httpStatus === 401) {
    const seen = { cause: 'AUTH_INVALID', message: answer.message, nextTryAt: null } as const
    await connectionState.update(state =>
      openIncident(state, { ...seen, keyVersion: shopKey.version }, clock.now())
    )
  }
  return none('KEY_REFUSED')
}

/** Writes the call down before it is made; the next moment when the minute's calls are spent. */
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
    // So many want it at once that this one never came first: it waits as well.
    if (error instanceof Conflict) return clock.now() + SECOND
    throw error
  }
}
