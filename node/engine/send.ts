/* The steps from a claimed batch to a file at Carrefour, and what follows when either side does not answer. */

import {
  type BatchAt,
  type ClaimedBatch,
  type ClaimedLine,
  afterAnswer,
  backToClaimed,
  endless,
  failedAgain,
  resumed,
  unsent,
} from './batch.logic'
import type { Cause } from '../shared/causes'
import { type ConnectionState, importAt, importNamed } from './state.logic'
import { FIRST_POLL_AFTER } from './nextStep.logic'
import { outageOf } from './incident.logic'
import { MAX_PARKED } from './parts.logic'
import { shopNameOf } from '../connection/shop.logic'
import { stockFile } from '../carrefour/stockFile.logic'
import { noteSending } from '../sendings/record'
import { type SendingTrail, begunTrail } from '../sendings/sendings.logic'
import { SECOND } from '../shared/time'
import {
  type StoreUnavailable,
  type Answer,
  type CallFailure,
  SIMULATION_SIZE,
  LONGEST_UPLOAD,
} from '../ports'
import type { SkuId } from '../shared/sku.logic'
import { inDoubt, rememberSending } from './doubts'
import { type Braked, holdZeros } from './holdZeros'
import { askStore } from './askStore'
import { explainZeros, lacksFacts, learnFacts, readStock } from './readStock'
import { recordSuccess, recordFailure } from './failures'
import { endOutage, noteOutage } from './outages'
import { type WrittenBatch, park, splitOrEnd } from './parts'
import { MAX_REQUESTS, removeRequests } from './claim'
import { type Run, accessOf, saveStage, hasTime, leaving, limitedCall } from './run'
import { FIRST_SEARCH_AFTER } from './poll'

/** A file is only sent when this much time is left. */
export const SEND_TIME = LONGEST_UPLOAD + SECOND

/**
 * The import began when the file had arrived, not when its answer came back: half of the call, of which no more than
 * this is counted.
 */
const WAY_BACK = SECOND

/** Time to explain SKUs without units. */
const EXPLAIN_TIME = 2 * SECOND

/** Failed store calls in one step of a batch that has met the outage before. */
const PATIENCE = 40

/**
 * Moves a claimed batch on: requests removed, facts known, stock read and sent.
 *
 * @param tries earlier attempts of this step
 */
export async function send(run: Run, claimed: BatchAt<'claimed'>, tries: number): Promise<void> {
  const { clock, connectionState, queue } = run.ports
  // Remembered before any stage is saved: that says that no file is being sent.
  const [state, requests] = await Promise.all([
    rememberSending(run, claimed),
    claimed.marksRemoved ? null : queue.list(MAX_REQUESTS),
  ])
  const seen = requests && { state, requests, tries }
  const removed = seen ? await removeRequests(run, claimed, seen) : claimed
  if (!removed) return
  const begun = resumed(removed, clock.now())
  const [{ batch, done, outage }, answers] = await Promise.all([
    learnFacts(run, begun),
    answersAtOnce(run, begun),
  ])
  const learned = { ...batch, readAt: clock.now() }
  if (outage) return onStoreOutage(run, learned, outage, line => !lacksFacts(line))
  if (!done) return saveStage(run, learned)
  const read = await readStock(
    leaving(run, SEND_TIME + EXPLAIN_TIME),
    batch.lines.map(line => ({ ...answers.get(line.skuId), ...line })),
    batch.failures.VTEX_UNAVAILABLE ? PATIENCE : 0
  )
  const lines = read.ok ? read.value.known : read.error.known
  const soFar = { ...batch, readAt: clock.now(), lines: endless(batch, lines, clock.now()) }
  if (!read.ok) return onStoreOutage(run, soFar, read.error, line => line.store !== undefined)
  if (read.value.kind === 'more') return saveStage(run, soFar)
  if (hasAnswered(claimed, lines)) await endStoreOutage(run, state)
  const explained = await explainZeros(leaving(run, SEND_TIME), read.value.lines)
  const braked = await holdZeros(leaving(run, SEND_TIME), {
    batch,
    lines: explained,
    // Zeros are judged by what people have decided until now.
    state: explained.some(({ quantity }) => quantity === 0) ? await connectionState.read() : state,
  })
  if (!hasTime(run, SEND_TIME)) return saveStage(run, soFar)
  if (braked.lines.every(line => line.quantity === null))
    return saveStage(run, unsent(batch, braked.lines, clock.now()), braked.also)
  await sendFile(run, batch, braked)
}

