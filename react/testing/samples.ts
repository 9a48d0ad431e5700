import { NEW_FORM, NUMBER_FIELDS } from '../api/form'
import type {
  WholeConfiguration,
  Connection,
  FieldRule,
  Job,
  Plan,
  Process,
  ProcessesAnswer,
} from '../api/generated'

/** Some of the service's rules for the form. */
export const RULES: readonly FieldRule[] = [
  aRule('shopKey', {
    longest: 500,
    pattern: '^[\\x21-\\x7e]+$',
    patternCode: 'CONTROL_CHARACTERS',
  }),
  aRule('shopId', { longest: 18, pattern: '^\\d+$', patternCode: 'NOT_DIGITS' }),
  aRule('affiliateId', { required: true }),
  aRule('minimumStock', { smallest: 0, largest: 100_000 }),
]

function aRule(field: string, change: Partial<FieldRule>): FieldRule {
  return {
    field,
    required: false,
    longest: null,
    smallest: null,
    largest: null,
    pattern: null,
    patternCode: null,
    ...change,
  }
}

/** The message of a SKU that Carrefour has not catalogued, as it comes. */
export const NOT_CATALOGED_MESSAGE =
  'Produto ainda não foi catalogado no Carrefour. Para reprocessar essa oferta, aguarde a confirmação do Carrefour de que o produto foi catalogado. Para mais detalhes verifique o portal do carrefour.'

export const UNAUTHORIZED_MESSAGE = '"status":401,"message":"Unauthorized"'

export const aProcess = (change: Partial<Process> = {}): Process => ({
  skuId: '1001',
  name: 'Cafeteira Elétrica',
  ean: '7891234567895',
  reference: 'CAF-001',
  affiliate: 'CRF',
  status: 'SUCCESS',
  cause: null,
  actor: 'NOBODY',
  message: null,
  quantity: 12,
  available: 12,
  processedAt: '2026-10-12T14:30:00.000Z',
  requestedAt: null,
  lastCheckedAt: null,
  nextCheckAt: null,
  seen: null,
  attempts: [],
  ...change,
})

export const aPage = (
  items: readonly Process[],
  change: Partial<ProcessesAnswer> = {}
): ProcessesAnswer => ({
  items,
  total: items.length,
  page: 1,
  pageSize: 25,
  pending: 0,
  searchProblem: null,
  ...change,
})

/** A saved form: numbers are no texts there. */
const SAVED_FORM = {
  ...NEW_FORM,
  ...(Object.fromEntries(NUMBER_FIELDS.map(field => [field, 0])) as Record<
    (typeof NUMBER_FIELDS)[number],
    number
  >),
}

export const aConfiguration = (change: Partial<WholeConfiguration> = {}): WholeConfiguration => ({
  ...SAVED_FORM,
  active: true,
  shopId: '2001',
  tradePolicy: '2',
  affiliateId: 'CRF',
  minimumStock: 2,
  notificationEmail: 'estoque@loja.example',
  alertDigest: false,
  carrefourUrl: 'https://marketplace.mirakl.net',
  portalUrl: 'https://portal.example',
  shopKey: {
    last4: '9f3c',
    savedBy: 'dona@loja.example',
    savedAt: '2026-10-01T10:00:00.000Z',
    verifiedAt: '2026-10-12T10:00:00.000Z',
  },
  version: 3,
  ...change,
})

/** A connection with its whole configuration, as a save answers it. */
export type WholeConnection = Connection & { readonly configuration: WholeConfiguration | null }

export const aConnection = (change: Partial<WholeConnection> = {}): WholeConnection => ({
  configuration: aConfiguration(),
  production: true,
  boundShop: { shopId: '2001', name: 'Loja Demo' },
  incident: null,
  outages: [],
  lastConfirmedAt: '2026-10-12T14:30:00.000Z',
  pending: 0,
  waitingSince: null,
  standstill: null,
  brake: null,
  gap: null,
  closedShop: null,
  otherWriters: { skus: 0, samples: [] },
  blocked: 0,
  nextSendAt: '2026-10-12T14:31:00.000Z',
  pulse: { mark: 'first', at: '2026-10-12T14:30:30.000Z' },
  numbersAt: null,
  success: 80,
  warning: 36,
  error: 20,
  ...change,
})

export const STORE_OUTAGE = {
  cause: 'VTEX_UNAVAILABLE',
  actor: 'APP',
  since: '2026-10-12T13:00:00.000Z',
  message: 'store-simulation: HTTP 503',
  nextTryAt: '2026-10-12T13:05:00.000Z',
  shops: null,
} as const

export const KEY_REFUSED = {
  cause: 'AUTH_INVALID',
  actor: 'MERCHANT',
  since: '2026-10-12T13:00:00.000Z',
  message: UNAUTHORIZED_MESSAGE,
  nextTryAt: null,
  shops: null,
} as const

/** The ShopKey opens Loja B; stock is meant for Loja Demo. */
export const KEY_OF_OTHER_SHOP = {
  ...KEY_REFUSED,
  cause: 'OTHER_SHOP',
  message: 'A01: shop_id 2002, Loja B',
  shops: {
    bound: { shopId: '2001', name: 'Loja Demo' },
    opens: { shopId: '2002', name: 'Loja B' },
  },
} as const

export const aPlan = (change: Partial<Plan> = {}) => ({
  __typename: 'CarrefourReprocessPlan' as const,
  total: 36,
  waiting: 0,
  blocked: 0,
  missing: [],
  files: 1,
  nextSendAt: '2026-10-12T14:31:00.000Z',
  jobsAhead: 0,
  samples: [],
  refusal: null,
  ...change,
})

export const aJob = (change: Partial<Job> = {}): Job => ({
  id: 'job-1',
  state: 'RUNNING',
  name: '',
  phase: null,
  startedBy: 'ana@loja.example',
  createdAt: '2026-10-12T14:30:00.000Z',
  startedAt: '2026-10-12T14:30:00.000Z',
  endedAt: null,
  expected: 40,
  total: 40,
  settled: 10,
  filesLeft: 1,
  succeeded: 8,
  failed: 1,
  waiting: 1,
  skipped: 0,
  filter: {
    status: null,
    causes: [],
    without: [],
    actor: null,
    fingerprint: null,
    since: null,
    before: null,
    search: '',
    named: null,
  },
  ...change,
})
