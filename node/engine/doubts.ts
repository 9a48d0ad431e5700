/*
 * How the file of a batch ends: with a verdict, or in doubt. A file in doubt is remembered, asked about, and its SKUs are
 * settled once it can no longer arrive.
 */

import {
  type Batch,
  type BatchAt,
  type ReadLine,
  type Rejection,
  type Verdict,
  backToClaimed,
  sentLines,
} from './batch.logic'
import type { ConnectionState } from './state.logic'
import { importOver } from './transitions.logic'
import {
  type Doubt,
  type DoubtfulImport,
  dueDoubt,
  lookedAt,
  replaced,
  withDoubt,
} from './doubts.logic'
import { blockedByKey } from './incident.logic'
import { chunks, mapLimit, mapWhile } from '../shared/concurrency'
import { type Process, confirmedAfterAll } from '../ledger/process.logic'
import { mayBeSameShop, shopNameOf } from '../connection/shop.logic'
import { putRow } from '../ledger/upkeep'
import { SECOND } from '../shared/time'
import { LONGEST_ANSWER } from '../ports'
import { countFailure, recordFailure, recordReadFailure } from './failures'
import { type Run, accessOf, saveStage, updateState, hasTime, limitedCall } from './run'
import { noteSending } from '../sendings/record'

/** Concurrent OF21 calls and storage operations. */
const CALLS = 4
const READS = 8
const WRITES = 8

/** SKUs of a doubt handled in one run, and rows per ledger search. */
const SKUS_A_RUN = 500
const ROWS = 50

/** How many of them Carrefour is asked about. */
const MAX_CALLS = 100

/** A part only starts when this much time is left. */
const PART_TIME = 3 * SECOND

/** A file whose fate is unknown. */
interface Doubtful {
  readonly batch: Batch
  readonly importId: string | null
  /** Whether Carrefour answered with a 5xx. */
  readonly isUnlikely?: boolean
}

/**
 * Remembers a file whose fate is unknown, saving its SKUs first.
 *
 * @returns the state change that adds it, to be saved with the batch's next stage
 */
export async function inDoubt(
  run: Run,
  { batch, importId, isUnlikely = false }: Doubtful
): Promise<(state: ConnectionState) => ConnectionState> {
  const { connectionState, ids, clock, log } = run.ports
  const known = (await connectionState.read()).doubts.find(one => one.batchId === batch.id)
  const file = known?.file ?? ids.next()
  if (!known) await connectionState.saveBatch(file, { ...backToClaimed(batch, 0), slice: null })
  log.warn('import.doubtful', { batchId: batch.id, importId, skus: batch.lines.length })
  const shop = batch.shop ?? shopNameOf(run.configuration)
  const doubt = { batchId: batch.id, importId, shop, file, isUnlikely }
  return state => ({ ...state, doubts: withDoubt(state.doubts, doubt, clock.now()) })
}

/**
 * Remembers the file that a process was sending when it died: Carrefour may have taken it. To be done before any stage
 * of the batch is saved, because that says that no file is being sent.
 *
 * @returns the state
 */
export async function rememberSending(run: Run, batch: Batch): Promise<ConnectionState> {
  const state = await run.ports.connectionState.read()
  if (state.sending !== batch.id) return state
  const remembered = await inDoubt(run, { batch, importId: null })
  return updateState(run, before => ({ ...remembered(before), sending: null }))
}

/** From this many SKUs on, Carrefour's list of offers is paged through instead of asking for each. */
const MANY = 200

/**
 * The fate of the file is unknown: it is remembered, and one with current stock is sent. After too many of these
 * Carrefour is asked what it holds instead. "Unknown" never becomes "failed".
 */
export async function giveUp(run: Run, taken: BatchAt<'sent' | 'lost'>): Promise<void> {
  const remembered = await inDoubt(run, { batch: taken, importId: taken.importId })
  const { batch, decision } = countFailure(run, taken, 'IMPORT_FAILED')
  if (decision.kind === 'retry') {
    await noteSending(run.ports, batch, { state: 'UNKNOWN', at: run.ports.clock.now() })
    return saveStage(run, backToClaimed(batch, decision.at), remembered)
  }
  const open = sentLines(batch).map(line => line.skuId)
  const offset = open.length > MANY ? 0 : null
  const readBack = { rejected: {}, confirmed: [], open, offset, words: null }
  return saveStage(run, { ...batch, stage: 'reported', notBefore: 0, readBack }, remembered)
}

