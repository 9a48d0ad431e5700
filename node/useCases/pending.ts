import type { SkuId } from '../domain/requests'
import type { Ports } from '../ports'

/** Most marks that a page looks at: beyond this the count says "at least". */
const MOST_MARKS = 10_000

/** The SKUs that wait: queued, or in a batch whose outcome is not in the ledger yet. */
export async function readPending({ requests, control }: Ports): Promise<ReadonlySet<SkuId>> {
  const [marks, state] = await Promise.all([requests.list(MOST_MARKS), control.read()])
  const batch = state.batchKey ? await control.readBatch(state.batchKey) : null
  const lines = batch ? batch.lines.slice(batch.stage === 'judged' ? state.settled : 0) : []
  return new Set([...marks, ...lines].map(({ skuId }) => skuId))
}
