import type { NamedShop, NamedShops } from './shops'

/** Whether anything may be changed outside. */
export type WriteState =
  /** Started without `--write`: nothing is ever written. */
  | { readonly kind: 'looking' }
  /** Started with `--write`, and the shop's name has not been typed yet. Null: Carrefour has not named it. */
  | { readonly kind: 'waiting'; readonly shop: NamedShop | null }
  | { readonly kind: 'writing'; readonly shop: NamedShop }

export type Opening =
  | 'open'
  /** Started without `--write`. */
  | 'looking'
  /** Carrefour has not named the shop: no ShopKey was tested or saved here yet. */
  | 'unnamed'
  | 'otherName'

/** The one place that decides whether a write may leave. Each start begins closed. */
export interface WriteGate {
  state(): WriteState
  /** Opens writing to the shop that was named last, when its name is typed exactly. */
  open(typed: string): Opening
  close(): void
  /** Whether a stock file with this access may leave. */
  isOpenFor(access: string): boolean
}

/** @param asked whether the workspace was started with `--write` */
export function createWriteGate(asked: boolean, shops: NamedShops): WriteGate {
  let opened: NamedShop | null = null
  const plain = (text: string): string => text.normalize('NFC').trim()

  return {
    state() {
      if (!asked) return { kind: 'looking' }
      if (opened !== null) return { kind: 'writing', shop: opened }
      const latest = shops.latest()
      return {
        kind: 'waiting',
        shop: latest === undefined ? null : { shopId: latest.shopId, name: latest.name },
      }
    },
    open(typed) {
      if (!asked) return 'looking'
      const latest = shops.latest()
      if (latest === undefined) return 'unnamed'
      if (plain(typed) !== plain(latest.name)) return 'otherName'
      opened = { shopId: latest.shopId, name: latest.name }
      return 'open'
    },
    close: () => void (opened = null),
    // The shop counts, not how it was asked for: Carrefour may have named it before its ShopId was typed.
    isOpenFor: access => opened !== null && shops.shopIdOf(access) === opened.shopId,
  }
}
