import { isDeepStrictEqual } from 'util'

import { Conflict } from '../ports/stores'

const TRIES = 8

/** A value as it comes back from storage: without what JSON drops. Frozen, so that readers can share it. */
export const stored = <T>(value: T): T => frozen(JSON.parse(JSON.stringify(value)) as T)

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

/** A file in memory with the real one's compare-and-set: whoever read before another's write must read again. */
export class FakeCas<T> {
  #content: T
  #version = 0
  /** Number of writes so far. */
  writes = 0
  /** Runs between read and write, where a test can let another replica write. */
  beforeWrite: (() => void | Promise<void>) | null = null

  constructor(
    private readonly name: string,
    content: T
  ) {
    this.#content = stored(content)
  }

  async read(): Promise<T> {
    return this.#content
  }

  async update(change: (content: T) => T | null): Promise<T | null> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const version = this.#version
      const changed = change(this.#content)
      if (changed === null) return null
      if (isDeepStrictEqual(stored(changed), this.#content)) return this.#content
      await this.beforeWrite?.()
      if (version === this.#version) return this.write(changed)
    }
    throw new Conflict(this.name)
  }

  /** Writes unconditionally, as another replica would have. */
  write(content: T): T {
    this.#content = stored(content)
    this.#version += 1
    this.writes += 1
    return this.#content
  }
}
