import type { BatchAt } from './batch.logic'
import { type RecentRows, SEARCH_LAG, fitsInline, withRecent } from './recentRows.logic'
import type { Run } from './run'
import type { ConnectionState } from './state.logic'
import type { SkuId } from '../queue/stockRequest.logic'

/** SKUs whose rows a search may not show as they are: lately settled, or in another batch that is being settled. */
export async function recentSkus(
  { ports: { connectionState, clock } }: Run,
  { recentRows, judged }: ConnectionState,
  key: string
): Promise<ReadonlySet<SkuId>> {
  const recent = recentRows.filter(({ until }) => until > clock.now())
  const files = await Promise.all(
    recent.flatMap(({ key }) => (key === null ? [] : [connectionState.readSkus(key)]))
  )
  const others = await Promise.all(
    judged.flatMap(one => (one.key === key ? [] : [connectionState.readBatch(one.key)]))
  )
  const beside = others.flatMap(batch => batch?.lines.map(line => line.skuId) ?? [])
  return new Set([...beside, ...recent.flatMap(({ skuIds }) => skuIds), ...files.flat()])
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
