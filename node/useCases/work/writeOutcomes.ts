import { mapWhile } from '../../domain/mapLimit'
import type { Outcome, Process } from '../../domain/processes'
import { applyOutcome } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { shopNameOf } from '../../domain/shop'
import { outOfDate } from '../../domain/stale'
import { SECOND } from '../../domain/time'
import type { Ports } from '../../ports'
import { LedgerUnavailable } from '../../ports/stores'
import type { Run } from './run'
import { hasTime } from './run'

/** Ledger writes at a time. */
const WRITES = 16

/** A line is only begun when this much time is left. */
const LINE_TIME = 3 * SECOND

/** Rows written to learn whether the ledger takes any. */
const CONTROLS = 3
const CANDIDATES = 20

/** What became of writing outcomes: of the first ones, as many as there was time for. */
export interface Written {
  readonly done: number
  /** Those of `done` that the ledger did not take. */
  readonly refused: readonly Outcome[]
  /** Why the ledger takes nothing at all; null when only single documents were refused. */
  readonly outage: string | null
}

/**
 * Writes outcomes into their rows. A row that cannot be read or written holds up no other: when all fail, other rows
 * are written as they are, to tell an outage of the ledger from documents that it will never take.
 */
export async function writeOutcomes(run: Run, outcomes: readonly Outcome[]): Promise<Written> {
  const refused: Outcome[] = []
  let failedInARow = 0
  let message = ''
  const mayBegin = () => hasTime(run, LINE_TIME) && failedInARow < WRITES
  const results = await mapWhile(outcomes, WRITES, mayBegin, async outcome => {
    const failure = await writeOne(run, outcome)
    if (failure === null) failedInARow = 0
    else {
      failedInARow += 1
      message = failure
      refused.push(outcome)
    }
    return failure === null
  })
  const isDoubtful =
    refused.length > 0 && (failedInARow >= WRITES || results.every(written => !written))
  const doubtful = new Set(refused.map(({ skuId }) => skuId))
  const outage = isDoubtful && !(await takesOthers(run, doubtful)) ? message : null
  return { done: results.length, refused, outage }
}

/** Why the row could not be written; null when it is. */
async function writeOne({ ports, configuration }: Run, outcome: Outcome): Promise<string | null> {
  const { ledger, log } = ports
  try {
    const before = await ledger.get(outcome.skuId)
    const after = applyOutcome(before, outcome)
    if (after === before) return null
    if (outcome.shop === shopNameOf(configuration)) await ledger.put(after)
    else await putOfFormerShop(ports, after)
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    log.warn('attempt.unwritten', { skuId: outcome.skuId, message: error.message })
    return error.message
  }
  const { batchId, status, cause, quantity, reason, importId } = outcome.attempt
  log.info('attempt.settled', {
    skuId: outcome.skuId,
    batchId,
    importId,
    reason,
    status,
    cause,
    quantity,
  })
  return null
}

/** The shop was changed while the file was with the former one: its word says nothing about the shop of now. */
async function putOfFormerShop(
  { ledger, requests, clock }: Ports,
  process: Process
): Promise<void> {
  const now = clock.now()
  await requests.mark({ skuId: process.skuId, lane: 'reconcile' }, now)
  await ledger.put(outOfDate(process, now, clock.random()))
}

/** Whether the ledger takes a row of another SKU. One that has no other rows, but can be searched, is taken to. */
async function takesOthers(
  { ports: { ledger } }: Run,
  doubtful: ReadonlySet<SkuId>
): Promise<boolean> {
  try {
    const { items } = await ledger.search({ page: 1, pageSize: CANDIDATES })
    const others = items.filter(({ skuId }) => !doubtful.has(skuId)).slice(0, CONTROLS)
    for (const { skuId } of others) {
      const row = await ledger.get(skuId).catch(onlyIfUnavailable)
      if (row && (await ledger.put(row).then(() => true, onlyIfUnavailable))) return true
    }
    return others.length === 0
  } catch (error) {
    if (error instanceof LedgerUnavailable) return false
    throw error
  }
}

function onlyIfUnavailable(error: unknown): null {
  if (error instanceof LedgerUnavailable) return null
  throw error
}
