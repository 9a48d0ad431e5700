import { PRODUCT_STATES } from '../catalogue'
import { FAULT_KINDS } from '../faults'
import { OPERATIONS, ROLES } from '../operations'
import { LANGUAGES, REASONS } from '../texts'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const whole = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum })
const nullable = (schema: Record<string, unknown>) => ({ anyOf: [schema, { type: 'null' }] })
const object = (properties: Record<string, unknown>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

export const SHOP = object(
  {
    shopId: whole(1, 1e12),
    name: text(100),
    state: { enum: ['OPEN', 'CLOSE', 'SUSPENDED', 'TERMINATED'], default: 'OPEN' },
  },
  ['shopId', 'name']
)

const shopsOfKey = {
  shops: { type: 'array', items: whole(1, 1e12), minItems: 1, maxItems: 20 },
  shopId: whole(1, 1e12),
}

export const KEY_SHOPS = object(shopsOfKey)

export const KEY = object(
  {
    name: text(60),
    ...shopsOfKey,
    roles: { type: 'array', items: { enum: ROLES }, maxItems: ROLES.length },
    stockRight: { type: 'boolean', default: true },
    expiresInSeconds: nullable(whole(1, 31_536_000)),
  },
  ['name']
)

const listing = object(
  {
    shopId: whole(1, 1e12),
    sku: text(40),
    ean: { type: 'string', pattern: '^[0-9]{8,14}$' },
    title: text(200),
    category: { ...text(100), default: 'Outros' },
    price: { type: 'number', minimum: 0, default: 1 },
    state: { enum: PRODUCT_STATES, default: 'catalogued' },
    catalogueInSeconds: whole(0, 31_536_000),
    quantity: whole(0, 2_147_483_647),
    blocked: nullable(text(300)),
  },
  ['shopId', 'sku', 'ean', 'title']
)

export const PRODUCTS = object(
  { products: { type: 'array', items: listing, minItems: 1, maxItems: 20_000 } },
  ['products']
)

export const PRODUCT_CHANGE = object(
  { state: { enum: PRODUCT_STATES }, catalogueInSeconds: whole(0, 31_536_000) },
  ['state']
)

export const BLOCK = object({ reason: nullable(text(300)) }, ['reason'])

export const FAULT = object(
  {
    operation: { enum: [...OPERATIONS, 'all'], default: 'all' },
    kind: { enum: FAULT_KINDS },
    status: whole(200, 599),
    retryAfter: { anyOf: [whole(0, 86_400), text(60)] },
    latencyMs: whole(0, 120_000),
    times: nullable(whole(1, 1_000_000)),
  },
  ['kind']
)

export const SETTINGS = object({
  language: { enum: LANGUAGES },
  texts: object(Object.fromEntries(REASONS.map(reason => [reason, text(300)]))),
  report: object({
    lineColumn: text(60),
    reasonColumn: text(60),
    separator: { enum: [';', ',', '\t'] },
    quoted: { type: 'boolean' },
    bom: { type: 'boolean' },
    lineEnding: { enum: ['lf', 'crlf'] },
    headerCounts: { type: 'boolean' },
  }),
  waitingMs: whole(0, 86_400_000),
  runningMs: whole(0, 86_400_000),
  duplicateLines: { enum: ['last-wins', 'error'] },
  throttleBy: { enum: ['shop', 'key', 'import', 'off'] },
  throttleSeconds: object(
    Object.fromEntries(OPERATIONS.map(operation => [operation, whole(0, 604_800)]))
  ),
})
