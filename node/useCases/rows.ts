import type { Candidate } from '../domain/processFilter'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import type { Pending, Row } from './pending'

/** One row: the ledger's process, seen together with the queue. */
export interface ProcessView extends Candidate {
  /** When the waiting request was marked; only told for a single SKU. */
  readonly requestedAt: Millis | null
  readonly affiliate: string
}

/** Rows as the pages show them. A SKU without a process yet bears the connection's affiliate. */
export async function show(
  ports: Ports,
  rows: readonly Row[],
  pending: Pending
): Promise<readonly ProcessView[]> {
  const strangers = rows.some(({ process }) => process === null)
  const affiliate = strangers ? await affiliateOf(ports) : ''
  const waiting = await pending.among(rows)
  return rows.map(({ skuId, process }) => ({
    skuId,
    process,
    pending: waiting.has(skuId),
    requestedAt: waiting.get(skuId) ?? null,
    affiliate: process?.affiliate ?? affiliate,
  }))
}

const affiliateOf = async ({ configurations }: Ports): Promise<string> =>
  (await configurations.read())?.choices.affiliateId ?? ''
