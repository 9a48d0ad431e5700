/* Rows from the search index, and which of them it may not show as they are. */

import type { BatchAt } from './batch.logic'
import { type RecentRows, SEARCH_LAG, fitsInline, withRecent } from './rows.logic'
import type { Run } from './run'
import type { ConnectionState } from './state.logic'
import type { Process } from '../ledger/process.logic'
import { chunks } from '../shared/concurrency'
import { FIND_SIZE, LedgerUnavailable } from '../ports/stores'
import type { SkuId } from '../shared/sku.logic'

/**
 * Rows from the search index: one call for many, made while the rows of the call before are being written. Left out are
 * those written lately, and those it does not show, which may be new ones. After a failure the rows are read by id,
 * where a single bad one can be told from an outage.
 */
export class RowsBySearch {
  readonly #ledger: Run['ports']['ledger']
  readonly #groups: readonly (readonly SkuId[])[]
  readonly #groupOf: ReadonlyMap<SkuId, number>
  readonly #searches = new Map<number, Promise<ReadonlyMap<SkuId, Process> | null>>()

  constructor({ ports }: Run, skuIds: readonly SkuId[], recent: ReadonlySet<SkuId>) {
    this.#ledger = ports.ledger
    const asked = skuIds.filter(skuId => !recent.has(skuId))
    // A search for one SKU saves nothing.
    this.#groups = asked.length < 2 ? [] : chunks(asked, FIND_SIZE)
    this.#groupOf = new Map(
      this.#groups.flatMap((some, group) => some.map(skuId => [skuId, group]))
    )
    // Its failure is told to whoever needs its rows.
    if (this.#groups.length > 0) this.#search(0).catch(() => undefined)
  }

  /** The row; null when the search shows none, undefined when it was not asked or did not answer. */
  async rowOf(skuId: SkuId): Promise<Process | null | undefined> {
    const group = this.#groupOf.get(skuId)
    if (group === undefined) return undefined
    const rows = this.#search(group)
    for (const done of this.#searches.keys()) if (done < group) this.#searches.delete(done)
    // Its failure is told to whoever needs its rows.
    if (group + 1 < this.#groups.length) this.#search(group + 1).catch(() => undefined)
    const found = await rows
    return found ? (found.get(skuId) ?? null) : undefined
  }

  /** Waits for a search that nobody needs any more: no call outlives its run. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#searches.values())
  }

  #search(group: number): Promise<ReadonlyMap<SkuId, Process> | null> {
    const known = this.#searches.get(group)
    if (known) return known
    const found = this.#find(this.#groups[group] ?? [])
    this.#searches.set(group, found)
    return found
  }

  async #find(skuIds: readonly SkuId[]): Promise<ReadonlyMap<SkuId, Process> | null> {
    const rows = await this.#ledger.find(skuIds).catch(onlyIfUnavailable)
    return rows && new Map(rows.map(row => [row.skuId, row]))
  }
}

/** SKUs whose rows a search may not show as they are: lately settled, or in another batch that is being settled. */
export async function recentSkus(
  { ports: { connectionState, clock } }: Run,
  { recentRows, judged }: ConnectionState,
  key: string
): Promise<ReadonlySet<SkuId>> {
  const recent = recentRows.filter(({ until }) => until > clock.now())
  const [files, others] = await Promise.all([
    Promise.all(recent.flatMap(({ key }) => (key === null ? [] : [connectionState.readSkus(key)]))),
    Promise.all(
      judged.flatMap(one => (one.key === key ? [] : [connectionState.readBatch(one.key)]))
    ),
  ])
  const beside = others.flatMap(batch => batch?.lines.map(line => line.skuId) ?? [])
  return new Set([...beside, ...recent.flatMap(({ skuIds }) => skuIds), ...files.flat()])
}

/**
 * Remembers the SKUs of a settled batch, saving them first if they are many.
 *
 * @returns the state change that adds them, and the files that it has made superfluous
 */
export async function rememberRows(
  { ports: { connectionState, clock, ids } }: Run,
  batch: BatchAt<'judged'>
): Promise<{
  readonly change: (state: ConnectionState) => ConnectionState
  readonly files: () => readonly string[]
}> {
  const { recentRows } = await connectionState.read()
  const skuIds = batch.lines.map(line => line.skuId)
  const now = clock.now()
  const isInline = fitsInline(recentRows, skuIds)
  const key = isInline ? null : ids.next()
  if (key) await connectionState.saveSkus(key, skuIds)
  const added: RecentRows = { until: now + SEARCH_LAG, skuIds: isInline ? skuIds : [], key }
  let gone: readonly RecentRows[] = []
  const change = (state: ConnectionState): ConnectionState => {
    const changed = withRecent(state.recentRows, added, now)
    gone = changed.gone
    return { ...state, recentRows: changed.kept }
  }
  return { change, files: () => gone.flatMap(({ key }) => key ?? []) }
}

/** For a failed call: null when the ledger did not answer. */
export function onlyIfUnavailable(error: unknown): null {
  if (error instanceof LedgerUnavailable) return null
  throw error
}
