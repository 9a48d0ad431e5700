import type { Cause, SettledStatus } from '../domain/causes'
import type { Process } from '../domain/processes'
import type { SkuId } from '../domain/requests'
import type { Millis } from '../domain/time'
import { searchWords } from '../domain/words'
import type { Clock } from '../ports/platform'
import type { Ledger, Page, ProcessQuery } from '../ports/stores'

interface Version {
  readonly process: Process
  readonly at: Millis
}

/** The ledger in memory; `lag` is how long searches take to see a write, as in Master Data. */
export class FakeLedger implements Ledger {
  readonly #versions = new Map<SkuId, readonly Version[]>()

  constructor(
    private readonly clock: Clock,
    public lag = 0
  ) {}

  async get(skuId: SkuId): Promise<Process | null> {
    return this.#versions.get(skuId)?.at(-1)?.process ?? null
  }

  async put(process: Process): Promise<void> {
    const before = this.#versions.get(process.skuId) ?? []
    this.#versions.set(process.skuId, [...before, { process, at: this.clock.now() }])
  }

  async search({ status, words, page, pageSize }: ProcessQuery): Promise<Page<Process>> {
    const found = this.#visible()
      .filter(process => status === null || process.status === status)
      .filter(process => words.every(word => wordsOf(process).includes(word)))
      .sort((a, b) => b.processedAt - a.processedAt)
    return { items: found.slice((page - 1) * pageSize, page * pageSize), total: found.length }
  }

  async find(skuIds: readonly SkuId[]): Promise<readonly Process[]> {
    return this.#visible().filter(process => skuIds.includes(process.skuId))
  }

  async count(
    filter: { readonly status: SettledStatus } | { readonly causes: readonly Cause[] }
  ): Promise<number> {
    const matches = (process: Process) =>
      'status' in filter ? process.status === filter.status : hasCause(process, filter.causes)
    return this.#visible().filter(matches).length
  }

  async due(now: Millis, limit: number): Promise<readonly Process[]> {
    const dueAt = (process: Process) => process.nextCheckAt ?? Number.POSITIVE_INFINITY
    return this.#visible()
      .filter(process => dueAt(process) <= now)
      .sort((a, b) => dueAt(a) - dueAt(b))
      .slice(0, limit)
  }

  async *eachOf(causes: readonly Cause[]): AsyncGenerator<readonly SkuId[]> {
    const ids = this.#visible()
      .filter(process => hasCause(process, causes))
      .map(process => process.skuId)
    for (let at = 0; at < ids.length; at += 1_000) yield ids.slice(at, at + 1_000)
  }

  /** Every process as the documents say, for assertions. */
  all(): readonly Process[] {
    return [...this.#versions.values()].flatMap(versions => versions.at(-1)?.process ?? [])
  }

  #visible(): Process[] {
    const until = this.clock.now() - this.lag
    return [...this.#versions.values()].flatMap(
      versions => versions.filter(({ at }) => at <= until).at(-1)?.process ?? []
    )
  }
}

const wordsOf = ({ facts, message }: Process): string =>
  searchWords(`${facts?.name ?? ''} ${message ?? ''}`).join(' ')

const hasCause = ({ cause }: Process, causes: readonly Cause[]): boolean =>
  cause !== null && causes.includes(cause)
