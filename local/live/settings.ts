import type { Secret } from './secret'

/** Where a store is unless told otherwise. */
export const vtexHostOf = (account: string): string => `${account}.vtexcommercestable.com.br`

/** The merchant's own store on VTEX. */
export interface RealStore {
  /** At `vtexHostOf` the account unless told otherwise. */
  readonly address: URL
  readonly appKey: Secret
  readonly appToken: Secret
}

/** Carrefour's Mirakl as the merchant knows it; the ShopKey is not here, it is typed in the app's form. */
export interface RealCarrefour {
  /** As typed in the app's form; may include a path. */
  readonly address: URL
}

/** What a live file says. A host that stays local is null. */
export interface LiveSettings {
  /** VTEX account name. */
  readonly account: string
  readonly store: RealStore | null
  readonly carrefour: RealCarrefour | null
  /** The most calls to the real store in a second. */
  readonly callsPerSecond: number
  /** Certificates, PEM, that are trusted beside the machine's own; null for none. */
  readonly ca: string | null
  /** Where VTEX reaches this workspace; null when it does not. */
  readonly publicUrl: URL | null
}

/** The hosts outside that a workspace leads to; none without `--live`. */
export const realHostsOf = (
  settings: Pick<LiveSettings, 'store' | 'carrefour'> | undefined
): readonly string[] =>
  [settings?.store, settings?.carrefour].flatMap(host => host?.address.hostname ?? [])
