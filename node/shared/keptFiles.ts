import type { Millis } from './time'

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

/** What was read, and when. */
export interface Seen<T> {
  readonly at: Millis
  readonly value: T
}

/** A read that was begun. */
interface Made<T> {
  readonly begun: Millis
  readonly read: Promise<Seen<T>>
}

/** Most keys remembered; the oldest make room. */
const MOST_READS = 1_000

/**
 * Reads shared by all requests of a process for a while, for what may be that old. A read under way is shared too; one
 * that fails is forgotten.
 */
export class BriefReads<T> {
  readonly #reads = new Map<string, Made<T>>()

  /** @param age how old a read may be, counted from its start */
  constructor(private readonly age: Millis) {}

  /** What has just been written: those who ask get that. */
  set(key: string, seen: Seen<T>): void {
    this.#keep(key, { begun: seen.at, read: Promise.resolve(seen) })
  }

  read(key: string, now: Millis, make: () => Promise<T>): Promise<Seen<T>> {
    const known = this.#reads.get(key)
    // A clock that was set back must not keep an old read for ever.
    if (known && Math.abs(now - known.begun) < this.age) return known.read
    const read = make().then(value => ({ at: now, value }))
    this.#keep(key, { begun: now, read })
    read.catch(() => {
      if (this.#reads.get(key)?.read === read) this.#reads.delete(key)
    })
    return read
  }

  #keep(key: string, made: Made<T>): void {
    this.#reads.delete(key)
    this.#reads.set(key, made)
    for (const oldest of this.#reads.keys()) {
      if (this.#reads.size <= MOST_READS) break
      this.#reads.delete(oldest)
    }
  }
}
