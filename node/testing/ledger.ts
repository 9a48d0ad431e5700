/* The ledger in memory, whose search lags as Master Data's does. */

import type { Cause } from '../shared/causes'
import { type Process, impactOf, impactRank, isStocked } from '../ledger/process.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Millis } from '../shared/time'
import { matchesSearch } from '../ledger/filter.logic'
import type { Clock } from '../ports'
import {
  type Ledger,
  type LedgerFilter,
  type LedgerSort,
  type Page,
  type ProcessQuery,
  type Walk,
  isBySku,
  LedgerUnavailable,
  REACHABLE,
} from '../ports/stores'

interface Version {
  readonly process: Process
  readonly at: Millis
}

/** The ledger in memory; `lag` is how long searches take to see a write, as in Master Data. */
export class FakeLedger implements Ledger {
  readonly #versions = new Map<SkuId, Version[]>()
  readonly #walks = new Map<string, readonly SkuId[]>()
  #lastWalk = 0
  /** Why a call about these SKUs (none for a search) fails; null when it does not. */
  fault: ((name: keyof Ledger, skuIds: readonly SkuId[]) => string | null) | null = null
  /** SKU ids per step of a walk. */
  step = 250

  constructor(
    private readonly clock: Clock,
    public lag = 0,
    /** Number of rows that the pages of a search can reach. */
    public reach = REACHABLE
  ) {}

  async get(skuId: SkuId): Promise<Process | null> {
    this.#check('get', [skuId])
    return this.#versions.get(skuId)?.at(-1)?.process ?? null
  }

  async put(process: Process): Promise<void> {
    this.#check('put', [process.skuId])
    const version = { process, at: this.clock.now() }
    const versions = this.#versions.get(process.skuId)
    if (versions) versions.push(version)
    else this.#versions.set(process.skuId, [version])
  }

  async search({
    sort = 'newest',
    page,
    pageSize,
    ...filter
  }: ProcessQuery): Promise<Page<Process>> {
    this.#check('search')
    const found = this.#visible()
      .filter(process => fits(process, filter))
      .map(process => ({ process, key: ORDERS[sort](process) }))
      .sort((a, b) => a.key - b.key)
      .map(({ process }) => process)
    const reachable = page * pageSize <= this.reach
    const items = reachable ? found.slice((page - 1) * pageSize, page * pageSize) : []
    return { items, total: found.length }
  }

