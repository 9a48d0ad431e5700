/* The brake at work: holds zeros back before a file is sent, and watches those that are held. */

import type { ClaimedBatch, ReadLine } from './batch.logic'
import type { ConnectionState } from './state.logic'
import type { Ports } from '../ports'
import type { SkuId } from '../shared/sku.logic'
import {
  type Zero,
  enoughFor,
  judgeZeros,
  leavingHeld,
  mayBeWholeShop,
  passedBefore,
} from './zeros.logic'
import { ifLedgerAnswers } from '../ports/stores'
import { SECOND, toIso } from '../shared/time'
import { chunks, mapWhile, mapLimit } from '../shared/concurrency'
import {
  type Brake,
  type BrakeDecision,
  counted,
  mustQueue,
  explanationOf,
  withSettings,
  decided,
} from './brake.logic'
import { type Process, isZeroHeld, mayBeHeld } from '../ledger/process.logic'
import { type Run, deadlineOf, hasTime, updateState } from './run'
import { unitsIn } from './stock.logic'

/** SKUs per search, and concurrent searches. */
const FIND = 50
const CALLS = 8

/** The lines after the brake, and the change of state to save with them. */
export interface Braked {
  readonly lines: readonly ReadLine[]
  readonly also: (state: ConnectionState) => ConnectionState
}

/** A file in the making. */
interface InMaking {
  readonly batch: ClaimedBatch
  readonly lines: readonly ReadLine[]
  readonly state: ConnectionState
}

/**
 * Holds back zeros that would take too many SKUs off sale at once: no failure of the store's APIs and no setting may
 * empty the shop in one step. A held line ends with the cause ZERO_HELD; its row keeps since when, and brings it back.
 * What cannot be looked up counts as having units, so that the ledger's silence protects the shop as well.
 */
export async function holdZeros(run: Run, { batch, lines, state }: InMaking): Promise<Braked> {
  const { clock, log } = run.ports
  const now = clock.now()
  const isNew = state.lastConfirmedAt === null
  const brake = withSettings(state.brake, run.configuration.choices, { now, isNew })
  const empty = lines.filter(({ quantity }) => quantity === 0)
  const { claimedAt } = batch
  const rows = empty.length > 0 ? await zerosOf(run, empty) : []
  const count =
    rows.filter(({ at }) => at === 'stocked').length + passedBefore(brake, claimedAt, now)
  const stocked =
    count > 0 ? await ifLedgerAnswers(() => run.ports.ledger.stocked(enoughFor(count)), null) : null
  const total = stocked === null ? null : stocked + passedBefore(brake, claimedAt, now)
  const readSince = batch.readSince ?? batch.readAt ?? now
  const others = leavingHeld(brake, rows, readSince)
  const zeros = mayBeWholeShop(total, count, others)
    ? await withSoldOut(run, brake, lines, rows)
    : rows
  const judged = judgeZeros(brake, zeros, { claimedAt, readSince, stocked, now })
  if (judged.held.size > 0)
    log.warn('brake.held', {
      batchId: batch.id,
      skus: judged.held.size,
      zeros: zeros.length,
      stocked,
      reason: judged.brake.open?.reason,
      since: judged.brake.open && toIso(judged.brake.open.since),
    })
  return {
    lines: lines.map(line =>
      judged.held.has(line.skuId) ? { ...line, quantity: null, remark: 'ZERO_HELD' } : line
    ),
    also: later => ({ ...later, brake: withDecision(judged.brake, later.brake) }),
  }
}

/** A person may have decided while the file was in the making. */
const withDecision = (brake: Brake, { approvedAt, open }: Brake): Brake => ({
  ...brake,
  approvedAt,
  open: brake.open && {
    ...brake.open,
    decision: open?.decision ?? brake.open.decision,
    isReleasing: open?.isReleasing ?? brake.open.isReleasing,
  },
})

async function zerosOf(run: Run, lines: readonly ReadLine[]): Promise<readonly Zero[]> {
  const { ledger } = run.ports
  const groups = chunks(
    lines.map(({ skuId }) => skuId),
    FIND
  )
  const mayAsk = () => hasTime(run, 0)
  const read = await mapWhile(groups, CALLS, mayAsk, group =>
    ifLedgerAnswers(() => ledger.find(group), null)
  )
  const rows = new Map<SkuId, Process>()
  const unread = new Set(groups.slice(read.length).flat())
  for (const [index, found] of read.entries()) {
    if (found) for (const row of found) rows.set(row.skuId, row)
    else for (const skuId of groups[index] ?? []) unread.add(skuId)
  }
  return lines.map(line => zeroOf(line, rows.get(line.skuId) ?? null, unread.has(line.skuId)))
}

