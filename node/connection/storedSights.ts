import { asFlag, asNumber, asObject, asText } from '../shared/json'
import { entriesOf, partOf } from '../shared/stored'
import { parseSkuId } from '../queue/stockRequest.logic'
import type { ForeignChange } from '../reconcile/offers.logic'
import type { NamedShop } from './configuration.logic'
import type { CheckedShop, KeyChecks } from './keyChecks.logic'
import { type KeyOwner, type ShopMismatch, UNKNOWN_OWNER } from './keyShop.logic'
import type { ShopSight } from './shop.logic'

// What Carrefour said about keys, the shop and its offers, as stored.

export const readKeyChecks = (raw: unknown): KeyChecks => ({
  keys: entriesOf(asObject(raw)?.keys, readKeyCheck),
})

const readKeyCheck = (raw: unknown) =>
  partOf(
    raw,
    ({ print }) => ({ print: asText(print) }),
    ({ print }, stored) => ({
      print,
      acceptedAt: asNumber(stored.acceptedAt),
      askedAt: asNumber(stored.askedAt),
      asked: asText(stored.asked) ?? '',
      shop: readShop(stored.shop),
      unsaid: asFlag(stored.unsaid) ?? false,
    })
  )

export const readKeyOwner = (raw: unknown): KeyOwner =>
  partOf(
    raw,
    ({ keyVersion }) => ({ keyVersion: asNumber(keyVersion) }),
    ({ keyVersion }, stored) => ({
      keyVersion,
      shop: readNamedShop(stored.shop),
      askAfter: asNumber(stored.askAfter) ?? 0,
      disproved: asText(stored.disproved),
    })
  ) ?? UNKNOWN_OWNER

export const readMismatch = (raw: unknown): ShopMismatch | null =>
  partOf(raw, ({ bound, opens }) => ({ bound: readNamedShop(bound), opens: readNamedShop(opens) }))

/** A shop that is named by its id; its name may be missing. */
export const readNamedShop = (raw: unknown): NamedShop | null =>
  partOf(
    raw,
    ({ shopId }) => ({ shopId: asText(shopId) }),
    ({ shopId }, stored) => ({ shopId, name: asText(stored.name) ?? '' })
  )

export const readForeign = (raw: unknown): readonly ForeignChange[] =>
  entriesOf(raw, one =>
    partOf(one, ({ skuId, at, ours, theirs }) => ({
      skuId: parseSkuId(skuId),
      at: asNumber(at),
      ours: asNumber(ours),
      theirs: asNumber(theirs),
    }))
  )

export function readSight(raw: unknown): ShopSight {
  const stored = asObject(raw)
  return {
    shop: partOf(
      stored?.shop,
      shop => ({ described: readShop(shop), at: asNumber(shop.at) }),
      ({ described, at }) => ({ ...described, at })
    ),
    notOpenSince: asNumber(stored?.notOpenSince),
  }
}

const readShop = (raw: unknown): CheckedShop | null =>
  partOf(
    raw,
    ({ shopId }) => ({ shopId: asText(shopId) }),
    ({ shopId }, shop) => ({
      shopId,
      name: asText(shop.name) ?? '',
      state: asText(shop.state) ?? '',
      closedFrom: asNumber(shop.closedFrom),
      closedTo: asNumber(shop.closedTo),
      suspension: asText(shop.suspension) ?? '',
    })
  )
