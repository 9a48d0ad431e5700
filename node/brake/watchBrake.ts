import { mapLimit } from '../shared/concurrency'
import { SECOND, toIso } from '../shared/time'
import type { Ports } from '../ports'
import { type Run, updateState } from '../engine/run'
import { counted, mustQueue } from './brake.logic'

/** Concurrent writes of requests. */
const WRITES = 16

/** Time one run may spend on queueing before it sends again. */
const QUEUE_TIME = 5 * SECOND

/**
 * While zeros are held: counts them, queues them all when they are due to be read again or a person has released them,
 * and ends the brake when none is left. One search a run; nothing while no zero is held.
 */
export async function watchBrake(run: Run): Promise<void> {
  const { clock, connectionState, ledger, log } = run.ports
  const { open } = (await connectionState.read()).brake
  if (!open) return
  const { items, total } = await ledger.search({
    causes: ['ZERO_HELD'],
    sort: 'nextCheck',
    page: 1,
    pageSize: 1,
  })
  const nextReadingAt = items[0]?.nextCheckAt ?? null
  const now = clock.now()
  const isQueued = mustQueue(open, nextReadingAt, now) && (await queueHeld(run))
  const { brake } = await updateState(run, state => {
    const after = counted(state.brake, { held: total, nextReadingAt }, now)
    if (!isQueued || !after.open) return { ...state, brake: after }
    // Released again meanwhile: that decision is still to be carried out.
    const isReleasing = after.open.isReleasing && after.open.decision?.at !== open.decision?.at
    return { ...state, brake: { ...after, open: { ...after.open, isReleasing, queuedAt: now } } }
  })
  if (!brake.open) log.info('brake.over', { since: toIso(open.since) })
}

/**
 * Queues every held SKU, to be read anew. Starts again in the next run when interrupted: a request is written once, and
 * what was sent meanwhile is no longer held.
 *
 * @returns whether all are queued
 */
async function queueHeld({ ports, deadline }: Run): Promise<boolean> {
  const { ledger, clock, queue, log } = ports
  const until = Math.min(clock.now() + QUEUE_TIME, deadline)
  let skus = 0
  let cursor: string | null = null
  do {
    const step: Awaited<ReturnType<Ports['ledger']['walk']>> = await ledger.walk(
      { causes: ['ZERO_HELD'] },
      cursor
    )
    if (step === null) return false
    await mapLimit(step.skuIds, WRITES, skuId =>
      queue.enqueue({ skuId, priority: 'retry' }, clock.now())
    )
    skus += step.skuIds.length
    cursor = step.cursor
    if (cursor !== null && clock.now() > until) return false
  } while (cursor !== null)
  log.info('brake.queued', { skus })
  return true
}
