import { CallError, statusOf } from '../vtex/callError'
import { asNumber, asObject } from '../shared/json'
import { mapLimit } from '../shared/concurrency'
import { type Lane, type Mark, type SkuId, LANE_ORDER, parseSkuId } from './stockRequest.logic'
import type { Millis } from '../shared/time'
import type { Requests } from '../ports/stores'
import { type Files, BUCKETS } from '../storage/vbase'

/** Most files asked for in one listing. VBase documents no limit. */
const LISTING = 1_000

/** Most deletes under way at once. */
const DELETES = 20

/** Listings come sorted by path: the number puts live lanes first. */
const folderOf = (lane: Lane): string => `${LANE_ORDER.indexOf(lane)}-${lane}`

const fileOf = ({ lane, skuId }: Mark): string => `${folderOf(lane)}/${skuId}.json`

/** The queue: one small VBase file per SKU and lane, so marking twice is marking once and nothing is overwritten. */
export class VBaseRequests implements Requests {
  constructor(private readonly vbase: Files) {}

  async mark(mark: Mark, at: Millis): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.requests, fileOf(mark), { markedAt: at })
  }

  async remove(marks: readonly Mark[]): Promise<readonly Mark[]> {
    const gone = await mapLimit(marks, DELETES, mark => this.#removeOne(mark))
    return marks.filter((_, index) => !gone[index])
  }

  async timeOf(mark: Mark): Promise<Millis | null> {
    const file: unknown = await this.vbase.getJSON(BUCKETS.requests, fileOf(mark), true)
    return asNumber(asObject(file)?.markedAt)
  }

  async list(limit: number): Promise<readonly Mark[]> {
    const found: Mark[] = []
    let next: string | undefined
    do {
      const options = { limit: Math.min(limit - found.length, LISTING), ...(next ? { next } : {}) }
      const page = await this.vbase.listFiles(BUCKETS.requests, options)
      found.push(...page.data.flatMap(({ path }) => markOf(path) ?? []))
      next = page.data.length > 0 ? page.next : undefined
    } while (next && found.length < limit)
    return found.slice(0, limit)
  }

  async markedAt(skuId: SkuId): Promise<Millis | null> {
    const times = await mapLimit(LANE_ORDER, LANE_ORDER.length, lane =>
      this.timeOf({ lane, skuId })
    )
    const known = times.flatMap(time => time ?? [])
    return known.length > 0 ? Math.min(...known) : null
  }

  /** Whether the mark is gone. */
  async #removeOne(mark: Mark): Promise<boolean> {
    try {
      await this.vbase.deleteFile(BUCKETS.requests, fileOf(mark))
      return true
    } catch (error) {
      if (statusOf(error) === 404) return true
      if (error instanceof CallError) return false
      throw error
    }
  }
}

/** The mark that a file is; null for a foreign file. */
function markOf(path: string): Mark | null {
  const [, folder = '', name = ''] = /^(?:.*\/)?([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
  const lane = LANE_ORDER.find(known => folderOf(known) === folder)
  const skuId = parseSkuId(name)
  return lane && skuId ? { skuId, lane } : null
}
