/* Readers of stored batches and outcomes, also of older versions. */

import {
  type Json,
  asFlag,
  asList,
  asNumber,
  asObject,
  asText,
  entriesOf,
  nameIn,
  partOf,
} from '../shared/json'
import type {
  Batch,
  ClaimedLine,
  Failures,
  ReadBack,
  ReadLine,
  Rejection,
  Verdict,
} from './batch.logic'
import { type Cause, isCause } from '../shared/causes'
import type { JobBatchRange } from '../jobs/job.logic'
import type { ReportCounts } from '../carrefour/report/reading.logic'
import { readSkuIds } from '../queue/stockRequest.logic'
import { parseSkuId } from '../shared/sku.logic'
import { attemptFields, readFacts, readReason } from '../ledger/document'
import { readReceiptLines } from '../jobs/store'
import { readTrail } from '../sendings/store'
import type { Attempt, Outcome } from '../ledger/process.logic'
import type { Unwritten } from './rows.logic'

/**
 * The batch in a stored file; null when it holds none. An unknown stage reads as `claimed`: sending the SKUs again is
 * safe because quantities are absolute, losing them is not.
 */
export function readBatch(raw: unknown): Batch | null {
  const stored = asObject(raw)
  const id = asText(stored?.id)
  const lines = asList(stored?.lines)?.flatMap(line => readClaimedLine(line) ?? [])
  if (!stored || !id || !lines) return null
  const claim: Claim = {
    id,
    claimedAt: asNumber(stored.claimedAt) ?? 0,
    failures: readFailures(stored.failures),
    notBefore: asNumber(stored.notBefore) ?? 0,
    slice: readSlice(stored.slice),
    ...readShares(stored.shares),
    ...(typeof stored.shop === 'string' ? { shop: stored.shop } : {}),
    ...(asFlag(stored.ofSplit) === true ? { ofSplit: true as const } : {}),
    ...readSaves(stored.saves),
    ...readTrail(stored.sending),
  }
  const later = readLaterStage(stored)
  if (later) return { ...claim, ...later }
  const marksRemoved = asFlag(stored.marksRemoved) ?? false
  return { ...claim, stage: 'claimed', marksRemoved, ...readTimes(stored), lines }
}

const readTimes = (stored: Json) => {
  const readSince = asNumber(stored.readSince)
  return { readAt: asNumber(stored.readAt), ...(readSince === null ? {} : { readSince }) }
}

const readSaves = (raw: unknown): Pick<Batch, 'saves'> => {
  const saves = asNumber(raw)
  return saves === null ? {} : { saves }
}

const readShares = (raw: unknown): Pick<Batch, 'shares'> => {
  const shares = readSlice(raw)
  return shares ? { shares } : {}
}

type Claim = Pick<
  Batch,
  | 'id'
  | 'claimedAt'
  | 'failures'
  | 'notBefore'
  | 'slice'
  | 'shares'
  | 'shop'
  | 'ofSplit'
  | 'saves'
  | 'sending'
>

type LaterStage<B = Exclude<Batch, { readonly stage: 'claimed' }>> = B extends Batch
  ? Omit<B, keyof Claim>
  : never

function readLaterStage(stored: Json): LaterStage | null {
  const lines = entriesOf(stored.lines, readReadLine)
  const importId = asText(stored.importId)
  if (lines.length !== asList(stored.lines)?.length) return null
  if (importId !== null) {
    const sent = { lines, importId, sentAt: asNumber(stored.sentAt) ?? 0 }
    if (stored.stage === 'sent') return { stage: 'sent', ...sent }
    if (stored.stage === 'complete')
      return { stage: 'complete', ...sent, counts: readCounts(stored) }
  }
  const readBack = readReadBack(stored.readBack)
  if (stored.stage === 'reported' && readBack)
    return { stage: 'reported', lines, importId, sentAt: asNumber(stored.sentAt) ?? 0, readBack }
  if (stored.stage === 'lost')
    return {
      stage: 'lost',
      lines,
      importId: null,
      sentAt: asNumber(stored.sentAt) ?? 0,
      sendAgainAt: asNumber(stored.sendAgainAt) ?? 0,
    }
  const verdict = readVerdict(stored.verdict)
  if (stored.stage !== 'judged' || !verdict) return null
  return { stage: 'judged', lines, importId, verdict, judgedAt: asNumber(stored.judgedAt) ?? 0 }
}

/** The counts of STO02; older batches have only the lines in error, and a report. */
function readCounts(stored: Json): ReportCounts {
  const counts = asObject(stored.counts)
  return counts
    ? {
        hasReport: asFlag(counts.hasReport),
        inError: asNumber(counts.inError),
        inSuccess: asNumber(counts.inSuccess),
      }
    : { hasReport: true, inError: asNumber(stored.linesInError), inSuccess: null }
}

