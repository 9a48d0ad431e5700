import { CallError, statusOf } from '../clients/callError'
import { asList, asObject, asText } from '../clients/json'
import type { Batch } from '../domain/batches'
import type { ConnectionState } from '../domain/connection'
import { NEW_CONNECTION } from '../domain/connection'
import type { Clock, Ids } from '../ports/platform'
import type { Control } from '../ports/stores'
import { Conflict } from '../ports/stores'
import { readBatch } from './batch'
import { readConnectionState } from './connectionState'
import type { Files } from './files'
import { batchFile, BUCKETS, CONNECTION_FILE } from './files'

/** How often an update is tried before it gives up. */
const TRIES = 8

/** How many writes without an answer are followed up. */
const DOUBTS = 1

/** How many writes the file remembers: as many as may happen between two tries of one replica. */
const KEPT_WRITES = 10

/** Longest wait between two tries, in milliseconds. */
const PAUSE = 150

interface Stored {
  readonly state: ConnectionState
  /** Null while there is no file. */
  readonly etag: string | null
  /** Names of the last writes, newest first: they tell a writer whether its own is among them. */
  readonly writes: readonly string[]
}

/** Control state in VBase, written with `If-Match`. */
export class VBaseControl implements Control {
  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never repeats one
   */
  constructor(
    private readonly vbase: Files,
    private readonly exactVbase: Files,
    private readonly clock: Clock,
    private readonly ids: Ids
  ) {}

  async read(): Promise<ConnectionState> {
    return (await this.#load()).state
  }

  async update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null> {
    const tried = new Map<string, ConnectionState>()
    let doubts = 0
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await this.#pause()
      const stored = await this.#loadOrCreate()
      // A write that seemed to fail may have been carried out.
      const done = stored.writes.map(name => tried.get(name)).find(state => state !== undefined)
      if (done) return done
      const changed = change(stored.state)
      if (changed === null) return null
      const name = this.ids.next()
      tried.set(name, changed)
      const outcome = await this.#write(changed, name, stored)
      if (outcome === 'written') return changed
      if (outcome !== 'lost' && (doubts += 1) > DOUBTS) throw outcome
    }
    throw new Conflict('The connection')
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

  async #load(): Promise<Stored> {
    const { data, headers } = await this.vbase.getRawJSON<unknown>(
      BUCKETS.control,
      CONNECTION_FILE,
      true
    )
    return {
      state: readConnectionState(data),
      etag: data === null ? null : asText(headers.etag),
      writes: (asList(asObject(data)?.writes) ?? []).flatMap(name => asText(name) ?? []),
    }
  }

  /**
   * VBase has no "create only if absent". So whoever finds no file writes the same empty state, lets a
   * moment go by in which others may do so too, and only then goes on by `If-Match`.
   */
  async #loadOrCreate(): Promise<Stored> {
    const found = await this.#load()
    if (found.etag !== null) return found
    await this.vbase.saveJSON(BUCKETS.control, CONNECTION_FILE, NEW_CONNECTION)
    await this.#pause()
    return this.#load()
  }

  /** An error when nobody knows whether the write was carried out. */
  async #write(
    state: ConnectionState,
    name: string,
    { etag, writes }: Stored
  ): Promise<'written' | 'lost' | CallError> {
    if (etag === null) return 'lost'
    const file = { ...state, writes: [name, ...writes].slice(0, KEPT_WRITES) }
    try {
      await this.exactVbase.saveJSON(BUCKETS.control, CONNECTION_FILE, file, undefined, etag)
      return 'written'
    } catch (error) {
      // The status of a failed If-Match is not documented: 409 and 412 are taken for it.
      const status = statusOf(error)
      if (status === 409 || status === 412) return 'lost'
      if (error instanceof CallError && (status === null || status >= 500)) return error
      throw error
    }
  }

  #pause(): Promise<void> {
    return this.clock.sleep(PAUSE * (0.2 + 0.8 * this.clock.random()))
  }
}
