/**
 * A cache of files that are written once and never changed. What is not cached is read again. A process serves many
 * accounts: see `Kept`.
 */
export class KeptFiles<T> {
  readonly #contents = new Map<string, T>()
  #weight = 0

  /** @param most total weight of the cache, as counted by `weigh` */
  constructor(
    private readonly most: number,
    private readonly weigh: (content: T) => number
  ) {}

  get(key: string): T | null {
    const found = this.#contents.get(key)
    if (found === undefined) return null
    this.#contents.delete(key)
    this.#contents.set(key, found)
    return found
  }

  /** Caches a content; the least recently used ones make room. */
  set(key: string, content: T): void {
    this.forget(key)
    this.#contents.set(key, content)
    this.#weight += this.weigh(content)
    for (const oldest of this.#contents.keys()) {
      if (this.#weight <= this.most) break
      this.forget(oldest)
    }
  }

  forget(key: string): void {
    const found = this.#contents.get(key)
    if (found === undefined) return
    this.#contents.delete(key)
    this.#weight -= this.weigh(found)
  }
}

/** The part of a process's cache that belongs to one account and workspace. */
export interface Kept<T> {
  readonly files: KeptFiles<T>
  /** Account and workspace. */
  readonly owner: string
}
