import type { SkuId } from '../../domain/requests'
import { parseSkuId } from '../../domain/requests'
import type { WarehouseStock } from '../../domain/warehouses'
import type { Json } from '../json'
import { asFlag, asList, asObject, asText, asUnits } from '../json'

/**
 * The warehouses that serve a trade policy: active, and with an active dock of that policy. Null when
 * either answer is no list. Ids are compared as they are written, as VTEX's API does.
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

/** The rows of a SKU's inventory; null when it is none, or another SKU's. An answer that names no SKU is taken. */
export function readInventory(body: unknown, asked: SkuId): readonly WarehouseStock[] | null {
  const named = asObject(body)?.skuId ?? asked
  return parseSkuId(named) === asked ? rowsOf(body) : null
}

/** A list of things of which none has an id is a list of something else. */
const namesAny = (list: ReadonlyArray<Json | null>): boolean =>
  list.length === 0 || list.some(one => asText(one?.id) !== null)

/** A row of a warehouse without a readable figure makes the whole answer none: taken for 0 it would stop a SKU that has units. */
function rowsOf(body: unknown): readonly WarehouseStock[] | null {
  const rows = asList(asObject(body)?.balance)
    ?.map(asObject)
    .filter(row => asText(row?.warehouseId) !== null)
    .map(rowIn)
  return rows?.every(isRow) ? rows : null
}

const isRow = (row: WarehouseStock | null): row is WarehouseStock => row !== null

function rowIn(row: Json | null): WarehouseStock | null {
  const warehouseId = asText(row?.warehouseId)
  const unlimited = asFlag(row?.hasUnlimitedQuantity) === true
  const total = unlimited ? 0 : asUnits(row?.totalQuantity)
  const reserved = asUnits(row?.reservedQuantity ?? 0)
  if (warehouseId === null || total === null || (reserved === null && !unlimited)) return null
  return { warehouseId, total, reserved: reserved ?? 0, unlimited }
}
