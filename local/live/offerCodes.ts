/** Which codes of offers Carrefour has listed, as far as they passed by on their way to the app. */
export interface OfferCodes {
  /** One page of the list. */
  page(access: string, offset: number, codes: readonly string[], total: number): void
  /** Whether there is an offer; undefined while the list of this shop has not passed by whole. */
  has(access: string, code: string): boolean | undefined
}

/** Beyond it nothing is known: the memory of a workspace is bounded. */
const MOST_CODES = 500_000

export function createOfferCodes(): OfferCodes {
  let known: { access: string; codes: Set<string>; total: number } | null = null
  return {
    page(access, offset, codes, total) {
      if (offset === 0 || known?.access !== access) known = { access, codes: new Set(), total }
      known.total = total
      if (known.codes.size + codes.length <= MOST_CODES)
        for (const code of codes) known.codes.add(code)
    },
    has(access, code) {
      if (known?.access !== access) return undefined
      if (known.codes.has(code)) return true
      return known.codes.size >= known.total ? false : undefined
    },
  }
}
