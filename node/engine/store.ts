import { statusOf } from '../shared/callError'
import type { Batch } from './batch.logic'
import { type ConnectionState, NEW_CONNECTION } from './state.logic'
import type { Unwritten } from './unwritten.logic'
import type { Clock, Ids } from '../ports/platform'
import type { ConnectionStateStore } from '../ports/stores'
import { readBatch, readSkuIds, readUnwritten } from './storedBatch'
import type { SkuId } from '../queue/stockRequest.logic'
import { asObject } from '../shared/json'
import { type Files, CasFile, batchFile, BUCKETS, CONNECTION_FILE } from '../storage/vbase'
import { readConnectionState } from './storedState'
import type { BriefReads, Kept, Seen } from '../shared/keptFiles'

/** States that this process has lately read or written. */
interface Recent {
  readonly states: BriefReads<ConnectionState>
}

/** Connection state in VBase, written with `If-Match`. A saved batch never changes, so a process reads it once. */
export class VBaseControl implements ConnectionStateStore {
  readonly #state: CasFile<ConnectionState>

  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never retries
   */
  constructor(
    private readonly vbase: Files,
    exactVbase: Files,
    private readonly clock: Clock,
    ids: Ids,
    private readonly kept: Kept<Batch> & Recent
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

  recent(): Promise<Seen<ConnectionState>> {
    return this.kept.states.read(this.kept.owner, this.clock.now(), () => this.read())
  }

  async update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null> {
    const written = await this.#state.update(change)
    if (written) this.kept.states.set(this.kept.owner, { at: this.clock.now(), value: written })
    return written
  }

  async readBatch(key: string): Promise<Batch | null> {
    const path = batchFile(key)
    const kept = this.kept.files.get(this.#nameOf(path))
    if (kept) return kept
    const file: unknown = await this.vbase.getJSON(BUCKETS.batches, path, true)
    const batch = readBatch(file)
    if (batch) this.kept.files.set(this.#nameOf(path), batch)
    return batch
  }

  async saveBatch(key: string, batch: Batch): Promise<void> {
    const path = batchFile(key)
    await this.vbase.saveJSON(BUCKETS.batches, path, batch)
    this.kept.files.set(this.#nameOf(path), batch)
  }

  async removeBatch(key: string): Promise<void> {
    const path = batchFile(key)
    this.kept.files.forget(this.#nameOf(path))
    try {
      await this.vbase.deleteFile(BUCKETS.batches, path)
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }

  async readUnwritten(key: string): Promise<readonly Unwritten[]> {
    return readUnwritten(await this.vbase.getJSON<unknown>(BUCKETS.batches, batchFile(key), true))
  }

  async saveUnwritten(key: string, unwritten: readonly Unwritten[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.batches, batchFile(key), { unwritten })
  }

  async readSkus(key: string): Promise<readonly SkuId[]> {
    const file: unknown = await this.vbase.getJSON(BUCKETS.batches, batchFile(key), true)
    return readSkuIds(asObject(file)?.skuIds)
  }

  async saveSkus(key: string, skuIds: readonly SkuId[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.batches, batchFile(key), { skuIds })
  }

  #nameOf(path: string): string {
    return `${this.kept.owner}/${path}`
  }
}
