import type { VBase } from '@vtex/api'

import { CallError, statusOf } from '../clients/callError'
import { asText } from '../clients/json'
import type { Batch } from '../domain/batches'
import type { ConnectionState } from '../domain/connection'
import { NEW_CONNECTION } from '../domain/connection'
import type { Clock } from '../ports/platform'
import type { Control } from '../ports/stores'
import { Conflict } from '../ports/stores'
import { readBatch } from './batch'
import { readConnectionState } from './connectionState'
import { batchFile, BUCKETS, CONNECTION_FILE } from './files'

/** How often an update is tried before it gives up. */
const TRIES = 8

/** How many writes without an answer are followed up. */
const DOUBTS = 1

/** Longest wait between two tries, in milliseconds. */
const PAUSE = 150

interface Stored {
  readonly state: ConnectionState
  /** Null while there is no file. */
  readonly etag: string | null
}

/** Control state in VBase, written with `If-Match`. */
export class VBaseControl implements Control {
  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never repeats one
   */
  constructor(
    private readonly vbase: VBase,
    private readonly exactVbase: VBase,
    private readonly clock: Clock
  ) {}

  async read(): Promise<ConnectionState> {
    return (await this.#load()).state
  }

  async update(
    change: (state: ConnectionState) => ConnectionState | null
  ): Promise<ConnectionState | null> {
    let written: ConnectionState | null = null
    let doubts = 0
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await this.#pause()
      const { state, etag } = await this.#loadOrCreate()
      // A write that seemed to fail may have been carried out: then the file holds just what was written.
      if (written && same(written, state)) return state
      const changed = change(state)
      if (changed === null) return null
      if (same(changed, state)) return state
      written = changed
      const outcome = await this.#write(changed, etag)
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
    return { state: readConnectionState(data), etag: data === null ? null : asText(headers.etag) }
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
    etag: string | null
  ): Promise<'written' | 'lost' | CallError> {
    if (etag === null) return 'lost'
    try {
      await this.exactVbase.saveJSON(BUCKETS.control, CONNECTION_FILE, state, undefined, etag)
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

const same = (a: ConnectionState, b: ConnectionState): boolean => canonical(a) === canonical(b)

/** The same text for the same content, whatever the order of the fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  )
