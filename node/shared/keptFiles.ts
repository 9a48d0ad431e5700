/**
 * Contents of files that are written once and never changed, so that a process need not read them twice.
 * Never the truth: what is not kept is read. A process serves many accounts: see `Kept`.
 */
export class KeptFiles<T> {
  readonly #contents = new Map<string, T>()
  #weight = 0

  /** @param most all that is kept weighs at most so much, as `weigh` says */
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

  /** Keeps a content; those that were not used for longest make room. */
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

/** The files of one account and workspace among all that a process keeps. */
export interface Kept<T> {
  readonly files: KeptFiles<T>
  /** Account and workspace. */
  readonly owner: string
}
