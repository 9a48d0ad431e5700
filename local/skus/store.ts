import { createHash } from 'node:crypto'

import { SHOP_ID } from '../demo/data'
import { REFUSALS, type Trouble, troubleAt } from '../demo/trouble'
import type { DemoData } from '../demo/seed'
import type { StoreData } from '../store'

import type { OwnSku } from './catalogue'

/** Every SKU has this price in cents: the file has none, and VTEX sells nothing without one. */
const PRICE = 9_990

const DOCK = 'doca'
const CATALOGUED_AFTER_MS = 10 * 60_000

/** What is made of a file of SKUs. */
export interface OwnStore {
  readonly skus: readonly OwnSku[]
  /** Lays the demo's troubles over the SKUs, by their position in the file. */
  readonly troubles: boolean
}

/** The trade policy that feeds Carrefour: 2 as in the demo if the file has it, else the one with the most SKUs. */
export function carrefourPolicyOf(skus: readonly OwnSku[]): number {
  const counts = new Map<number, number>()
  for (const policy of skus.flatMap(({ policies }) => policies))
    counts.set(policy, (counts.get(policy) ?? 0) + 1)
  if (counts.has(2)) return 2
  return [...counts].sort(([a, some], [b, more]) => more - some || b - a)[0]?.[0] ?? 2
}

/** A store and Carrefour's side of it, made of the file's SKUs. */
export function ownData({ skus, troubles }: OwnStore): DemoData {
  const policy = carrefourPolicyOf(skus)
  const all = skus.map((sku, at) => ({
    sku,
    trouble: troubles ? troubleAt(at) : ('none' as const),
  }))
  return {
    source: sourceOf({ skus, troubles }),
    policy,
    store: storeOf(all, policy),
    // Carrefour knows products by EAN: a SKU without one is not catalogued until it gets one.
    listings: now =>
      all
        .filter(({ sku }) => sku.ean !== '' && sku.policies.includes(policy))
        .map(({ sku, trouble }) => ({
          shopId: SHOP_ID,
          sku: String(sku.skuId),
          ean: sku.ean,
          title: sku.name,
          category: '',
          price: PRICE / 100,
          state:
            trouble === 'not-catalogued' || trouble === 'catalogued-soon'
              ? 'pending'
              : 'catalogued',
          catalogueAt: trouble === 'catalogued-soon' ? now + CATALOGUED_AFTER_MS : null,
          blocked: REFUSALS[trouble] ?? null,
        })),
  }
}

/** Tells one file's data from another's, so that a later start notices that it is asked for something else. */
export const sourceOf = (own: OwnStore): string =>
  `skus ${createHash('sha256').update(JSON.stringify(own)).digest('hex').slice(0, 16)}`

function storeOf(all: readonly { sku: OwnSku; trouble: Trouble }[], carrefour: number): StoreData {
  const policies = [...new Set([carrefour, ...all.flatMap(({ sku }) => sku.policies)])].sort(
    (a, b) => a - b
  )
  const warehouses = [
    ...new Set(all.flatMap(({ sku }) => sku.stock.map(({ warehouse }) => warehouse))),
  ]
  return {
    policies: policies.map(policyId => ({
      policyId,
      name: policyId === carrefour ? 'Carrefour' : `Política ${policyId}`,
      active: true,
    })),
    docks: [{ dockId: DOCK, name: 'Doca', active: true, policies }],
    warehouses: warehouses.map(warehouseId => ({
      warehouseId,
      name: warehouseId,
      active: true,
      docks: [DOCK],
    })),
    products: all.map(({ sku }) => ({
      productId: sku.skuId,
      name: sku.name,
      refId: sku.reference,
      brand: '',
      category: '',
      active: true,
    })),
    skus: all.map(({ sku, trouble }) => ({
      skuId: sku.skuId,
      productId: sku.skuId,
      name: sku.name,
      ean: sku.ean,
      refId: sku.reference,
      active: sku.active && trouble !== 'inactive',
      price: PRICE,
      policies: sku.policies.filter(policy => trouble !== 'outside-policy' || policy !== carrefour),
      kitItems: [...sku.kit],
    })),
    stock: all.flatMap(({ sku, trouble }) =>
      sku.stock.map(({ warehouse, units, unlimited }, at) => ({
        skuId: sku.skuId,
        warehouseId: warehouse,
        ...troubled({ total: units, reserved: 0, unlimited }, trouble, at === 0),
      }))
    ),
  }
}

interface Held {
  readonly total: number
  readonly reserved: number
  readonly unlimited: boolean
}

/** The stock that a trouble of the demo leaves: all of it in the SKU's first warehouse. */
function troubled(held: Held, trouble: Trouble, isFirst: boolean): Held {
  const none = { total: 0, reserved: 0, unlimited: false }
  switch (trouble) {
    case 'no-stock':
      return none
    case 'low-stock':
      return isFirst ? { ...none, total: 1 } : none
    case 'over-reserved':
      return isFirst ? { ...none, total: 3, reserved: 8 } : none
    case 'unlimited':
      return isFirst ? { ...none, unlimited: true } : none
    default:
      return held
  }
}
