/** The operations that this sandbox answers, by Mirakl's codes. */
export const OPERATIONS = ['V01', 'A01', 'OF21', 'OF22', 'P31', 'STO01', 'STO02', 'STO03'] as const
export type Operation = (typeof OPERATIONS)[number]

/** Rights of an API key that matter here. */
export const ROLES = [
  'ROLE_SHOP_ADMIN',
  'ROLE_PARTNER_OFFER_STOCK_WRITE',
  'ROLE_PARTNER_OFFER_READ',
  'ROLE_PARTNER_SHOP_READ',
  'ROLE_PARTNER_PRODUCT_READ',
] as const
export type Role = (typeof ROLES)[number]

const STOCK: Role = 'ROLE_PARTNER_OFFER_STOCK_WRITE'

/**
 * The right that each operation asks for, as in the security section of Mirakl's seller specification.
 * A shop administrator may do everything. V01 needs no key at all.
 */
export const RIGHT_OF: Record<Exclude<Operation, 'V01'>, Role> = {
  A01: 'ROLE_PARTNER_SHOP_READ',
  OF21: 'ROLE_PARTNER_OFFER_READ',
  OF22: 'ROLE_PARTNER_OFFER_READ',
  P31: 'ROLE_PARTNER_PRODUCT_READ',
  STO01: STOCK,
  STO02: STOCK,
  STO03: STOCK,
}

/** Mirakl's "maximum usage" lines: seconds that must lie between two calls. */
export const MINIMUM_SECONDS: Partial<Record<Operation, number>> = {
  A01: 86_400,
  STO01: 60,
  STO02: 15,
  STO03: 60,
}
