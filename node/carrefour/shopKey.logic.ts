/**
 * A ShopKey (Mirakl shop API key). Only `reveal` returns the text, called by the Carrefour client and the configuration
 * store; printing, logging or serialising it shows nothing.
 */
export class ShopKey {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** The key in pasted text, trimmed; null when nothing usable is left. */
  static parse(raw: unknown): ShopKey | null {
    if (typeof raw !== 'string') return null
    const text = raw.trim()
    return /^[\x21-\x7e]{1,500}$/.test(text) ? new ShopKey(text) : null
  }

  reveal(): string {
    return this.#text
  }

  /** The last 4 characters; null when the key is so short that they would reveal it. */
  get last4(): string | null {
    return this.#text.length >= 12 ? this.#text.slice(-4) : null
  }

  toString(): string {
    return '[ShopKey]'
  }

  toJSON(): string {
    return '[ShopKey]'
  }
}
