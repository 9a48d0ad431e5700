/* Readers of the store's answers: an answer that is not understood is null, never 0 units. */

import { isDeepStrictEqual } from 'util'
import { type SkuId, type WarehouseStock, parseSkuId } from '../shared/sku.logic'
import type { Affiliate, CatalogSku, Simulated, TradePolicy } from '../ports'
import { type Json, asFlag, asList, asNumber, asObject, asText, asUnits } from '../shared/json'

/** The seller in simulations: the store itself. */
const OWN_SELLER = '1'

/**
 * Units per SKU in a simulation's answer. A SKU that is not sold is missing in `items`; the stock figure is
 * `logisticsInfo[].stockBalance`, which refers to its item by position. A SKU that occurs more than once with different
 * figures has none. Null when it is no simulation, or contains SKUs that were not asked for: then a missing one need
 * not be without an offer.
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
  const priceless = new Set<SkuId>()
  for (const [index, item] of items.entries()) {
    // An item that belongs to another, such as an option of it, is skipped.
    if (asNumber(item?.parentItemIndex) !== null) continue
    const skuId = parseSkuId(item?.id)
    if (!skuId || !wanted.has(skuId)) return null
    if ((asText(item?.seller) ?? OWN_SELLER) !== OWN_SELLER) continue
    if (!hasPrice(item)) priceless.add(skuId)
    figures.set(skuId, (figures.get(skuId) ?? new Set()).add(balances.get(index) ?? null))
  }
  return [...figures].map(([skuId, found]) => {
    const [figure = null] = found
    const available = found.size === 1 ? figure : null
    return { skuId, available, isPriced: !priceless.has(skuId) }
  })
}

/**
 * Whether an item has a price, or at least does not say that it has none. Its `availability` says less: VTEX gives
 * `nullPrice` to what is only sold out.
 */
const hasPrice = (item: Json | null): boolean =>
  item?.price !== null || (item.sellingPrice ?? null) !== null

/** Figures by position of the item; none for an item with two different ones. */
function balancesIn(body: unknown): ReadonlyMap<number, number> {
  const balances = new Map<number, Set<number>>()
  for (const info of asList(asObject(body)?.logisticsInfo) ?? []) {
    const item = asNumber(asObject(info)?.itemIndex)
    const balance = asUnits(asObject(info)?.stockBalance)
    if (item === null || balance === null) continue
    balances.set(item, (balances.get(item) ?? new Set()).add(balance))
  }
  return new Map(
    [...balances].flatMap(([item, [balance, ...others]]): [number, number][] =>
      balance === undefined || others.length > 0 ? [] : [[item, balance]]
    )
  )
}

/**
 * A SKU of the catalog; null when it is invalid, or not the one asked for. One that does not say whether it is active,
 * or says it or its trade policies unreadably, is invalid: read as inactive it would be sent as 0.
 */
export function readSku(body: unknown, asked: SkuId): CatalogSku | null {
  const sku = asObject(body)
  const skuId = parseSkuId(sku?.Id)
  if (!sku || skuId !== asked) return null
  const isActive = asFlag(sku.IsActive)
  const isKit = asFlag(sku.IsKit ?? false)
  const tradePolicies = channelsIn(sku.SalesChannels ?? [])
  if (isActive === null || isKit === null || tradePolicies === null) return null
  const codes = asObject(sku.AlternateIds)
  return {
    skuId,
    name: (asText(sku.NameComplete) ?? asText(sku.SkuName) ?? '').trim(),
    ean: asText(codes?.Ean),
    reference: asText(codes?.RefId),
    isActive: isActive && asFlag(sku.IsProductActive) !== false,
    isKit,
    components: isKit ? readComponents(sku.KitItems) : [],
    tradePolicies,
  }
}

/** Ids of trade policies; null when none of them can be read: the SKU would be sent as 0, as one of no policy. */
function channelsIn(raw: unknown): readonly string[] | null {
  const list = asList(raw)
  const ids = list?.flatMap(id => asText(id)?.trim() ?? []) ?? []
  return list === null || (list.length > 0 && ids.length === 0) ? null : ids
}

/** The components of a kit. The documents show them as ids and as objects with an `Id`: both are read. */
const readComponents = (raw: unknown): readonly SkuId[] => {
  const components = (asList(raw) ?? []).flatMap(one => parseSkuId(asObject(one)?.Id ?? one) ?? [])
  return [...new Set(components)]
}

