import type { BatchAt } from './batch.logic'
import { type RecentRows, SEARCH_LAG, fitsInline, withRecent } from './recentRows.logic'
import type { Run } from './run'
import type { ConnectionState } from './state.logic'
import type { SkuId } from '../queue/stockRequest.logic'

/** SKUs whose rows a search may not show as they are. */
export async function recentSkus(
  { ports: { connectionState, clock } }: Run,
  { recentRows }: ConnectionState
): Promise<ReadonlySet<SkuId>> {
  const recent = recentRows.filter(({ until }) => until > clock.now())
  const files = await Promise.all(
    recent.flatMap(({ key }) => (key === null ? [] : [connectionState.readSkus(key)]))
  )
  return new Set([...recent.flatMap(({ skuIds }) => skuIds), ...files.flat()])
}

/**
 * Remembers the SKUs of a settled batch, saving them first if they are many.
 *
 * @returns the state change that adds them, and the files that it makes superfluous
 */
export async function rememberRows(
  { ports: { connectionState, clock, ids } }: Run,
  batch: BatchAt<'judged'>,
  { recentRows }: ConnectionState
): Promise<{
  readonly change: (state: ConnectionState) => ConnectionState
  readonly files: readonly string[]
}> {
  const skuIds = batch.lines.map(line => line.skuId)
  const now = clock.now()
  const isInline = fitsInline(recentRows, skuIds)
  const key = isInline ? null : ids.next()
  if (key) await connectionState.saveSkus(key, skuIds)
  const added: RecentRows = { until: now + SEARCH_LAG, skuIds: isInline ? skuIds : [], key }
  return {
    change: state => ({ ...state, recentRows: withRecent(state.recentRows, added, now).kept }),
    files: withRecent(recentRows, added, now).gone.flatMap(one => one.key ?? []),
  }
}
