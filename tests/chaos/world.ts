/** One account with its store and its shop at Carrefour. */
export interface World {
  readonly account: string
  readonly shopId: number
  /** Units at or below which 0 is sent. */
  readonly minimumStock: number
  readonly skus: readonly WorldSku[]
}

/** The shop that a key of this account opens once it has been moved: it sells the same SKUs. */
export const otherShopOf = ({ shopId }: World): number => shopId + 10_000

export interface WorldSku {
  readonly skuId: number
  readonly ean: string
  readonly units: number
  /** Whether Carrefour knows the product from the start. */
  readonly catalogued: boolean
}

/** The trade policy whose stock goes to Carrefour, and the warehouse that serves it. */
export const POLICY = 2
export const WAREHOUSE = 'cd'

/** How many SKUs an account sells, unless a run asks for more. */
export const SKUS = 8

/** SKUs that Carrefour has not catalogued at the start: the last ones. */
const UNCATALOGUED = 2

/**
 * The two accounts of one run. They sell SKUs with the same ids, so that a mix-up shows; quantities are even
 * in the first account and odd in the second.
 *
 * @param run tells the runs apart that share one workspace
 */
export function worldsOf(run: number, size = SKUS): readonly [World, World] {
  return [worldOf(run, 0, size), worldOf(run, 1, size)]
}

/** Units that belong to an account: even in the first, odd in the second. */
export const unitsFor = (side: number, units: number): number => units - (units % 2) + side

function worldOf(run: number, side: 0 | 1, size: number): World {
  return {
    account: `loja${run}${side === 0 ? 'a' : 'b'}`,
    shopId: 3000 + run * 2 + side,
    minimumStock: side === 0 ? 2 : 0,
    skus: Array.from({ length: size }, (_, index) => ({
      skuId: 101 + index,
      ean: eanOf(run * 2 + side, index),
      units: unitsFor(side, 20 + index),
      catalogued: index < size - UNCATALOGUED,
    })),
  }
}

/** What goes to Carrefour for so many units in the store. */
export const expectedQuantity = ({ minimumStock }: World, units: number): number =>
  units <= minimumStock ? 0 : units

/** A made-up EAN-13 with its check digit. */
function eanOf(account: number, index: number): string {
  const digits = `789${String(account).padStart(5, '0')}${String(index).padStart(4, '0')}`
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** One account with many SKUs that Carrefour sells. */
export const bulkWorld = (account: string, size: number): World => ({
  account,
  shopId: 9001,
  minimumStock: 0,
  skus: Array.from({ length: size }, (_, index) => ({
    skuId: 1_000_000 + index,
    ean: eanOf(10_000 + Math.floor(index / 10_000), index % 10_000),
    units: 50,
    catalogued: true,
  })),
})
