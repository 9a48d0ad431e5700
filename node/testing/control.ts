import type { Batch } from '../engine/batch.logic'
import { type ConnectionState, NEW_CONNECTION } from '../engine/state.logic'
import type { Unwritten } from '../engine/unwritten.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import type { ConnectionStateStore } from '../ports/stores'
import type { Seen } from '../shared/brief'
import { FakeCas, stored } from './cas'

/** Connection state in memory. */
export class FakeConnectionStateStore
  extends FakeCas<ConnectionState>
  implements ConnectionStateStore
{
  /** Batches by the key of each save, for assertions. */
  readonly batches = new Map<string, Batch>()

  /** Outcomes that the ledger did not take, by key. */
  readonly unwritten = new Map<string, readonly Unwritten[]>()

  /** Lists of SKUs, by key. */
  readonly skus = new Map<string, readonly SkuId[]>()

  constructor() {
    super('connection', NEW_CONNECTION)
  }

  async recent(): Promise<Seen<ConnectionState>> {
    return { at: 0, value: await this.read() }
  }

  async readBatch(key: string): Promise<Batch | null> {
    return this.batches.get(key) ?? null
  }

  async saveBatch(key: string, batch: Batch): Promise<void> {
    this.batches.set(key, stored(batch))
  }

  async readUnwritten(key: string): Promise<readonly Unwritten[]> {
    return this.unwritten.get(key) ?? []
  }

  async saveUnwritten(key: string, list: readonly Unwritten[]): Promise<void> {
    this.unwritten.set(key, stored(list))
  }

  async readSkus(key: string): Promise<readonly SkuId[]> {
    return this.skus.get(key) ?? []
  }

  async saveSkus(key: string, skuIds: readonly SkuId[]): Promise<void> {
    this.skus.set(key, stored(skuIds))
  }

  async removeBatch(key: string): Promise<void> {
    this.batches.delete(key)
    this.unwritten.delete(key)
    this.skus.delete(key)
  }
}
