import type { OfferCodes } from '../ports/stores'

/** Codes of a list of offers in memory. */
export class FakeOfferCodes implements OfferCodes {
  readonly files = new Map<string, readonly string[]>()

  async read(name: string): Promise<readonly string[] | null> {
    return this.files.get(name) ?? null
  }

  async save(name: string, codes: readonly string[]): Promise<void> {
    this.files.set(name, codes)
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name)
  }

  async sweep(): Promise<void> {
    this.files.clear()
  }
}
