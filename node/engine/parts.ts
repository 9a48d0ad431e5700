import {
  type ClaimedBatch,
  type ClaimedLine,
  type BatchAt,
  type ReadLine,
  type Batch,
  MAX_LINES,
  backToClaimed,
  unsent,
} from './batch.logic'
import {
  type Parked,
  afterFailedPart,
  halves,
  inHandOf,
  isHopeless,
  jobOf,
  MAX_PARKED,
  partOf,
} from './parts.logic'
import { type Run, saveStage, updateState } from './run'
import type { ConnectionState } from './state.logic'
import { importOver } from './transitions.logic'
import { rememberSending } from './doubts'
import { countFailure } from './failures'

/** The part to park, and why. */
interface Aside extends Pick<Parked, 'notBefore' | 'why'> {
  readonly lines: readonly ClaimedLine[]
}

/**
 * Continues with some lines of the batch in progress, or with none, and parks the others. They are saved before the
 * same state write names both, so no line is ever lost. Everything that waits for the store is one batch, unless a
 * job's range must be kept apart.
 */
export async function park(
  run: Run,
  batch: ClaimedBatch,
  ready: readonly ClaimedLine[],
  asides: readonly Aside[]
): Promise<void> {
  const { connectionState, ids, log } = run.ports
  const jobId = jobOf(batch)
  const { parked: before } = await connectionState.read()
  const parked: Parked[] = []
  const merged: Parked[] = []
  for (const { lines, notBefore, why } of asides) {
    const other = before.find(one => why === 'store' && one.why === why && one.jobId === jobId)
    const joined = other ? await joinedWith(run, other, lines) : null
    if (other && joined) merged.push(other)
    const key = ids.next()
    const part = {
      ...partOf(batch, ids.next(), joined ?? lines),
      failures: batch.failures,
      notBefore,
    }
    await connectionState.saveBatch(key, part)
    parked.push({ key, notBefore, why, jobId, batch: inHandOf(part) })
    log.info('batch.parked', { batchId: batch.id, skus: lines.length, why, at: notBefore })
  }
  const kept = ready.length > 0 ? { ...partOf(batch, ids.next(), ready), notBefore: 0 } : null
  const gone = new Set(merged.map(({ key }) => key))
  await saveStage(run, kept, state => ({
    ...state,
    settled: 0,
    parked: [...state.parked.filter(({ key }) => !gone.has(key)), ...parked],
  }))
  for (const key of gone) await connectionState.removeBatch(key)
}

/** The lines joined with those of a parked batch; null when that is missing or the result too large. */
async function joinedWith(
  { ports: { connectionState } }: Run,
  other: Parked,
  lines: readonly ClaimedLine[]
): Promise<readonly ClaimedLine[] | null> {
  const batch = await connectionState.readBatch(other.key)
  if (batch?.stage !== 'claimed') return null
  const taken = new Set(lines.map(({ skuId }) => skuId))
  const joined = [...lines, ...batch.lines.filter(({ skuId }) => !taken.has(skuId))]
  return joined.length <= MAX_LINES ? joined : null
}

/** Makes a parked batch the one in progress. */
export async function unpark(run: Run, part: Parked): Promise<void> {
  await updateState(run, state => ({
    ...state,
    settled: 0,
    batchKey: state.batchKey ?? part.key,
    batch: state.batchKey ? state.batch : (part.batch ?? null),
    parked: state.batchKey ? state.parked : state.parked.filter(({ key }) => key !== part.key),
    parkedNext: false,
  }))
}

/** A whole file is tried twice before it is split: most faults pass. */
const WHOLE_FILES = 2

/** A claimed batch with its stock read: what a file is made of. */
export type WrittenBatch = Omit<ClaimedBatch, 'lines'> & { readonly lines: readonly ReadLine[] }

/** A file that Carrefour refused as a whole: when it was uploaded, or as an import. */
export type RefusedFile = BatchAt<'sent'> | WrittenBatch

/**
 * Carrefour refused the file as a whole. A single line can cause that, so it is sent again in halves, then
 * halves of those that fail again, down to the line alone. The others arrive meanwhile, one file a minute, alternating
 * with live changes. When no part is accepted, the fault is not in a line and splitting stops.
 */