/**
 * What the store answers about a small batch, asked while its facts are read: a single change waits for one of the two.
 * Without an answer the store is asked again, and what that means is decided there.
 */
async function answersAtOnce(
  run: Run,
  { lines, failures }: ClaimedBatch
): Promise<ReadonlyMap<SkuId, Pick<ClaimedLine, 'store' | 'failedCalls'>>> {
  if (lines.length > SIMULATION_SIZE || failures.VTEX_UNAVAILABLE) return new Map()
  const asked = await askStore(leaving(run, SEND_TIME + EXPLAIN_TIME), lines)
  if (!asked.ok) return new Map()
  return new Map(
    asked.value.map(({ skuId, store, failedCalls }) => [
      skuId,
      { ...(store && { store }), ...(failedCalls !== undefined && { failedCalls }) },
    ])
  )
}

async function sendFile(run: Run, unnamed: ClaimedBatch, { lines, also }: Braked): Promise<void> {
  const { carrefour, clock, log } = run.ports
  const batch = { ...unnamed, shop: shopNameOf(run.configuration) }
  const key = run.configuration.shopKey.key.last4
  const began = clock.now()
  let named: ConnectionState['namedImports'] = []
  const told = await limitedCall(
    run,
    'STO01',
    () => carrefour.sendStock(accessOf(run.configuration), stockFile(lines)),
    state => {
      named = state.namedImports
      return { ...also(state), sending: batch.id }
    }
  )
  if (!told) return saveStage(run, unnamed)
  const answer = ofThisFile(told, batch.shop, named)
  if (answer.kind === 'done') {
    const sentAt = clock.now()
    const notBefore = sentAt + FIRST_POLL_AFTER - Math.min((sentAt - began) / 2, WAY_BACK)
    const sent: BatchAt<'sent'> = {
      ...batch,
      stage: 'sent',
      failures: afterAnswer(batch.failures),
      lines,
      importId: answer.value,
      sentAt,
      notBefore,
      sending: begunTrail(sentAt, key, `import ${answer.value}`),
    }
    await saveStage(run, sent, state => importNamed(state, importAt(batch.shop, answer.value)))
    log.info('batch.sent', { batchId: batch.id, importId: answer.value, skus: lines.length })
    await recordSuccess(run)
    return noteSending(run.ports, sent, { state: 'SENT', at: null })
  }
  const sending = begunTrail(clock.now(), key, answer.message)
  await onUnsent(run, { ...batch, lines }, answer, sending)
  const { message } = answer
  const isOpen = answer.kind === 'unavailable' && answer.carriedOut === 'maybe'
  await noteSending(
    run.ports,
    { ...batch, lines, importId: null, sending },
    { state: isOpen ? 'UNKNOWN' : 'NOT_TAKEN', at: isOpen ? null : sending.at, message }
  )
}

/**
 * An import that was named for an earlier file says nothing about this one: its state and its report would be those of
 * other quantities. So the fate of this file is unknown.
 */
const ofThisFile = (
  answer: Answer<string>,
  shop: string,
  named: ConnectionState['namedImports']
): Answer<string> =>
  answer.kind === 'done' && named.includes(importAt(shop, answer.value))
    ? {
        kind: 'unavailable',
        message: `import ${answer.value}: that of an earlier file`,
        carriedOut: 'maybe',
      }
    : answer

