import type { SkuId } from '../../domain/requests'
import { parseSkuId } from '../../domain/requests'
import type { Affiliate, CatalogSku, Simulated, TradePolicy } from '../../ports/store'
import { asFlag, asList, asNumber, asObject, asText, asUnits } from '../json'

/** The seller that is asked: the store itself. */
const OWN_SELLER = '1'

/**
 * Units per SKU in a simulation's answer. A SKU that is not sold is left out of `items`; the stock figure
 * is `logisticsInfo[].stockBalance`, which names its item by position. A SKU that is there more than once with
 * different figures has none. Null when it is no simulation, or tells of SKUs that were not asked about: then one that
 * is left out need not be without an offer.
 */
export function readSimulation(
  body: unknown,
  asked: readonly SkuId[]
): readonly Simulated[] | null {
  const items = asList(asObject(body)?.items)?.map(asObject)
  if (!items) return null
  const balances = balancesIn(body)
  const wanted = new Set(asked)
  const figures = new Map<SkuId, Set<number | null>>()
  for (const [index, item] of items.entries()) {
    // What belongs to another item, as an option of it, is not asked about.
    if (asNumber(item?.parentItemIndex) !== null) continue
    const skuId = parseSkuId(item?.id)
    if (!skuId || !wanted.has(skuId)) return null
    if ((asText(item?.seller) ?? OWN_SELLER) !== OWN_SELLER) continue
    figures.set(skuId, (figures.get(skuId) ?? new Set()).add(balances.get(index) ?? null))
  }
  return [...figures].map(([skuId, found]) => {
    const [figure = null] = found
    return { skuId, available: found.size === 1 ? figure : null }
  })
}

function balancesIn(body: unknown): ReadonlyMap<number, number> {
  const balances = new Map<number, number>()
  for (const info of asList(asObject(body)?.logisticsInfo) ?? []) {
    const item = asNumber(asObject(info)?.itemIndex)
    const balance = asUnits(asObject(info)?.stockBalance)
    if (item !== null && balance !== null) balances.set(item, balance)
  }
  return balances
}

/** A SKU of the catalog; null when it is none, or not the one asked for. */
export function readSku(body: unknown, asked: SkuId): CatalogSku | null {
  const sku = asObject(body)
  const skuId = parseSkuId(sku?.Id)
  if (!sku || skuId !== asked) return null
  const codes = asObject(sku.AlternateIds)
  return {
    skuId,
    name: (asText(sku.NameComplete) ?? asText(sku.SkuName) ?? '').trim(),
    ean: asText(codes?.Ean),
    reference: asText(codes?.RefId),
    isActive: asFlag(sku.IsActive) === true && asFlag(sku.IsProductActive) !== false,
    isKit: asFlag(sku.IsKit) === true,
    tradePolicies: (asList(sku.SalesChannels) ?? []).flatMap(id => asText(id) ?? []),
  }
}

/** SKU ids; null when it is no list. */
export const readSkuIds = (body: unknown): readonly SkuId[] | null =>
  asList(body)?.flatMap(id => parseSkuId(id) ?? []) ?? null

/** The trade policies; null when it is no list. */
export const readPolicies = (body: unknown): readonly TradePolicy[] | null =>
  asList(body)?.flatMap(one => {
    const policy = asObject(one)
    const id = asText(policy?.Id)
    return policy && id
      ? [{ id, name: asText(policy.Name) ?? id, active: asFlag(policy.IsActive) !== false }]
      : []
  }) ?? null

/** An affiliate; null when it is none. */
export function readAffiliate(body: unknown, id: string): Affiliate | null {
  const affiliate = asObject(body)
  if (!affiliate) return null
  return {
    id: asText(affiliate.id) ?? id,
    name: asText(affiliate.name) ?? '',
    tradePolicy: asText(affiliate.salesChannel) ?? '',
    followUpEmail: asText(affiliate.followUpEmail) ?? '',
    endpoint: asText(affiliate.searchURIEndpoint) || null,
  }
}

/** The body of an affiliate's PUT, which replaces it whole: what this app does not decide stays as it is. */
export function affiliateBody(
  affiliate: Affiliate,
  before: unknown
): Readonly<Record<string, unknown>> {
  const { id: _, ...kept } = asObject(before) ?? {}
  return {
    useSellerPaymentMethod: false,
    minimumValueAccumulated: 0,
    ...kept,
    name: affiliate.name,
    followUpEmail: affiliate.followUpEmail,
    salesChannel: affiliate.tradePolicy,
    searchURIEndpoint: affiliate.endpoint,
    searchURIEndpointVersion: '1.x.x',
    searchURIEndpointAvailableVersions: ['1.x.x'],
  }
}