/** A batch that Carrefour has, or may have. */
type Taken = BatchAt<'sent' | 'lost' | 'complete' | 'reported'>

/**
 * Saves Carrefour's verdict on the batch. A line that an older file may still overwrite is no success.
 *
 * @param also saved together with the verdict
 */
export async function judge(
  run: Run,
  batch: Taken,
  verdict: Verdict,
  also: (state: ConnectionState) => ConnectionState = state => state
): Promise<void> {
  const now = run.ports.clock.now()
  const over = (state: ConnectionState) => importOver(also(state), now)
  const sure = await withoutDoubtful(run, batch, verdict)
  return saveStage(run, { ...batch, stage: 'judged', verdict: sure, judgedAt: now }, over)
}

/**
 * The verdict without successes that an older file may still overwrite: Carrefour confirmed that it took those lines,
 * not that they will stay.
 */
async function withoutDoubtful(
  run: Run,
  batch: { readonly lines: readonly ReadLine[]; readonly shop?: string },
  verdict: Verdict
): Promise<Verdict> {
  if (verdict.kind !== 'complete') return verdict
  const { doubts } = await run.ports.connectionState.read()
  const shop = batch.shop ?? shopNameOf(run.configuration)
  const doubtful = await doubtfulSkus(run, doubts, shop)
  const unconfirmed = batch.lines.flatMap(({ skuId, quantity }): [string, Rejection][] =>
    quantity !== null && doubtful.has(skuId) && !verdict.rejected[skuId]
      ? [[skuId, { cause: 'UNCONFIRMED', message: '' }]]
      : []
  )
  if (unconfirmed.length === 0) return verdict
  return { ...verdict, rejected: { ...verdict.rejected, ...Object.fromEntries(unconfirmed) } }
}

/** SKUs for which a file may still arrive at this shop, or at one that may be the same. */
async function doubtfulSkus(
  run: Run,
  doubts: readonly Doubt[],
  shop: string
): Promise<ReadonlySet<string>> {
  const open = doubts.filter(one => one.over === null && mayBeSameShop(one.shop ?? shop, shop))
  return new Set((await mapLimit(open, READS, one => skusOf(run, one))).flat())
}

async function skusOf({ ports }: Run, { file }: Doubt): Promise<readonly Process['skuId'][]> {
  return (await ports.connectionState.readBatch(file))?.lines.map(line => line.skuId) ?? []
}

/** Advances one doubt: asks for its import or, once its file can no longer arrive, handles its SKUs. */
export async function lookAtDoubts(run: Run): Promise<void> {
  const { connectionState, clock, log } = run.ports
  const state = await connectionState.read()
  const doubt = dueDoubt(state.doubts, clock.now())
  if (!doubt || blockedByKey(state.incident, run.configuration.shopKey.version)) return
  if (!hasTime(run, 2 * LONGEST_ANSWER)) return
  await run.stopSettling?.()
  const shop = shopNameOf(run.configuration)
  // Its effect on a shop that no longer receives stock concerns no row.
  if (!mayBeSameShop(doubt.shop ?? shop, shop)) return forget(run, doubt)
  if (doubt.over) return handleSkus(run, state, doubt, doubt.over)
  const told = await askForImport(run, doubt)
  if (told === null) return
  const after = lookedAt(doubt, told, clock.now())
  await updateState(run, before => ({ ...before, doubts: replaced(before.doubts, doubt, after) }))
  const { batchId, importId } = doubt
  log.info('import.doubtful.looked', { batchId, importId, told, over: after.over !== null })
}

async function forget(run: Run, doubt: Doubt): Promise<void> {
  const { doubts } = await updateState(run, state => ({
    ...state,
    doubts: replaced(state.doubts, doubt, null),
  }))
  if (!doubts.some(one => one.file === doubt.file))
    await run.ports.connectionState.removeBatch(doubt.file)
}