/** The file did not get a good answer: retried, searched for, split, or given up. */
async function onUnsent(
  run: Run,
  { lines, ...rest }: WrittenBatch,
  failure: CallFailure,
  sending: SendingTrail
): Promise<void> {
  const batch = { ...rest, lines }
  if (failure.kind === 'rejected') {
    const { httpStatus, message } = failure
    run.ports.log.warn('carrefour.rejected', { operation: 'STO01', batchId: batch.id, httpStatus })
    return splitOrEnd(run, batch, message)
  }
  const consequence = await recordFailure(run, 'STO01', failure, batch)
  const carriedOut = failure.kind === 'unavailable' ? (failure.carriedOut ?? 'unlikely') : 'no'
  const sentAt = sending.at
  const isUnlikely = carriedOut === 'unlikely'
  const lost = { batch, importId: null, isUnlikely }
  const remembered = carriedOut === 'no' ? undefined : await inDoubt(run, lost)
  if (consequence.kind !== 'again') return judgeFailed(run, batch, consequence, remembered)
  const { notBefore } = consequence.batch
  if (carriedOut !== 'maybe')
    return saveStage(run, backToClaimed(consequence.batch, notBefore), remembered)
  await saveStage(
    run,
    {
      ...consequence.batch,
      stage: 'lost',
      importId: null,
      sentAt,
      sendAgainAt: notBefore,
      notBefore: sentAt + FIRST_SEARCH_AFTER,
      sending,
    },
    remembered
  )
}

/** Ends the batch without a verdict from Carrefour. */
const judgeFailed = (
  run: Run,
  batch: WrittenBatch,
  { cause, message }: { readonly cause: Cause; readonly message: string },
  how?: (state: ConnectionState) => ConnectionState
) =>
  saveStage(
    run,
    {
      ...batch,
      stage: 'judged',
      importId: null,
      verdict: { kind: 'failed', cause, message },
      judgedAt: run.ports.clock.now(),
    },
    how
  )

/** Whether the store has just answered about some line. */
const hasAnswered = (before: ClaimedBatch, lines: readonly ClaimedLine[]): boolean => {
  const open = new Set(before.lines.filter(line => !line.store).map(line => line.skuId))
  return lines.some(
    line => open.has(line.skuId) && line.store !== undefined && line.store.kind !== 'unreadable'
  )
}

/** An answer ends the outage, unless part of a batch is parked for the store: it may answer for some SKUs only. */
async function endStoreOutage(run: Run, state: ConnectionState): Promise<void> {
  if (!state.parked.some(({ why }) => why === 'store'))
    await endOutage(run, state, 'VTEX_UNAVAILABLE')
}

/**
 * The store answers for no further SKU. SKUs with an answer go on, the rest is parked until the outage is retried, and
 * the batches behind it proceed. A batch that meets an outage for the first time waits itself: most are over in a
 * minute. Nothing is given up.
 */
async function onStoreOutage(
  run: Run,
  before: ClaimedBatch,
  { message, throttled }: StoreUnavailable,
  isReady: (line: ClaimedLine) => boolean
): Promise<void> {
  const state = await noteOutage(run, 'VTEX_UNAVAILABLE', message, throttled?.retryAfter ?? null)
  const notBefore = outageOf(state.outages, 'VTEX_UNAVAILABLE')?.nextTryAt ?? 0
  const batch = failedAgain(before, 'VTEX_UNAVAILABLE')
  const ready = batch.lines.filter(isReady)
  const isFirst = ready.length === 0 && batch.failures.VTEX_UNAVAILABLE === 1 && !batch.shares
  if (isFirst || state.parked.length >= MAX_PARKED) return saveStage(run, { ...batch, notBefore })
  const lines = batch.lines.filter(line => !isReady(line))
  await park(run, batch, ready, [{ lines, notBefore, why: 'store' }])
}
