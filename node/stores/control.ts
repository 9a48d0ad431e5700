import { statusOf } from '../clients/callError'
import type { Batch } from '../domain/batches'
import type { ConnectionState } from '../domain/connection'
import { NEW_CONNECTION } from '../domain/connection'
import type { Clock, Ids } from '../ports/platform'
import type { Control } from '../ports/stores'
import { readBatch } from './batch'
import { CasFile } from './casFile'
import { readConnectionState } from './connectionState'
import type { Files } from './files'
import { batchFile, BUCKETS, CONNECTION_FILE } from './files'

/** Control state in VBase, written with `If-Match`. */
export class VBaseControl implements Control {
  readonly #state: CasFile<ConnectionState>

  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never repeats one
   */
  constructor(
    private readonly vbase: Files,
    exactVbase: Files,
    clock: Clock,
    ids: Ids
  ) {
    const shape = {
      bucket: BUCKETS.control,
      path: CONNECTION_FILE,
      empty: NEW_CONNECTION,
      read: readConnectionState,
    }
    this.#state = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  read(): Promise<ConnectionState> {
    return this.#state.read()
  }

  update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null> {
    return this.#state.update(change)
  }

  async readBatch(key: string): Promise<Batch | null> {
    const file: unknown = await this.vbase.getJSON(BUCKETS.batches, batchFile(key), true)
    return readBatch(file)
  }

  async saveBatch(key: string, batch: Batch): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.batches, batchFile(key), batch)
  }

  async removeBatch(key: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.batches, batchFile(key))
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}
