import type { Carrefour } from '../../../local/carrefour'
import { ROLES } from '../../../local/carrefour/operations'
import type { Composition } from '../../../local/composition'
import { type World, POLICY, WAREHOUSE } from '../world'

/** Fills an account's store and opens and fills its shop at Carrefour; answers the shop's key. */
export function furnish(parts: Composition, world: World): string {
  const { account, shopId } = world
  const carrefour = carrefourOf(parts)
  carrefour.addShop({ shopId, name: account, state: 'OPEN' })
  addSkus(parts, world)
  return carrefour.addKey({ name: account, shops: [shopId], roles: [...ROLES] })
}

function carrefourOf({ carrefour }: Composition): Carrefour {
  if (carrefour === undefined) throw new Error('The workspace has no Carrefour')
  return carrefour
}

/** Adds the world's SKUs to its store and its shop. */
export function addSkus(parts: Composition, world: World): void {
  const { stores } = parts
  const carrefour = carrefourOf(parts)
  const { account, shopId, skus } = world
  const store = stores.get(account)
  if (!store) throw new Error(`No account ${account}`)
  store.load({
    policies: [{ policyId: POLICY, name: 'Carrefour', active: true }],
    docks: [{ dockId: 'doca', name: 'Doca', active: true, policies: [POLICY] }],
    warehouses: [{ warehouseId: WAREHOUSE, name: 'CD', active: true, docks: ['doca'] }],
    products: skus.map(({ skuId }) => ({
      productId: skuId,
      name: `Produto ${account} ${skuId}`,
      refId: `${account}-${skuId}`,
      brand: 'Marca',
      category: 'Categoria',
      active: true,
    })),
    skus: skus.map(({ skuId, ean }) => ({
      skuId,
      productId: skuId,
      name: `Produto ${account} ${skuId}`,
      ean,
      refId: `${account}-${skuId}`,
      active: true,
      price: 1000,
      policies: [POLICY],
      kitItems: [],
    })),
    stock: skus.map(({ skuId, units }) => ({
      skuId,
      warehouseId: WAREHOUSE,
      total: units,
      reserved: 0,
      unlimited: false,
    })),
  })
  carrefour.load(
    skus.map(({ skuId, ean, catalogued }) => ({
      shopId,
      sku: String(skuId),
      ean,
      title: `Produto ${account} ${skuId}`,
      category: 'Categoria',
      price: 10,
      state: catalogued ? 'catalogued' : 'pending',
    }))
  )
}