/** A comparison asks for a SKU because Carrefour holds another quantity than the store: more than 0, then. */
function zeroOf({ skuId, remark, reason }: ReadLine, row: Process | null, isUnread: boolean): Zero {
  if (row && isZeroHeld(row))
    return { skuId, remark, at: 'held', heldSince: row.causeSince, isSoldOut: false }
  const isStocked = isUnread || reason === 'RECONCILE' || (row !== null && mayBeHeld(row))
  return { skuId, remark, at: isStocked ? 'stocked' : 'empty', heldSince: null, isSoldOut: false }
}

/** Concurrent calls of the inventory. */
const INVENTORY_CALLS = 8

/**
 * The zeros, with those marked that are seen to be sold out. A failure of the checkout or of the catalog reads as 0 as
 * well; so a 0 counts as a sale only when the SKU's warehouses, another of the store's APIs, have rows of it without
 * units. One call per SKU, for at most as many as may leave at once.
 */
async function withSoldOut(
  run: Run,
  brake: Brake,
  lines: readonly ReadLine[],
  zeros: readonly Zero[]
): Promise<readonly Zero[]> {
  const now = run.ports.clock.now()
  const byId = new Map(lines.map(line => [line.skuId, line]))
  const isLow = ({ remark, skuId }: Zero) =>
    remark === 'BELOW_MIN_STOCK' &&
    (byId.get(skuId)?.available ?? 0) > 0 &&
    explanationOf(brake.changes, remark, now) === null
  const isShort = ({ remark }: Zero) => remark === 'NEGATIVE_STOCK'
  const asked = zeros.filter(({ at, remark }) => at === 'stocked' && remark === null)
  const empty = await emptyInWarehouses(
    run,
    asked.map(({ skuId }) => skuId)
  )
  return zeros.map(zero => ({
    ...zero,
    isSoldOut: isLow(zero) || isShort(zero) || empty.has(zero.skuId),
  }))
}

/** SKUs of which the serving warehouses have rows, and no unit. */
async function emptyInWarehouses(run: Run, skuIds: readonly SkuId[]): Promise<ReadonlySet<SkuId>> {
  const { store } = run.ports
  const none: ReadonlySet<SkuId> = new Set()
  if (skuIds.length === 0 || !hasTime(run, 0)) return none
  const served = await store.servingWarehouses(run.configuration.choices.tradePolicy)
  if (!served.ok) return none
  const serving = new Set(served.value)
  const answers = await mapWhile(
    skuIds,
    INVENTORY_CALLS,
    () => hasTime(run, 0),
    async skuId => {
      const rows = await store.warehouseStock(skuId)
      const own = rows.ok ? rows.value.filter(row => serving.has(row.warehouseId)) : []
      return own.length > 0 && unitsIn(own, serving) <= 0
    }
  )
  return new Set(skuIds.filter((_, index) => answers[index] === true))
}

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
async function queueHeld(run: Run): Promise<boolean> {
  const { ledger, clock, queue, log } = run.ports
  const until = Math.min(clock.now() + QUEUE_TIME, deadlineOf(run))
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

/** What became of a decision. `OVER`: nothing is held any more, or it is another brake than the one that was seen. */
type BrakeDecided = 'DONE' | 'OVER'

/**
 * Sends the held zeros, or keeps them back until the store names units again. The decision covers what is held at this
 * moment; the stock that leaves is the one of then.
 *
 * @param since start of the brake that the person saw
 */
export async function decideBrake(
  ports: Ports,
  { kind, since }: { readonly kind: BrakeDecision['kind']; readonly since: number }
): Promise<BrakeDecided> {
  const { connectionState, clock, history, workTrigger, log } = ports
  let held = 0
  const state = await connectionState.update(before => {
    if (before.brake.open?.since !== since) return null
    held = before.brake.open.held
    const brake = decided(before.brake, kind, clock.now())
    return brake && { ...before, brake }
  })
  if (!state) return 'OVER'
  await history.note({ kind: kind === 'SEND' ? 'ZEROS_SENT' : 'ZEROS_KEPT', count: held })
  log.info('brake.decided', { kind, held })
  if (kind === 'SEND') await workTrigger.trigger()
  return 'DONE'
}