function readReadBack(raw: unknown): ReadBack | null {
  const stored = asObject(raw)
  const open = asList(stored?.open)
  if (!stored || !open) return null
  return {
    rejected: readRejections(asObject(stored.rejected) ?? {}),
    confirmed: readSkuIds(stored.confirmed),
    open: readSkuIds(open),
    offset: asNumber(stored.offset),
    words: asText(stored.words),
  }
}

function readClaimedLine(raw: unknown): ClaimedLine | null {
  const line = asObject(raw)
  const skuId = parseSkuId(line?.skuId)
  if (!line || !skuId) return null
  return {
    skuId,
    reason: readReason(line.reason),
    refreshFacts: asFlag(line.refreshFacts) ?? false,
    facts: readFacts(line.facts),
    ...readStore(line.store),
    ...readFailedCalls(line.failedCalls),
    ofJob: asFlag(line.ofJob) ?? false,
  }
}

function readSlice(raw: unknown): JobBatchRange | null {
  const stored = asObject(raw)
  const jobId = asText(stored?.jobId)
  const from = asNumber(stored?.from)
  const to = asNumber(stored?.to)
  if (!stored || !jobId || from === null || to === null) return null
  return { jobId, from, to, known: readReceiptLines(stored.known) }
}

function readReadLine(raw: unknown): ReadLine | null {
  const claimed = readClaimedLine(raw)
  const line = asObject(raw)
  if (!claimed || !line || !('available' in line)) return null
  return {
    ...claimed,
    available: asNumber(line.available),
    quantity: asNumber(line.quantity),
    remark: readCause(line.remark),
  }
}

/** The store's answer about a line; nothing when it was not asked, or the answer is not understood. */
function readStore(raw: unknown): Pick<ClaimedLine, 'store'> {
  const stored = asObject(raw)
  const available = asNumber(stored?.available)
  switch (stored?.kind) {
    case 'inactive':
    case 'notInPolicy':
    case 'notOffered':
    case 'unreadable':
      return { store: { kind: stored.kind } }
    case 'sold':
    case 'kit':
      return available === null ? {} : { store: { kind: stored.kind, available } }
    default:
      return {}
  }
}

const readFailedCalls = (raw: unknown): Pick<ClaimedLine, 'failedCalls'> => {
  const failedCalls = asNumber(raw)
  return failedCalls !== null && failedCalls > 0 ? { failedCalls } : {}
}

const readFailures = (raw: unknown): Failures =>
  Object.fromEntries(
    Object.entries(asObject(raw) ?? {}).flatMap(([cause, count]) =>
      isCause(cause) ? [[cause, asNumber(count) ?? 0] as const] : []
    )
  )

const readCause = (raw: unknown): Cause | null =>
  typeof raw === 'string' && isCause(raw) ? raw : null

function readVerdict(raw: unknown): Verdict | null {
  const stored = asObject(raw)
  if (stored?.kind === 'failed') {
    return {
      kind: 'failed',
      cause: readCause(stored.cause) ?? 'UNKNOWN',
      message: asText(stored.message) ?? '',
    }
  }
  const rejected = asObject(stored?.rejected)
  return stored?.kind === 'complete' && rejected
    ? {
        kind: 'complete',
        rejected: readRejections(rejected),
        ...(asList(stored.readBack) ? { readBack: readSkuIds(stored.readBack) } : {}),
      }
    : null
}

const readRejections = (raw: Json): Readonly<Record<string, Rejection>> =>
  Object.fromEntries(
    Object.entries(raw).map(([skuId, rejection]) => {
      const stored = asObject(rejection)
      return [
        skuId,
        { cause: readCause(stored?.cause) ?? 'UNKNOWN', message: asText(stored?.message) ?? '' },
      ]
    })
  )

/** The outcomes in a stored file. */
export const readUnwritten = (raw: unknown): readonly Unwritten[] =>
  entriesOf(asObject(raw)?.unwritten, one =>
    partOf(
      one,
      ({ outcome }) => ({ outcome: readOutcome(outcome) }),
      ({ outcome }, { tries, notBefore }) => ({
        outcome,
        tries: asNumber(tries) ?? 1,
        notBefore: asNumber(notBefore) ?? 0,
      })
    )
  )

const readOutcome = (raw: unknown): Outcome | null =>
  partOf(
    raw,
    ({ skuId, attempt }) => ({ skuId: parseSkuId(skuId), attempt: readAttempt(attempt) }),
    (needed, stored) => ({
      ...needed,
      facts: readFacts(stored.facts),
      affiliate: asText(stored.affiliate) ?? '',
      shop: asText(stored.shop) ?? '',
      available: asNumber(stored.available),
      message: asText(stored.message),
      spread: asNumber(stored.spread) ?? 0,
      earlier: entriesOf(stored.earlier, readAttempt),
    })
  )

const readAttempt = (raw: unknown): Attempt | null =>
  partOf(
    raw,
    ({ batchId, at }) => ({ batchId: nameIn(batchId), at: asNumber(at) }),
    (needed, stored) => ({ ...needed, ...attemptFields(stored) })
  )
