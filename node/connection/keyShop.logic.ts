import type { Configuration, NamedShop } from './configuration.logic'
import { type Millis, DAY, HOUR } from '../shared/time'

/** What Carrefour's answers since the last save say about whose key the saved one is. */
export interface KeyOwner {
  /** Version of the ShopKey that this is about; with any other it says nothing. */
  readonly keyVersion: number
  /** Its shop, for a key that was saved without Carrefour naming one; null while nobody knows. */
  readonly shop: NamedShop | null
  /** Before this moment Carrefour is not asked (A01) whose key it is. */
  readonly askAfter: Millis
  /** A shop id in an import's status that A01 has contradicted: it is not taken for another shop again. */
  readonly disproved: string | null
}

export const UNKNOWN_OWNER: KeyOwner = { keyVersion: 0, shop: null, askAfter: 0, disproved: null }

/** The owner of this version of the key; what is known of another one is forgotten. */
export const ownerOf = (owner: KeyOwner, keyVersion: number): KeyOwner =>
  owner.keyVersion === keyVersion ? owner : { ...UNKNOWN_OWNER, keyVersion }

/** The shop that the saved key was bound to, and another one that it opens instead. */
export interface ShopMismatch {
  readonly bound: NamedShop
  readonly opens: NamedShop
}

type Bound = { readonly choices: Pick<Configuration['choices'], 'shopId'> } & {
  readonly shopKey: Pick<Configuration['shopKey'], 'shop' | 'version'>
}

/** Where stock is to go: the ShopId of the form, else the shop that Carrefour named; null while nobody knows. */
export function boundShop({ choices, shopKey }: Bound, owner: KeyOwner): NamedShop | null {
  const named = shopKey.shop ?? ownerOf(owner, shopKey.version).shop
  if (choices.shopId === '') return named
  const isSame = named !== null && isSameShop(named.shopId, choices.shopId)
  return { shopId: choices.shopId, name: isSame ? named.name : '' }
}

/** A shop's number may be written as number or text, with zeros before it. */
const plain = (shopId: string): string => shopId.trim().replace(/^0+(?=\d)/, '')

export const isSameShop = (one: string, other: string): boolean => plain(one) === plain(other)

/** What the naming of a shop means for the saved key. */
export type Naming =
  | { readonly kind: 'own' }
  /** The first time that anybody names a shop: from now on it is the key's. */
  | { readonly kind: 'first'; readonly shop: NamedShop }
  | { readonly kind: 'other'; readonly mismatch: ShopMismatch }

/** @param opens the shop that an answer names; `name` is empty where the answer gives only the number */
export function namingOf(configuration: Bound, owner: KeyOwner, opens: NamedShop): Naming {
  const bound = boundShop(configuration, owner)
  if (bound === null) return { kind: 'first', shop: opens }
  return isSameShop(bound.shopId, opens.shopId)
    ? { kind: 'own' }
    : { kind: 'other', mismatch: { bound, opens } }
}

/** How long a shop's answer that names nobody is left alone, and how long a window of A01 that is not free. */
const UNSAID: Millis = DAY
const TOO_SOON: Millis = HOUR

/**
 * Whether Carrefour is to be asked whose key it is before a file leaves: nobody has named its shop yet. A key that was
 * named at the save is not asked about again: A01 is answered once a day, and the next new key needs it. Each import's
 * status names the shop that got the file.
 */
export const mustAskOwner = ({ shopKey }: Bound, owner: KeyOwner, now: Millis): boolean => {
  const { shop, askAfter } = ownerOf(owner, shopKey.version)
  return shopKey.shop === null && (shop === null || shop.name === '') && askAfter <= now
}

/** The owner after an answer that names nobody. */
export const unnamed = (owner: KeyOwner, why: 'TOO_SOON' | 'NOT_SAID', now: Millis): KeyOwner => ({
  ...owner,
  askAfter: now + (why === 'TOO_SOON' ? TOO_SOON : UNSAID),
})
