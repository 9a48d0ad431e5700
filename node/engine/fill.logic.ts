import { type ClaimedLine, MAX_LINES } from './batch.logic'
import type { SkuFacts } from '../ledger/process.logic'
import type { SkuId, Wanted } from '../queue/stockRequest.logic'

/** Lines of a file reserved for a reprocess job, so that it ends however much changes. */
export const JOB_SHARE = 1_000

/** One SKU that a reprocess job sends. */
export interface JobLine {
  readonly skuId: SkuId
  readonly facts: SkuFacts | null
}

const isBacklog = ({ reason }: Wanted): boolean => reason === 'RECONCILE'

/** How many lines a job may have beside the queued requests. */
export function roomForJob(queued: readonly Wanted[], limit = MAX_LINES): number {
  const live = queued.filter(one => !isBacklog(one)).length
  return Math.max(limit - live, Math.min(JOB_SHARE, limit))
}

/**
 * The lines of a batch: live changes first, then the job, then the rest of the queue. A SKU of both is one line.
 *
 * @param queued live priorities first
 * @param job at most `roomForJob` lines
 */
export function fillBatch(
  queued: readonly Wanted[],
  job: readonly JobLine[],
  limit = MAX_LINES
): readonly ClaimedLine[] {
  const lines = new Map<SkuId, ClaimedLine>()
  const byId = new Map(queued.map(one => [one.skuId, one]))
  const live = queued.filter(one => !isBacklog(one))
  for (const one of live.slice(0, limit - job.length)) lines.set(one.skuId, lineOf(one))
  for (const { skuId, facts } of job) {
    const wanted = byId.get(skuId) ?? { skuId, reason: 'REPROCESS' as const, refreshFacts: false }
    const reason = isBacklog(wanted) ? 'REPROCESS' : wanted.reason
    lines.set(skuId, {
      ...wanted,
      reason,
      facts: wanted.refreshFacts ? null : facts,
      ofJob: true,
    })
  }
  for (const one of queued) {
    if (lines.size >= limit) break
    if (!lines.has(one.skuId)) lines.set(one.skuId, lineOf(one))
  }
  return [...lines.values()]
}

const lineOf = (wanted: Wanted): ClaimedLine => ({ ...wanted, facts: null, ofJob: false })
