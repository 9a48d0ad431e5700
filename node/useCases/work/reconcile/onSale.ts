import { chunks, mapLimit } from '../../../domain/mapLimit'
import type { SkuId } from '../../../domain/requests'
import type { Result } from '../../../domain/result'
import { ok } from '../../../domain/result'
import type { StoreUnavailable } from '../../../ports/store'
import { SIMULATION_SIZE } from '../../../ports/store'
import type { Run } from '../run'
import { CALLS } from './page'

/** Which of these SKUs the connection's trade policy sells. */
export async function onSale(
  { ports, configuration: { choices } }: Run,
  skuIds: readonly SkuId[]
): Promise<Result<ReadonlySet<SkuId>, StoreUnavailable>> {
  const answers = await mapLimit(chunks(skuIds, SIMULATION_SIZE), CALLS, group =>
    ports.store.simulate(group, choices.tradePolicy, choices.affiliateId)
  )
  const failed = answers.find(answer => !answer.ok)
  if (failed && !failed.ok) return failed
  const sold = answers.flatMap(answer => (answer.ok ? answer.value : []))
  return ok(new Set(sold.map(({ skuId }) => skuId)))
}