/** SKU ids; null when it is no list, or one without any: read as empty it would be the end of the policy. */
export function readSkuIds(body: unknown): readonly SkuId[] | null {
  const list = asList(body)
  const skuIds = list?.flatMap(id => parseSkuId(id) ?? []) ?? []
  return list === null || (list.length > 0 && skuIds.length === 0) ? null : skuIds
}

/** The trade policies; null when it is no list. */
export const readPolicies = (body: unknown): readonly TradePolicy[] | null =>
  asList(body)?.flatMap(one => {
    const policy = asObject(one)
    const id = asText(policy?.Id)
    return policy && id
      ? [{ id, name: asText(policy.Name) ?? id, active: asFlag(policy.IsActive) !== false }]
      : []
  }) ?? null

/** An affiliate; null when it is invalid. */
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

/** The body of an affiliate's PUT, which replaces all of it: fields this app does not decide keep their values. */
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

/**
 * The warehouses that serve a trade policy: active, and with an active dock of that policy. Null when either answer is
 * no list. Ids are compared exactly, as VTEX's API does.
 */
export function readServing(
  docks: unknown,
  warehouses: unknown,
  tradePolicy: string
): readonly string[] | null {
  const dockList = asList(docks)?.map(asObject)
  const warehouseList = asList(warehouses)?.map(asObject)
  if (!dockList || !warehouseList) return null
  if (!namesAny(dockList) || !namesAny(warehouseList)) return null
  const open = new Set(
    dockList
      .filter(dock => asFlag(dock?.isActive) !== false)
      .filter(dock => texts(dock?.salesChannels).includes(tradePolicy))
      .flatMap(dock => idOf(dock?.id))
  )
  return warehouseList
    .filter(warehouse => asFlag(warehouse?.isActive) !== false)
    .filter(warehouse =>
      (asList(warehouse?.warehouseDocks) ?? []).some(one =>
        idOf(asObject(one)?.dockId).some(id => open.has(id))
      )
    )
    .flatMap(warehouse => idOf(warehouse?.id))
}

const texts = (raw: unknown): readonly string[] =>
  (asList(raw) ?? []).flatMap(one => asText(one) ?? [])

const idOf = (raw: unknown): readonly string[] => {
  const id = asText(raw)
  return id === null ? [] : [id]
}

/** The rows of a SKU's inventory; null when it is invalid, or another SKU's. An answer without a SKU is accepted. */
export function readInventory(body: unknown, asked: SkuId): readonly WarehouseStock[] | null {
  const named = asObject(body)?.skuId ?? asked
  return parseSkuId(named) === asked ? rowsOf(body) : null
}

/** A list without any id is a list of something else. */
const namesAny = (list: ReadonlyArray<Json | null>): boolean =>
  list.length === 0 || list.some(one => asText(one?.id) !== null)

/**
 * A warehouse row without a readable figure makes the whole answer invalid: read as 0 it would stop the sale of a SKU
 * with units. So does a warehouse with two different rows; one that is only repeated counts once.
 */
function rowsOf(body: unknown): readonly WarehouseStock[] | null {
  const rows = asList(asObject(body)?.balance)
    ?.map(asObject)
    .filter(row => asText(row?.warehouseId) !== null)
    .map(rowIn)
  if (!rows?.every(isRow)) return null
  const byWarehouse = new Map(rows.map(row => [row.warehouseId, row]))
  return rows.every(row => isDeepStrictEqual(row, byWarehouse.get(row.warehouseId)))
    ? [...byWarehouse.values()]
    : null
}

const isRow = (row: WarehouseStock | null): row is WarehouseStock => row !== null

function rowIn(row: Json | null): WarehouseStock | null {
  const warehouseId = asText(row?.warehouseId)
  const unlimited = asFlag(row?.hasUnlimitedQuantity ?? false)
  const total = unlimited ? 0 : asUnits(row?.totalQuantity)
  const reserved = asUnits(row?.reservedQuantity ?? 0)
  if (warehouseId === null || unlimited === null || total === null) return null
  if (reserved === null && !unlimited) return null
  // Fewer than none reserved would sell units that are not there.
  return { warehouseId, total, reserved: Math.max(reserved ?? 0, 0), unlimited }
}
