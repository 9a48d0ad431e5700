import { statusOf } from '../shared/callError'
import { asList } from '../shared/json'
import { mapLimit } from '../shared/concurrency'
import type { OfferCodes } from '../ports/stores'
import { type Files, BUCKETS, codesFile } from '../storage/vbase'
import type { Kept } from '../shared/keptFiles'

/** Files per listing, and concurrent deletes. */
const LISTING = 100
const DELETES = 8

/** Codes of a list of offers in VBase. A file never changes, so a process reads it once. */
export class VBaseOfferCodes implements OfferCodes {
  constructor(
    private readonly vbase: Files,
    private readonly kept: Kept<readonly string[]>
  ) {}

  async read(name: string): Promise<readonly string[] | null> {
    const kept = this.kept.files.get(this.#nameOf(name))
    if (kept) return kept
    const file: unknown = await this.vbase.getJSON(BUCKETS.offers, codesFile(name), true)
    const stored = asList(file)
    if (!stored) return null
    const codes = stored.flatMap(code => (typeof code === 'string' ? [code] : []))
    this.kept.files.set(this.#nameOf(name), codes)
    return codes
  }

  async save(name: string, codes: readonly string[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.offers, codesFile(name), codes)
    this.kept.files.set(this.#nameOf(name), codes)
  }

  async remove(name: string): Promise<void> {
    this.kept.files.forget(this.#nameOf(name))
    await this.#remove(codesFile(name))
  }

  async sweep(): Promise<void> {
    const { data } = await this.vbase.listFiles(BUCKETS.offers, { limit: LISTING })
    const paths = data.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
    await mapLimit(paths, DELETES, path => this.#remove(path))
  }

  async #remove(path: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.offers, path)
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }

  #nameOf(name: string): string {
    return `${this.kept.owner}/${name}`
  }
}
