import {
  type Priority,
  type StockRequest,
  type SkuId,
  PRIORITY_ORDER,
} from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'
import type { RequestQueue } from '../ports/stores'

/** The queue in memory. */
export class FakeRequestQueue implements RequestQueue {
  readonly #priorities = new Map<Priority, Map<SkuId, Millis>>(
    PRIORITY_ORDER.map(priority => [priority, new Map()])
  )

  /** Requests whose file cannot be deleted. */
  cannotRemove: (request: StockRequest) => boolean = () => false

  async enqueue({ skuId, priority }: StockRequest, at: Millis): Promise<void> {
    this.#priorities.get(priority)?.set(skuId, at)
  }

  async remove(requests: readonly StockRequest[]): Promise<readonly StockRequest[]> {
    const kept = requests.filter(request => this.cannotRemove(request))
    for (const { skuId, priority } of requests)
      if (!this.cannotRemove({ skuId, priority })) this.#priorities.get(priority)?.delete(skuId)
    return kept
  }

  async timeOf({ skuId, priority }: StockRequest): Promise<Millis | null> {
    return this.#priorities.get(priority)?.get(skuId) ?? null
  }

  async list(limit: number): Promise<readonly StockRequest[]> {
    return this.all().slice(0, limit)
  }

  async requestedAt(skuId: SkuId): Promise<Millis | null> {
    const times = [...this.#priorities.values()].flatMap(priority => priority.get(skuId) ?? [])
    return times.length > 0 ? Math.min(...times) : null
  }

  /** Every request, for assertions. */
  all(): readonly StockRequest[] {
    return PRIORITY_ORDER.flatMap(priority =>
      [...(this.#priorities.get(priority)?.keys() ?? [])].map(skuId => ({ skuId, priority }))
    )
  }
}
