import type { Status } from '../domain/causes'
import type { Process } from '../domain/processes'
import type { ProcessFilter } from '../domain/processFilter'
import { fitsFacts } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import { parseSkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import type { Pending, Row } from './pending'

/** One row: the ledger's process, seen together with the queue. */
export interface ProcessView {
  readonly skuId: SkuId
  /** Null while the SKU never had an outcome. */
  readonly process: Process | null
  readonly pending: boolean
  /** When the waiting request was marked; only told for a single SKU. */
  readonly requestedAt: Millis | null
  readonly affiliate: string
}

export const statusOfRow = ({
  pending,
  process,
}: Pick<ProcessView, 'pending' | 'process'>): Status =>
  pending || !process ? 'PENDING' : process.status

/** Whether a row, as it is shown, fits all of a filter but its search. */
export const fits = (row: ProcessView, filter: ProcessFilter): boolean =>
  (filter.status === null || statusOfRow(row) === filter.status) && fitsFacts(row.process, filter)

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

/** The SKU whose code a search is; null when there is none. */
export async function exactMatch(
  { ledger }: Ports,
  search: string,
  pending: Pending
): Promise<Row | null> {
  const skuId = parseSkuId(search.trim())
  if (!skuId) return null
  const row = { skuId, process: await ledger.get(skuId) }
  return row.process || (await pending.among([row])).has(skuId) ? row : null
}
