import { BLOCKED_CAUSES } from '../domain/causes'
import type { Configuration } from '../domain/configuration'
import type { ConnectionState } from '../domain/connection'
import { blockedByKey } from '../domain/connection'
import { earliestCall } from '../domain/limits'
import { mapLimit } from '../domain/mapLimit'
import type { SkuId } from '../domain/requests'
import { parseSkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'

export type ReprocessRefusal =
  | 'NOTHING_TO_DO'
  | 'TOO_MANY'
  | 'SKU_NOT_FOUND'
  | 'INCIDENT_OPEN'
  | 'CONNECTION_OFF'
  | 'NOT_CONFIGURED'

export type ReprocessResult =
  | {
      readonly kind: 'accepted'
      readonly accepted: number
      readonly skuIds: readonly string[]
      /** Earliest moment of the next file. */
      readonly nextSendAt: Millis | null
    }
  | {
      readonly kind: 'refused'
      readonly code: ReprocessRefusal
      readonly skuIds: readonly string[]
    }

/** Most SKUs of one call. */
export const MOST_SKUS = 100

const refused = (code: ReprocessRefusal, skuIds: readonly string[] = []): ReprocessResult => ({
  kind: 'refused',
  code,
  skuIds,
})

/** Queues these SKUs because a person asked: what is sent is the stock of the moment of sending. */
export async function reprocess(ports: Ports, skuIds: readonly string[]): Promise<ReprocessResult> {
  const asked = [...new Set(skuIds)]
  if (asked.length === 0) return refused('NOTHING_TO_DO')
  if (asked.length > MOST_SKUS) return refused('TOO_MANY')
  const gate = await gateOf(ports)
  if ('code' in gate) return refused(gate.code, asked)
  const known = await mapLimit(asked, 8, raw => existing(ports, raw))
  const missing = asked.filter((_, index) => known[index] === null)
  if (missing.length > 0) return refused('SKU_NOT_FOUND', missing)
  const chosen = known.flatMap(skuId => skuId ?? [])
  const now = ports.clock.now()
  await mapLimit(chosen, 8, skuId => ports.requests.mark({ skuId, lane: 'reprocess' }, now))
  ports.log.info('reprocess.accepted', { skus: chosen.length })
  await ports.motor.wake()
  return {
    kind: 'accepted',
    accepted: chosen.length,
    skuIds: chosen,
    nextSendAt: nextSend(gate.state, now),
  }
}

/** Queues exactly what a refused ShopKey blocked, once the key works again. */
export async function reprocessBlocked(ports: Ports): Promise<ReprocessResult> {
  const gate = await gateOf(ports)
  if ('code' in gate) return refused(gate.code)
  const blocked = await ports.ledger.count({ causes: BLOCKED_CAUSES })
  if (blocked === 0) return refused('NOTHING_TO_DO')
  const now = ports.clock.now()
  await ports.control.update(state => ({ ...state, reprocessBlockedSince: now }))
  ports.log.info('reprocess.blocked.accepted', { skus: blocked })
  await ports.motor.wake()
  return { kind: 'accepted', accepted: blocked, skuIds: [], nextSendAt: nextSend(gate.state, now) }
}

/** Earliest moment of the next stock file. */
export const nextSend = (state: ConnectionState, now: Millis): Millis =>
  Math.max(earliestCall(state.budget, 'STO01'), state.incident?.nextTryAt ?? 0, now)

interface Open {
  readonly configuration: Configuration
  readonly state: ConnectionState
}

/** Whether asking again can help at all just now. */
async function gateOf(ports: Ports): Promise<Open | { readonly code: ReprocessRefusal }> {
  const configuration = await ports.configurations.read()
  if (!configuration) return { code: 'NOT_CONFIGURED' }
  if (!configuration.choices.active) return { code: 'CONNECTION_OFF' }
  const state = await ports.control.read()
  if (blockedByKey(state.incident, configuration.shopKey.version)) return { code: 'INCIDENT_OPEN' }
  return { configuration, state }
}

async function existing({ ledger, requests }: Ports, raw: string): Promise<SkuId | null> {
  const skuId = parseSkuId(raw)
  if (!skuId) return null
  const known = (await ledger.get(skuId)) !== null || (await requests.markedAt(skuId)) !== null
  return known ? skuId : null
}
