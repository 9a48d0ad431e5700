import type { Lane, Mark, SkuId } from '../domain/requests'
import { LANE_ORDER } from '../domain/requests'
import type { Millis } from '../domain/time'
import type { Requests } from '../ports/stores'

/** The queue in memory. */
export class FakeRequests implements Requests {
  readonly #lanes = new Map<Lane, Map<SkuId, Millis>>(LANE_ORDER.map(lane => [lane, new Map()]))

  async mark({ skuId, lane }: Mark, at: Millis): Promise<void> {
    this.#lanes.get(lane)?.set(skuId, at)
  }

  async remove(marks: readonly Mark[]): Promise<void> {
    for (const { skuId, lane } of marks) this.#lanes.get(lane)?.delete(skuId)
  }

  async list(limit: number): Promise<readonly Mark[]> {
    return this.all().slice(0, limit)
  }

  async markedAt(skuId: SkuId): Promise<Millis | null> {
    const times = [...this.#lanes.values()].flatMap(lane => lane.get(skuId) ?? [])
    return times.length > 0 ? Math.min(...times) : null
  }

  /** Every mark, for assertions. */
  all(): readonly Mark[] {
    return LANE_ORDER.flatMap(lane =>
      [...(this.#lanes.get(lane)?.keys() ?? [])].map(skuId => ({ skuId, lane }))
    )
  }
}
