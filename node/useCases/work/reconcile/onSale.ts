import type { SkuId } from '../../../domain/requests'
import type { Result } from '../../../domain/result'
import { err, ok } from '../../../domain/result'
import type { StoreUnavailable } from '../../../ports/store'
import { simulateEach } from '../askEach'
import type { Run } from '../run'

/** Which SKUs the connection's trade policy sells. */
export interface Sales {
  /** Units of those that are sold; null where the store names no figure. */
  readonly units: ReadonlyMap<SkuId, number | null>
  /** SKUs that the store does not answer for, while it does for others. */
  readonly unread: ReadonlySet<SkuId>
}

/** Asks the store what it sells; one SKU that it does not answer for holds up no other. */
export async function onSale(
  run: Run,
  skuIds: readonly SkuId[]
): Promise<Result<Sales, StoreUnavailable>> {
  const { answers, unreadable, outage } = await simulateEach(run, skuIds)
  if (outage) return err(outage)
  if (answers.size + unreadable.size < skuIds.length)
    return err({ kind: 'storeUnavailable', message: 'simulation: not in the time of one page' })
  const units = new Map<SkuId, number | null>()
  for (const [skuId, figure] of answers) if (figure !== undefined) units.set(skuId, figure)
  return ok({ units, unread: unreadable })
}
