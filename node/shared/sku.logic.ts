/** A VTEX SKU id: 1 to 18 digits without leading zeros, so that a SKU has exactly one spelling. */
export type SkuId = string & { readonly __brand: 'SkuId' }

const SKU_ID = /^(?:0|[1-9][0-9]{0,17})$/

/**
 * The SKU id in an untrusted text or number, or null. Nothing is trimmed or repaired: `0501`, ` 501` and `501.0` may be
 * codes of something else, and read as 501 they would get its stock. Numbers too large to be exact are refused.
 */
export function parseSkuId(raw: unknown): SkuId | null {
  const text = typeof raw === 'number' && Number.isSafeInteger(raw) ? String(raw) : raw
  return typeof text === 'string' && SKU_ID.test(text) ? (text as SkuId) : null
}

/** Stock of a SKU in one warehouse. More may be reserved than there is. */
export interface WarehouseStock {
  readonly warehouseId: string
  readonly total: number
  readonly reserved: number
  readonly unlimited: boolean
}