/** Asks for the state of the import, if its id is known; null when no call is allowed now. */
async function askForImport(run: Run, { importId, file }: Doubt): Promise<DoubtfulImport | null> {
  if (importId === null) return 'unknown'
  const answer = await limitedCall(run, 'STO02', () =>
    run.ports.carrefour.importStatus(accessOf(run.configuration), importId)
  )
  if (answer === null) return null
  if (answer.kind === 'done') return answer.value.state === 'running' ? 'running' : 'ended'
  if (answer.kind === 'notFound') return 'missing'
  const batch = await run.ports.connectionState.readBatch(file)
  if (batch) await recordFailure(run, 'STO02', answer, batch)
  return 'unknown'
}

/**
 * Once the file can no longer arrive, SKUs that were held back from success because of it are sent again. Lines whose
 * own import is unknown too are confirmed by what Carrefour holds. Limited per run, however many there are.
 */
async function handleSkus(
  run: Run,
  { doubts, batchKey, judged }: ConnectionState,
  doubt: Doubt,
  over: NonNullable<Doubt['over']>
): Promise<void> {
  const { connectionState, log } = run.ports
  const skuIds = await skusOf(run, doubt)
  const shop = shopNameOf(run.configuration)
  const keys = [...(batchKey ? [batchKey] : []), ...judged.map(({ key }) => key)]
  const inHand = await mapLimit(keys, READS, key => connectionState.readBatch(key))
  const others = await doubtfulSkus(run, doubts, shop)
  // The batches in progress get their own verdict; for other SKUs the other file is awaited.
  const left = new Set([
    ...inHand.flatMap(batch => batch?.lines.map(line => line.skuId) ?? []),
    ...others,
  ])
  let { seenTo } = over
  let calls = 0
  const until = Math.min(seenTo + SKUS_A_RUN, skuIds.length)
  for (const part of chunks(skuIds.slice(seenTo, until), ROWS)) {
    if (!hasTime(run, PART_TIME)) break
    const rows = await run.ports.ledger.find(part.filter(skuId => !left.has(skuId)))
    const waiting = rows.filter(row => isUnsettled(row, over.at))
    const lost = waiting.filter(row => row.attempts[0]?.importId === null)
    const held = await heldOf(run, lost.slice(0, Math.max(MAX_CALLS - calls, 0)))
    calls += lost.length
    await mapLimit(waiting, WRITES, row => settleRow(run, row, held.get(row.skuId)))
    seenTo += part.length
  }
  log.info('import.doubtful.over', { batchId: doubt.batchId, importId: doubt.importId, seenTo })
  if (seenTo >= skuIds.length) return forget(run, doubt)
  const after = { ...doubt, over: { ...over, seenTo } }
  await updateState(run, state => ({ ...state, doubts: replaced(state.doubts, doubt, after) }))
}

/** Whether a row may show a value that the file has overwritten, or awaits its end. */
const isUnsettled = ({ cause, status, processedAt }: Process, overAt: number): boolean =>
  cause === 'UNCONFIRMED' || (status === 'SUCCESS' && processedAt <= overAt)

async function heldOf(
  run: Run,
  rows: readonly Process[]
): Promise<ReadonlyMap<string, number | null>> {
  const held = new Map<string, number | null>()
  let failed = false
  const mayAsk = () => !failed && hasTime(run, LONGEST_ANSWER)
  await mapWhile(rows, CALLS, mayAsk, async ({ skuId }) => {
    const answer = await run.ports.carrefour.offer(accessOf(run.configuration), skuId)
    if (answer.kind === 'done') return void held.set(skuId, answer.value?.quantity ?? null)
    if (!failed) await recordReadFailure(run, answer)
    failed = true
  })
  return held
}

async function settleRow(run: Run, seen: Process, held: number | null | undefined): Promise<void> {
  const { ledger, queue, clock } = run.ports
  const row = held === seen.quantity ? await ledger.get(seen.skuId) : null
  const isSame = row?.processedAt === seen.processedAt && row.cause === 'UNCONFIRMED'
  if (row && isSame) return putRow(run, row, confirmedAfterAll(row))
  await queue.enqueue({ skuId: seen.skuId, priority: 'retry' }, clock.now())
}