  async find(skuIds: readonly SkuId[]): Promise<readonly Process[]> {
    this.#check('find', skuIds)
    const asked = [...new Set(skuIds)].map(skuId => this.#versions.get(skuId) ?? [])
    return asked.flatMap(versions => this.#visibleOf(versions) ?? [])
  }

  async count(filter: LedgerFilter): Promise<number> {
    this.#check('count')
    return this.#visible().filter(process => fits(process, filter)).length
  }

  async stocked(): Promise<number> {
    this.#check('stocked')
    return this.#visible().filter(isStocked).length
  }

  async due(now: Millis, limit: number): Promise<readonly Process[]> {
    this.#check('due')
    const dueAt = (process: Process) => process.nextCheckAt ?? Number.POSITIVE_INFINITY
    return this.#visible()
      .filter(process => dueAt(process) <= now)
      .sort((a, b) => dueAt(a) - dueAt(b))
      .slice(0, limit)
  }

  async walk(filter: LedgerFilter, cursor: string | null): Promise<Walk | null> {
    if (isBySku(cursor)) {
      this.#check('search')
      const above = Number(cursor.slice('sku:'.length))
      const skuIds = this.#visible()
        .filter(process => fits(process, filter) && Number(process.skuId) > above)
        .map(process => process.skuId)
        .sort((a, b) => Number(a) - Number(b))
        .slice(0, 100)
      return { skuIds, cursor: skuIds.length < 100 ? null : `sku:${skuIds.at(-1) ?? ''}` }
    }
    if ((this.fault?.('walk', []) ?? null) !== null) return null
    const left =
      cursor === null
        ? this.#visible()
            .filter(process => fits(process, filter))
            .map(process => process.skuId)
        : this.#walks.get(cursor)
    if (!left) return null
    if (cursor !== null) this.#walks.delete(cursor)
    const skuIds = left.slice(0, this.step)
    if (skuIds.length === 0) return { skuIds, cursor: null }
    const next = `walk-${(this.#lastWalk += 1)}`
    this.#walks.set(next, left.slice(this.step))
    return { skuIds, cursor: next }
  }

  /** Every process as stored, for assertions. */
  all(): readonly Process[] {
    return [...this.#versions.values()].flatMap(versions => versions.at(-1)?.process ?? [])
  }

  #check(name: keyof Ledger, skuIds: readonly SkuId[] = []): void {
    const fault = this.fault?.(name, skuIds) ?? null
    if (fault !== null) throw new LedgerUnavailable(`${name}: ${fault}`)
  }

  #visible(): Process[] {
    const seen: Process[] = []
    for (const versions of this.#versions.values()) {
      const process = this.#visibleOf(versions)
      if (process) seen.push(process)
    }
    return seen
  }

  /** What a search sees of a SKU: at most one process. */
  #visibleOf(versions: readonly Version[]): Process | undefined {
    const until = this.clock.now() - this.lag
    for (let at = versions.length - 1; at >= 0; at -= 1) {
      const version = versions[at]
      if (version && version.at <= until) return version.process
    }
    return undefined
  }
}

const hasCause = ({ cause }: Process, causes: readonly Cause[]): boolean =>
  cause !== null && causes.includes(cause)

const LAST = Number.MAX_SAFE_INTEGER

/** Ranks already worked out: a process that is stored never changes, and each search asks for the rank of every one. */
const ranks = new WeakMap<Process, number>()

function rankOf(process: Process): number {
  const known = ranks.get(process) ?? impactRank(impactOf(process))
  ranks.set(process, known)
  return known
}

const ORDERS: Readonly<Record<LedgerSort, (process: Process) => number>> = {
  newest: process => -process.processedAt,
  oldest: process => process.processedAt,
  skuUp: process => Number(process.skuId),
  skuDown: process => -Number(process.skuId),
  longest: process => process.causeSince ?? LAST,
  nextCheck: process => process.nextCheckAt ?? LAST,
  impact: process => -rankOf(process),
}

const isWithin = (bound: number | null | undefined, holds: (bound: number) => boolean): boolean =>
  bound === undefined || bound === null || holds(bound)

/** Ranks are worked out only for who asks: every search and count comes through here for every process. */
function fits(process: Process, filter: LedgerFilter): boolean {
  const { status, causes = [], without = [], fingerprint, otherThan, search, notSku } = filter
  return (
    (!status || process.status === status) &&
    (causes.length === 0 || hasCause(process, causes)) &&
    !hasCause(process, without) &&
    (!fingerprint || process.fingerprint === fingerprint) &&
    (!otherThan || (process.fingerprint !== null && !otherThan.includes(process.fingerprint))) &&
    (!search || matchesSearch(process.skuId, process, search)) &&
    process.skuId !== notSku &&
    process.processedAt >= (filter.since ?? 0) &&
    process.processedAt < (filter.before ?? LAST) &&
    (!filter.causeSince || (process.causeSince ?? 0) >= filter.causeSince) &&
    isWithin(filter.impactFrom, from => rankOf(process) >= from) &&
    isWithin(filter.impactTo, to => rankOf(process) <= to) &&
    isWithin(filter.costsOrBelow, sku => rankOf(process) > 0 || Number(process.skuId) < sku) &&
    isWithin(filter.skuAbove, sku => Number(process.skuId) > sku) &&
    isWithin(filter.skuBelow, sku => Number(process.skuId) < sku)
  )
}
