import type { StoreData } from '../store'

import { ean13 } from './ean'
import { CARREFOUR_POLICY, MAIN_POLICY } from './policies'
import { DEPARTMENTS, KITS } from './products'
import { troubleAt, type Trouble } from './trouble'

const FIRST_PRODUCT = 501
const FIRST_SKU = 10_001
/** Items that an EAN numbers under one company. */
const ITEMS = 100_000
const KIT_CATEGORY = 'Kits'

type Sku = NonNullable<StoreData['skus']>[number]
type Product = NonNullable<StoreData['products']>[number]

/** A SKU with what the demo wants to show by it. */
export interface DemoSku {
  sku: Sku
  product: Product
  trouble: Trouble
}

/**
 * All SKUs of the demo, kits last. The same at every call.
 *
 * @param size how many at least: beyond the demo's own, its products come again as further lots of theirs
 */
export function demoSkus(size = 0): DemoSku[] {
  const simple = simpleSkus()
  const own = [...simple, ...kitSkus(simple)]
  return [...own, ...furtherLots(simple, own.length, size)]
}

/** Further lots of the demo's products, from the number of its own SKUs up to `size`. */
function furtherLots(simple: DemoSku[], own: number, size: number): DemoSku[] {
  const products = new Set(simple.map(({ product }) => product.productId)).size + KITS.length
  const made: DemoSku[] = []
  for (let position = own; position < size; position += 1) {
    const model = simple[position % simple.length]
    if (model === undefined) return made
    const lot = String(Math.floor(position / simple.length) + 1)
    const productId = FIRST_PRODUCT + products + position
    const refId = `${model.product.refId}-L${lot}-${position}`
    const trouble = troubleAt(position)
    made.push({
      trouble,
      product: {
        ...model.product,
        productId,
        refId,
        name: `${model.product.name} lote ${lot}`,
      },
      sku: {
        ...model.sku,
        skuId: FIRST_SKU + position,
        productId,
        name: `${model.sku.name} lote ${lot}`,
        ean: ean13(7000 + Math.floor(position / ITEMS), position % ITEMS),
        refId,
        active: trouble !== 'inactive',
        policies: trouble === 'outside-policy' ? [MAIN_POLICY] : [MAIN_POLICY, CARREFOUR_POLICY],
      },
    })
  }
  return made
}

function simpleSkus(): DemoSku[] {
  const made: DemoSku[] = []
  let productId = FIRST_PRODUCT
  DEPARTMENTS.forEach(({ code, category, products }, department) => {
    products.forEach(([name, brand, price, variations = ['']], index) => {
      const refId = `${code}-${String(index + 1).padStart(3, '0')}`
      const product = { productId: productId++, name, refId, brand, category, active: true }
      for (const variation of variations) {
        const position = made.length
        const trouble = troubleAt(position)
        made.push({
          product,
          trouble,
          sku: {
            skuId: FIRST_SKU + position,
            productId: product.productId,
            name: [name, brand, variation].filter(Boolean).join(' '),
            ean: ean13(6100 + department, position + 1),
            refId: [refId, variation.replaceAll(' ', '')].filter(Boolean).join('-'),
            active: trouble !== 'inactive',
            price: Math.round(price * 100),
            policies:
              trouble === 'outside-policy' ? [MAIN_POLICY] : [MAIN_POLICY, CARREFOUR_POLICY],
            kitItems: [],
          },
        })
      }
    })
  })
  return made
}

function kitSkus(simple: DemoSku[]): DemoSku[] {
  const partOf = (name: string): number => {
    const part = simple.find(({ product }) => product.name === name)
    if (part === undefined) throw new Error(`The demo has no product "${name}"`)
    return part.sku.skuId
  }
  const products = new Set(simple.map(({ product }) => product.productId)).size
  return KITS.map(({ name, brand, price, parts }, index) => {
    const position = simple.length + index
    const productId = FIRST_PRODUCT + products + index
    const refId = `KIT-${String(index + 1).padStart(3, '0')}`
    return {
      product: { productId, name, refId, brand, category: KIT_CATEGORY, active: true },
      trouble: 'none',
      sku: {
        skuId: FIRST_SKU + position,
        productId,
        name: `${name} ${brand}`,
        ean: ean13(6199, position + 1),
        refId,
        active: true,
        price: Math.round(price * 100),
        policies: [MAIN_POLICY, CARREFOUR_POLICY],
        kitItems: parts.map(([part, quantity]) => ({ skuId: partOf(part), quantity })),
      },
    }
  })
}
