import { asFlag, asList, asNumber, asObject, asText } from '../shared/json'
import { parseSkuId } from '../queue/stockRequest.logic'
import type { ForeignChange } from '../reconcile/writers.logic'
import type { NamedShop } from './configuration.logic'
import type { CheckedShop, KeyChecks } from './keyChecks.logic'
import { type KeyOwner, type ShopMismatch, UNKNOWN_OWNER } from './keyShop.logic'
import type { ShopSight } from './shop.logic'

// What Carrefour said about keys, the shop and its offers, as stored. A part of another shape reads as none.

export function readKeyChecks(raw: unknown): KeyChecks {
  const stored = asObject(raw)
  const keys = (asList(stored?.keys) ?? []).flatMap(one => {
    const check = asObject(one)
    const print = asText(check?.print)
    if (!check || print === null) return []
    return [
      {
        print,
        acceptedAt: asNumber(check.acceptedAt),
        askedAt: asNumber(check.askedAt),
        asked: asText(check.asked) ?? '',
        shop: readShop(check.shop),
        unsaid: asFlag(check.unsaid) ?? false,
      },
    ]
  })
  return { keys }
}

export function readKeyOwner(raw: unknown): KeyOwner {
  const stored = asObject(raw)
  const keyVersion = asNumber(stored?.keyVersion)
  if (!stored || keyVersion === null) return UNKNOWN_OWNER
  return {
    keyVersion,
    shop: readNamed(stored.shop),
    askAfter: asNumber(stored.askAfter) ?? 0,
    disproved: asText(stored.disproved),
  }
}

export function readMismatch(raw: unknown): ShopMismatch | null {
  const bound = readNamed(asObject(raw)?.bound)
  const opens = readNamed(asObject(raw)?.opens)
  return bound && opens ? { bound, opens } : null
}

function readNamed(raw: unknown): NamedShop | null {
  const stored = asObject(raw)
  const shopId = asText(stored?.shopId)
  return shopId === null ? null : { shopId, name: asText(stored?.name) ?? '' }
}

export const readForeign = (raw: unknown): readonly ForeignChange[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const skuId = parseSkuId(stored?.skuId)
    const at = asNumber(stored?.at)
    const ours = asNumber(stored?.ours)
    const theirs = asNumber(stored?.theirs)
    return skuId && at !== null && ours !== null && theirs !== null
      ? [{ skuId, at, ours, theirs }]
      : []
  })

export function readSight(raw: unknown): ShopSight {
  const stored = asObject(raw)
  const shop = asObject(stored?.shop)
  const at = asNumber(shop?.at)
  const described = readShop(shop)
  return {
    shop: described && at !== null ? { ...described, at } : null,
    notOpenSince: asNumber(stored?.notOpenSince),
  }
}

function readShop(raw: unknown): CheckedShop | null {
  const shop = asObject(raw)
  const shopId = asText(shop?.shopId)
  if (!shop || shopId === null) return null
  return {
    shopId,
    name: asText(shop.name) ?? '',
    state: asText(shop.state) ?? '',
    closedFrom: asNumber(shop.closedFrom),
    closedTo: asNumber(shop.closedTo),
    suspension: asText(shop.suspension) ?? '',
  }
}
