const whole = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum })
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const list = (items: Record<string, unknown>, maxItems: number) => ({
  type: 'array',
  items,
  maxItems,
})
const object = (properties: Record<string, unknown>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const ID = whole(1, 1e12)
const QUANTITY = whole(0, 1_000_000)
const FLAG = { type: 'boolean' }

export const STOCK = {
  ...object({
    warehouseId: text(40),
    total: QUANTITY,
    reserved: QUANTITY,
    unlimited: FLAG,
  }),
  minProperties: 1,
}

export const ACTIVE = object({ active: FLAG }, ['active'])

export const ASSIGNED = object({ assigned: FLAG }, ['assigned'])

export const NOTIFY = object({
  skuIds: list(ID, 1000),
  policyId: ID,
  change: { enum: ['stock', 'sku'], default: 'sku' },
  via: { enum: ['webhook', 'event', 'both'], default: 'both' },
})

export const SWITCHES = object({
  minimumAvailability: FLAG,
  broadcaster: FLAG,
  lossPercent: whole(0, 100),
  duplicatePercent: whole(0, 100),
  largePages: { enum: ['capped', 'refused'] },
  unanswered: list(ID, 1000),
  emptySimulations: FLAG,
})

export const DOCK = object({ active: FLAG, policies: list(ID, 100) }, ['active', 'policies'])

const SKU = object(
  {
    skuId: ID,
    productId: ID,
    name: text(200),
    ean: { ...text(20), default: '0' },
    refId: { type: 'string', maxLength: 50, default: '' },
    active: { ...FLAG, default: true },
    price: { anyOf: [whole(0, 1e10), { type: 'null' }], default: 1000 },
    policies: { ...list(ID, 100), default: [1, 2] },
    kitItems: {
      ...list(object({ skuId: ID, quantity: whole(1, 1000) }, ['skuId', 'quantity']), 50),
      default: [],
    },
    total: { ...QUANTITY, default: 0 },
    reserved: { ...QUANTITY, default: 0 },
    unlimited: { ...FLAG, default: false },
  },
  ['skuId', 'name']
)

export const SKUS = object({ skus: list(SKU, 20_000) }, ['skus'])
