import { chunks, mapLimit } from '../../../domain/mapLimit'
import type { Process } from '../../../domain/processes'
import type { ReconcileRun } from '../../../domain/reconcile'
import { nextPhase } from '../../../domain/reconcilePages'
import type { SkuId } from '../../../domain/requests'
import { SIMULATION_SIZE } from '../../../ports/store'
import type { Run } from '../run'
import { change } from '../run'
import { onSale } from './onSale'
import { CALLS, isLate, markAll, pageDone, pageLate, storeFailed } from './page'

/**
 * One page of a trade policy that is no longer used: its SKUs that were sent and that the policy of now does
 * not sell are queued, and will be sent as 0. Otherwise their offers would stay for sale for ever.
 */
export async function walkLeaving(
  run: Run,
  { position }: ReconcileRun,
  policy: string | null,
  inFlight: ReadonlySet<SkuId>
): Promise<void> {
  if (policy === null) {
    await change(run, state => ({ ...state, reconcile: nextPhase(state.reconcile) }))
    return
  }
  const page = await run.ports.store.skusOfPolicy(policy, position)
  if (!page.ok) return storeFailed(run, page.error)
  const skuIds = page.value.filter(skuId => !inFlight.has(skuId))
  const groups = chunks(skuIds, SIMULATION_SIZE)
  const known = (await mapLimit(groups, CALLS, group => run.ports.ledger.find(group))).flat()
  const sent = known.filter(process => !isEmptied(process)).map(process => process.skuId)
  const still = await onSale(run, sent)
  if (!still.ok) return storeFailed(run, still.error)
  if (isLate(run)) return pageLate(run)
  // A SKU that the store does not answer for may still be sold: it is left for the comparison of its offer.
  const { units, unread } = still.value
  const marked = await markAll(
    run,
    sent.filter(skuId => !units.has(skuId) && !unread.has(skuId))
  )
  await pageDone(run, {
    counts: { leftPolicy: marked.length, unread: unread.size },
    marked: marked.length,
    step: 1,
    isLast: page.value.length === 0,
  })
}

const isEmptied = ({ quantity, cause }: Process): boolean =>
  quantity === 0 && cause === 'NOT_IN_TRADE_POLICY'
