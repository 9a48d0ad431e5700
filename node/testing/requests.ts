import { type Lane, type Mark, type SkuId, LANE_ORDER } from '../queue/stockRequest.logic'
import type { Millis } from '../shared/time'
import type { Requests } from '../ports/stores'

/** The queue in memory. */
export class FakeRequests implements Requests {
  readonly #lanes = new Map<Lane, Map<SkuId, Millis>>(LANE_ORDER.map(lane => [lane, new Map()]))

  /** Marks whose file cannot be deleted. */
  cannotRemove: (mark: Mark) => boolean = () => false

  async mark({ skuId, lane }: Mark, at: Millis): Promise<void> {
    this.#lanes.get(lane)?.set(skuId, at)
  }

  async remove(marks: readonly Mark[]): Promise<readonly Mark[]> {
    const kept = marks.filter(mark => this.cannotRemove(mark))
    for (const { skuId, lane } of marks)
      if (!this.cannotRemove({ skuId, lane })) this.#lanes.get(lane)?.delete(skuId)
    return kept
  }

  async timeOf({ skuId, lane }: Mark): Promise<Millis | null> {
    return this.#lanes.get(lane)?.get(skuId) ?? null
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
