import type { SkuId } from '../domain/requests'

/** Most chunks that a process keeps: about 10 MB. */
const MOST = 250

/** Chunks of snapshots, which never change. A process serves many accounts: the key must name account and workspace. */
export class ChunkCache {
  readonly #chunks = new Map<string, readonly SkuId[]>()

  constructor(private readonly most = MOST) {}

  get(key: string): readonly SkuId[] | null {
    const found = this.#chunks.get(key)
    if (!found) return null
    this.#chunks.delete(key)
    this.#chunks.set(key, found)
    return found
  }

  /** Keeps a chunk; the one that was not used for longest makes room. */
  set(key: string, chunk: readonly SkuId[]): void {
    this.#chunks.set(key, chunk)
    const [oldest] = this.#chunks.keys()
    if (this.#chunks.size > this.most && oldest !== undefined) this.#chunks.delete(oldest)
  }
}
