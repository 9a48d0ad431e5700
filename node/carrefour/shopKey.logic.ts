/**
 * A ShopKey (Mirakl shop API key). The text can only be had by `reveal`, which the Carrefour client and
 * the configuration's store call; printing, logging or serialising it shows nothing.
 */
export class ShopKey {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** The key in what a person pasted, spaces around it removed; null when nothing usable is left. */
  static parse(raw: unknown): ShopKey | null {
    if (typeof raw !== 'string') return null
    const text = raw.trim()
    return /^[\x21-\x7e]{1,500}$/.test(text) ? new ShopKey(text) : null
  }

  reveal(): string {
    return this.#text
  }

  /** The last 4 characters; null when the key is so short that they would give it away. */
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
