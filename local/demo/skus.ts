import type { StoreData } from '../store'

import { ean13 } from './ean'
import { CARREFOUR_POLICY, MAIN_POLICY } from './policies'
import { DEPARTMENTS, KITS } from './products'
import { troubleAt, type Trouble } from './trouble'

const FIRST_PRODUCT = 501
const FIRST_SKU = 10_001
const KIT_CATEGORY = 'Kits'

type Sku = NonNullable<StoreData['skus']>[number]
type Product = NonNullable<StoreData['products']>[number]

/** A SKU with what the demo wants to show by it. */
export interface DemoSku {
  sku: Sku
  product: Product
  trouble: Trouble
}

/** All SKUs of the demo, kits last. The same at every call. */
export function demoSkus(): DemoSku[] {
  const simple = simpleSkus()
  return [...simple, ...kitSkus(simple)]
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
