import type { Batch } from '../domain/batches'
import type { ConnectionState } from '../domain/connection'
import { NEW_CONNECTION } from '../domain/connection'
import type { Control } from '../ports/stores'
import { copy, FakeCas } from './cas'

/** Control state in memory. */
export class FakeControl extends FakeCas<ConnectionState> implements Control {
  /** Batches by the key that each save has, for assertions. */
  readonly batches = new Map<string, Batch>()

  constructor() {
    super('connection', NEW_CONNECTION)
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
