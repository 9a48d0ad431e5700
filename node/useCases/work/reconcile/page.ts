import { mapLimit } from '../../../domain/mapLimit'
import type { PageFindings } from '../../../domain/reconcilePages'
import { afterFailure, afterPage } from '../../../domain/reconcilePages'
import type { SkuId } from '../../../domain/requests'
import type { Millis } from '../../../domain/time'
import { SECOND } from '../../../domain/time'
import type { StoreUnavailable } from '../../../ports/store'
import type { Run } from '../run'
import { change } from '../run'

/** Calls to one platform at a time. */
export const CALLS = 8

/** Marks looked at to learn what is on its way already. */
const LIVE_MARKS = 1_000

/** A page that has taken so long is given up and read again by another run. */
export const isLate = ({ ports, deadline }: Run): boolean =>
  ports.clock.now() > deadline - 2 * SECOND

/** Queues SKUs of a page. Those that already wait for another reason need no second one. */
export async function markAll(
  { ports: { requests, clock } }: Run,
  skuIds: readonly SkuId[]
): Promise<readonly SkuId[]> {
  if (skuIds.length === 0) return []
  const marks = await requests.list(LIVE_MARKS)
  const live = new Set(marks.filter(mark => mark.lane !== 'reconcile').map(mark => mark.skuId))
  const chosen = skuIds.filter(skuId => !live.has(skuId))
  await mapLimit(chosen, CALLS, skuId => requests.mark({ skuId, lane: 'reconcile' }, clock.now()))
  return chosen
}

/** Writes down that a page is done, after its marks: broken off before, the page is read again. */
export async function pageDone(run: Run, page: PageFindings): Promise<void> {
  await change(run, state => ({
    ...state,
    reconcile: afterPage(state.reconcile, page, run.ports.clock.now()),
  }))
}

/** The page could not be worked on: it comes again later. */
export async function pageFailed(
  run: Run,
  problem: 'MARKETPLACE_UNAVAILABLE' | 'VTEX_UNAVAILABLE',
  message: string,
  retryAfter: Millis | null = null
): Promise<void> {
  const { clock, log } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const { reconcile } = await change(run, state => ({
    ...state,
    reconcile: afterFailure(state.reconcile, problem, retryAfter, chance),
  }))
  const { phase, position, tries, gaps } = reconcile.run ?? {}
  log.warn('reconcile.failed', { problem, message, phase, position, tries, gaps })
}

/** As `pageFailed`, of the store. */
export const storeFailed = (run: Run, { message }: StoreUnavailable): Promise<void> =>
  pageFailed(run, 'VTEX_UNAVAILABLE', message)

/** What the page needed did not come in the time that there was. */
export const pageLate = (run: Run): Promise<void> =>
  pageFailed(run, 'VTEX_UNAVAILABLE', 'the page took too long')
