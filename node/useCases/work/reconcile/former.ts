import { mapLimit } from '../../../domain/mapLimit'
import type { ReconcileRun } from '../../../domain/reconcile'
import { nextPhase } from '../../../domain/reconcilePages'
import type { Shop } from '../../../domain/shop'
import { isOfShop } from '../../../domain/shop'
import { outOfDate } from '../../../domain/stale'
import type { Run } from '../run'
import { change } from '../run'
import { CALLS, pageDone } from './page'

/** Rows of one page. */
const ROWS = 100

/**
 * One page of the ledger after another shop was saved: what the former shop confirmed is no word of this one, so
 * these rows are out of date. They are sent when the trade policy is walked through.
 */
export async function walkFormer(
  run: Run,
  { position }: ReconcileRun,
  shop: Shop | null
): Promise<void> {
  if (shop === null) {
    await change(run, state => ({ ...state, reconcile: nextPhase(state.reconcile) }))
    return
  }
  const { ledger, clock } = run.ports
  const { items } = await ledger.search({
    status: 'SUCCESS',
    skuAbove: position,
    sort: 'skuUp',
    page: 1,
    pageSize: ROWS,
  })
  await mapLimit(items, CALLS, async ({ skuId }) => {
    const process = await ledger.get(skuId)
    if (process?.status !== 'SUCCESS' || isOfShop(process, shop)) return
    await ledger.put(outOfDate(process, clock.now(), clock.random()))
  })
  const last = items[items.length - 1]
  await pageDone(run, {
    counts: {},
    marked: 0,
    step: last ? Number(last.skuId) - position : 0,
    isLast: last === undefined,
  })
}
