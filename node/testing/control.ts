import type { Batch } from '../domain/batches'
import type { ConnectionState } from '../domain/connection'
import { NEW_CONNECTION } from '../domain/connection'
import type { Control } from '../ports/stores'
import { Conflict } from '../ports/stores'

const TRIES = 8

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Control state in memory, with the compare-and-set of the real one: who read before another wrote must read again. */
export class FakeControl implements Control {
  #state: ConnectionState = NEW_CONNECTION
  #version = 0
  /** Batches by the key that each save has, for assertions. */
  readonly batches = new Map<string, Batch>()
  /** Runs between reading and writing: a test lets another replica write here. */
  beforeWrite: (() => void | Promise<void>) | null = null

  async read(): Promise<ConnectionState> {
    return copy(this.#state)
  }

  async update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const version = this.#version
      const changed = change(copy(this.#state))
      if (changed === null) return null
      await this.beforeWrite?.()
      if (version === this.#version) return this.write(changed)
    }
    throw new Conflict('connection')
  }

  /** Writes without a condition, as another replica would have. */
  write(state: ConnectionState): ConnectionState {
    this.#state = copy(state)
    this.#version += 1
    return copy(state)
  }

  async readBatch(key: string): Promise<Batch | null> {
    const batch = this.batches.get(key)
    return batch ? copy(batch) : null
  }

  async saveBatch(key: string, batch: Batch): Promise<void> {
    this.batches.set(key, copy(batch))
  }

  async removeBatch(key: string): Promise<void> {
    this.batches.delete(key)
  }
}
