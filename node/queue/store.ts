/* The queue in VBase: a file per request, and one file with the known kits. */

import { CallError, statusOf } from '../shared/callError'
import { asNumber, asObject, asList, entriesOf } from '../shared/json'
import { mapLimit } from '../shared/concurrency'
import {
  type Priority,
  type StockRequest,
  type KitComponents,
  PRIORITY_ORDER,
  withLearned,
} from './stockRequest.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import type { Millis } from '../shared/time'
import type { RequestQueue, Kits } from '../ports/stores'
import { type Files, BUCKETS, CasFile, KITS_FILE } from '../vtex/vbase'
import type { Clock, Ids } from '../ports'

/** Files per listing. VBase documents no limit. */
const LISTING = 1_000

/** Concurrent deletes. */
const DELETES = 20

/** Listings are sorted by path: the index puts live priorities first. */
const folderOf = (priority: Priority): string => `${PRIORITY_ORDER.indexOf(priority)}-${priority}`

const fileOf = ({ priority, skuId }: StockRequest): string => `${folderOf(priority)}/${skuId}.json`

/** The queue: one small VBase file per SKU and priority, which makes `enqueue` idempotent and overwrites nothing. */
export class VBaseRequestQueue implements RequestQueue {
  constructor(private readonly vbase: Files) {}

  async enqueue(request: StockRequest, at: Millis): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.requests, fileOf(request), { markedAt: at })
  }

  async remove(requests: readonly StockRequest[]): Promise<readonly StockRequest[]> {
    const gone = await mapLimit(requests, DELETES, request => this.#removeOne(request))
    return requests.filter((_, index) => !gone[index])
  }

  async timeOf(request: StockRequest): Promise<Millis | null> {
    const file: unknown = await this.vbase.getJSON(BUCKETS.requests, fileOf(request), true)
    return asNumber(asObject(file)?.markedAt)
  }

  async list(limit: number): Promise<readonly StockRequest[]> {
    const found: StockRequest[] = []
    const seen = new Set<string>()
    let next: string | undefined
    do {
      if (next) seen.add(next)
      const options = { limit: Math.min(limit - found.length, LISTING), ...(next ? { next } : {}) }
      const page = await this.vbase.listFiles(BUCKETS.requests, options)
      found.push(...page.data.flatMap(({ path }) => requestOf(path) ?? []))
      // One that leads back would never end.
      next = page.data.length > 0 && !seen.has(page.next) ? page.next : undefined
    } while (next && found.length < limit)
    return found.slice(0, limit)
  }

  async requestedAt(skuId: SkuId): Promise<Millis | null> {
    const times = await mapLimit(PRIORITY_ORDER, PRIORITY_ORDER.length, priority =>
      this.timeOf({ priority, skuId })
    )
    const known = times.flatMap(time => time ?? [])
    return known.length > 0 ? Math.min(...known) : null
  }

  /** Whether the request is gone. */
  async #removeOne(request: StockRequest): Promise<boolean> {
    try {
      await this.vbase.deleteFile(BUCKETS.requests, fileOf(request))
      return true
    } catch (error) {
      if (statusOf(error) === 404) return true
      if (error instanceof CallError) return false
      throw error
    }
  }
}

/** The request that a file stands for; null for a foreign file. */
function requestOf(path: string): StockRequest | null {
  const [, folder = '', name = ''] = /^(?:.*\/)?([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
  const priority = PRIORITY_ORDER.find(known => folderOf(known) === folder)
  const skuId = parseSkuId(name)
  return priority && skuId ? { skuId, priority } : null
}

interface Content {
  readonly kits: readonly { readonly skuId: SkuId; readonly components: readonly SkuId[] }[]
}

const contentOf = (kits: KitComponents): Content => ({
  kits: [...kits].map(([skuId, components]) => ({ skuId, components })),
})
const mapOf = ({ kits }: Content): KitComponents =>
  new Map(kits.map(one => [one.skuId, one.components]))

/** The components of kits in one small VBase file per account, written with `If-Match`. */
export class VBaseKits implements Kits {
  readonly #file: CasFile<Content>

  constructor(vbase: Files, exactVbase: Files, clock: Clock, ids: Ids) {
    const shape = {
      bucket: BUCKETS.control,
      path: KITS_FILE,
      empty: { kits: [] },
      read: (raw: unknown): Content => ({ kits: entriesOf(asObject(raw)?.kits, readKit) }),
    }
    this.#file = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  async read(): Promise<KitComponents> {
    return mapOf(await this.#file.read())
  }

  async note(learned: KitComponents): Promise<void> {
    await this.#file.update(before => contentOf(withLearned(mapOf(before), learned)))
  }
}

function readKit(raw: unknown): Content['kits'][number] | null {
  const stored = asObject(raw)
  const skuId = parseSkuId(stored?.skuId)
  const components = (asList(stored?.components) ?? []).flatMap(
    component => parseSkuId(component) ?? []
  )
  return skuId === null || components.length === 0 ? null : { skuId, components }
}
