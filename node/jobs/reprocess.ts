import { mapLimit } from '../shared/concurrency'
import { type SkuId, parseSkuId } from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import { gateOf, nextSend } from '../connection/gate'
import { type JobRefusal, startBlocked } from './start'

export type ReprocessRefusal = JobRefusal['code']

export type ReprocessResult =
  | {
      readonly kind: 'accepted'
      readonly accepted: number
      readonly skuIds: readonly string[]
      /** The job; null when the SKUs were queued one by one. */
      readonly jobId: string | null
      /** Earliest moment of the next file. */
      readonly nextSendAt: Millis | null
    }
  | {
      readonly kind: 'refused'
      readonly code: ReprocessRefusal
      readonly skuIds: readonly string[]
    }

/** Maximum SKUs per call. */
export const MAX_SKUS = 100

const refused = (code: ReprocessRefusal, skuIds: readonly string[] = []): ReprocessResult => ({
  kind: 'refused',
  code,
  skuIds,
})

/** Queues SKUs on a person's request: the stock is read at the time of sending. */
export async function reprocess(ports: Ports, skuIds: readonly string[]): Promise<ReprocessResult> {
  const asked = [...new Set(skuIds)]
  if (asked.length === 0) return refused('NOTHING_TO_DO')
  if (asked.length > MAX_SKUS) return refused('TOO_MANY')
  const gate = await gateOf(ports)
  if ('code' in gate) return refused(gate.code, asked)
  const known = await mapLimit(asked, 8, raw => existing(ports, raw))
  const missing = asked.filter((_, index) => known[index] === null)
  if (missing.length > 0) return refused('SKU_NOT_FOUND', missing)
  const chosen = known.flatMap(skuId => skuId ?? [])
  const now = ports.clock.now()
  await mapLimit(chosen, 8, skuId => ports.queue.enqueue({ skuId, priority: 'reprocess' }, now))
  await ports.history.note({
    kind: 'REPROCESSED',
    count: chosen.length,
    ...(chosen[0] && chosen.length === 1 ? { subject: chosen[0] } : {}),
  })
  ports.log.info('reprocess.accepted', { skus: chosen.length })
  await ports.workTrigger.trigger()
  return {
    kind: 'accepted',
    accepted: chosen.length,
    skuIds: chosen,
    jobId: null,
    nextSendAt: nextSend(gate.state, now),
  }
}

/** Starts a job for exactly what a refused ShopKey blocked, once the key works again. */
export async function reprocessBlocked(ports: Ports, person: string): Promise<ReprocessResult> {
  const started = await startBlocked(ports, person)
  if (!started.ok) return refused(started.error.code)
  const [state, now] = [await ports.connectionState.read(), ports.clock.now()]
  const { id, expected } = started.value
  return {
    kind: 'accepted',
    accepted: expected,
    skuIds: [],
    jobId: id,
    nextSendAt: nextSend(state, now),
  }
}

async function existing({ ledger, queue }: Ports, raw: string): Promise<SkuId | null> {
  const skuId = parseSkuId(raw)
  if (!skuId) return null
  const known = (await ledger.get(skuId)) !== null || (await queue.requestedAt(skuId)) !== null
  return known ? skuId : null
}