export async function splitOrEnd(run: Run, refused: RefusedFile, message: string): Promise<void> {
  const { batch, decision } = countFailure(run, refused, 'IMPORT_FAILED')
  const { clock } = run.ports
  const sent = batch.lines.filter(line => line.quantity !== null).length
  if (!batch.ofSplit && (sent < 2 || (batch.failures.IMPORT_FAILED ?? 0) < WHOLE_FILES))
    return decision.kind === 'retry'
      ? saveStage(run, backToClaimed(batch, decision.at))
      : end(run, batch, [], message)
  const state = await updateState(run, before => ({
    ...before,
    split: afterFailedPart(before.split),
  }))
  const parts = state.parked.filter(one => one.why === 'split' && one.jobId === jobOf(batch))
  if (state.split === null || isHopeless(state.split) || state.parked.length >= MAX_PARKED - 1)
    return end(run, batch, parts, message)
  const claimed: ClaimedBatch = { ...backToClaimed(batch, 0), failures: {}, ofSplit: true }
  if (sent > 1)
    return park(
      run,
      claimed,
      [],
      halves(claimed.lines).map(lines => ({ lines, notBefore: clock.now(), why: 'split' }))
    )
  // A single line is only to blame once others were accepted; until then it is retried after them.
  if (!state.split.arrived && parts.length > 0)
    return park(run, claimed, [], [{ lines: claimed.lines, notBefore: clock.now(), why: 'split' }])
  return end(run, batch, [], message)
}

/** The end of the batch, and of its parts that need no further try. */
async function end(
  run: Run,
  batch: RefusedFile,
  parts: readonly Parked[],
  message: string
): Promise<void> {
  const { connectionState, clock, log } = run.ports
  const { split } = await connectionState.read()
  const read = await Promise.all(parts.map(({ key }) => connectionState.readBatch(key)))
  const others = read.flatMap(part => part?.lines ?? []).map(asUnread)
  const gone = new Set(parts.map(({ key }) => key))
  const isFound = batch.ofSplit === true && split?.arrived === true && parts.length === 0
  await saveStage(
    run,
    {
      ...batch,
      stage: 'judged',
      importId: batch.stage === 'sent' ? batch.importId : null,
      lines: [...batch.lines, ...others],
      verdict: {
        kind: 'failed',
        cause: isFound ? 'OFFER_LINE_REJECTED' : 'IMPORT_FAILED',
        message,
      },
      judgedAt: clock.now(),
    },
    state =>
      importOver(
        { ...state, parked: state.parked.filter(({ key }) => !gone.has(key)) },
        clock.now()
      )
  )
  for (const key of gone) await connectionState.removeBatch(key)
  log.warn('batch.refused', { batchId: batch.id, skus: batch.lines.length, found: isFound })
}

const asUnread = (line: BatchAt<'claimed'>['lines'][number]): ReadLine => ({
  ...line,
  available: null,
  quantity: null,
  remark: null,
})

/** How often reading a batch may kill the process before the batch is cut in two. */
export const MAX_DEATHS = 4

/** Identifies a place in the work. A newly saved batch, or another starting line, is progress. */
export const placeOf = (step: string, { batchKey, settled }: ConnectionState): string =>
  `${step}/${batchKey ?? ''}/${settled}`

/**
 * Counts a step before it runs, so that one that kills the process is noticed.
 *
 * @returns how often it started from here before without progress
 */
export async function begin(run: Run, name: string, batch: Batch): Promise<number> {
  const { begun } = await updateState(run, state => {
    const step = placeOf(name, state)
    const times = state.begun?.step === step ? state.begun.times + 1 : 1
    return { ...state, begun: { step, times } }
  })
  const deaths = (begun?.times ?? 1) - 1
  if (deaths > 0) run.ports.log.warn('step.again', { step: name, batchId: batch.id, deaths })
  return deaths
}

/**
 * Cuts a batch whose reading kills the process each time: its halves go on one after the other, so that only the one
 * with the bad SKU fails again. Once found, that SKU is set apart as unreadable.
 */
export async function cut(run: Run, batch: BatchAt<'claimed'>): Promise<void> {
  const { clock, log } = run.ports
  log.warn('batch.cut', { batchId: batch.id, skus: batch.lines.length })
  // The last of those deaths may have been while its file was being sent.
  await rememberSending(run, batch)
  if (batch.lines.length > 1)
    return park(
      run,
      batch,
      [],
      halves(batch.lines).map(lines => ({ lines, notBefore: clock.now(), why: 'split' }))
    )
  const unread = batch.lines.map((line): ReadLine => ({
    ...line,
    available: null,
    quantity: null,
    remark: 'STORE_SKU_FAILED',
  }))
  return saveStage(run, unsent(batch, unread, clock.now()))
}
