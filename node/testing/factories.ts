/* Values for tests, complete and valid unless a test says otherwise. */

import type { ClaimedBatch, ClaimedLine, ReadLine } from '../engine/batch.logic'
import type { OpenBrake } from '../engine/brake.logic'
import { type Choices, type Configuration, readChoices } from '../connection/configuration.logic'
import type { Job, JobScope } from '../jobs/job.logic'
import {
  type Attempt,
  type Outcome,
  type Process,
  type SkuFacts,
  heldAfter,
} from '../ledger/process.logic'
import { type ProcessFilter, EVERY_PROCESS } from '../ledger/filter.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Sending, sendingId } from '../sendings/sendings.logic'
import { ShopKey } from '../connection/shop.logic'
import type { Access, Affiliate, CatalogSku } from '../ports'

const NOON = Date.parse('2026-11-02T12:00:00Z')

/** The shop of `someChoices`, as named in rows. */
export const SHOP = 'https://carrefour-sandbox.mirakl.net 2001'

/** A SKU id that the test knows to be valid. */
export function skuId(raw: string | number): SkuId {
  const parsed = parseSkuId(raw)
  if (parsed === null) throw new Error(`${raw} is no SKU id`)
  return parsed
}

/** A ShopKey that the test knows to be valid. */
export function shopKey(raw = 'shop-key-of-the-demo-2001'): ShopKey {
  const parsed = ShopKey.parse(raw)
  if (parsed === null) throw new Error('no ShopKey')
  return parsed
}

/** The EAN of a SKU in the fakes. */
export const eanOf = (id: string): string => `789${id.padStart(10, '0')}`

export const aSku = (with_: Partial<CatalogSku> = {}): CatalogSku => ({
  skuId: skuId(1),
  name: 'Cafeteira Italiana 6 xícaras',
  ean: '7891000000017',
  reference: 'CAF-006',
  isActive: true,
  isKit: false,
  components: [],
  tradePolicies: ['1', '2'],
  ...with_,
})

export const someFacts = (with_: Partial<SkuFacts> = {}): SkuFacts => ({
  name: 'Cafeteira Italiana 6 xícaras',
  ean: '7891000000017',
  reference: 'CAF-006',
  isKit: false,
  readAt: NOON,
  ...with_,
})

export const anAttempt = (with_: Partial<Attempt> = {}): Attempt => ({
  batchId: 'batch-1',
  at: NOON,
  reason: 'NOTIFICATION',
  status: 'SUCCESS',
  cause: null,
  quantity: 7,
  message: null,
  importId: 'import-1',
  ...with_,
})

export function aProcess(with_: Partial<Process> = {}): Process {
  const process = {
    skuId: skuId(1),
    affiliate: 'CRF',
    shop: SHOP,
    facts: someFacts(),
    status: 'SUCCESS' as const,
    cause: null,
    causeSince: null,
    message: null,
    fingerprint: null,
    quantity: 7,
    available: 7,
    seen: null,
    processedAt: NOON,
    lastCheckedAt: null,
    nextCheckAt: null,
    attempts: [anAttempt()],
    ...with_,
  }
  return { atCarrefour: heldAfter(0, process), ...process }
}

export const anOutcome = (with_: Partial<Outcome> = {}): Outcome => ({
  skuId: skuId(1),
  facts: someFacts(),
  affiliate: 'CRF',
  shop: SHOP,
  available: 7,
  message: null,
  attempt: anAttempt(),
  spread: 0.5,
  ...with_,
})

export const aClaimedLine = (with_: Partial<ClaimedLine> = {}): ClaimedLine => ({
  skuId: skuId(1),
  reason: 'NOTIFICATION',
  refreshFacts: false,
  facts: null,
  ofJob: false,
  ...with_,
})

export const aClaimedBatch = (with_: Partial<ClaimedBatch> = {}): ClaimedBatch => ({
  stage: 'claimed',
  id: 'batch-1',
  claimedAt: 1_000,
  failures: {},
  notBefore: 0,
  slice: null,
  marksRemoved: false,
  readAt: null,
  lines: [aClaimedLine()],
  ...with_,
})

export const aReadLine = (with_: Partial<ReadLine> = {}): ReadLine => ({
  ...aClaimedLine(),
  facts: someFacts(),
  available: 7,
  quantity: 7,
  remark: null,
  ...with_,
})

export const someChoices = (with_: Partial<Choices> = {}): Choices => ({
  ...readChoices({}),
  active: true,
  shopId: '2001',
  tradePolicy: '2',
  affiliateId: 'CRF',
  sendKits: true,
  carrefourUrl: 'https://carrefour-sandbox.mirakl.net',
  portalUrl: 'https://portal.example',
  ...with_,
})

export const aConfiguration = (with_: Partial<Configuration> = {}): Configuration => ({
  choices: someChoices(),
  shopKey: {
    key: shopKey(),
    savedBy: 'owner@lojademo.example',
    savedAt: NOON,
    verifiedAt: NOON,
    version: 1,
    shop: { shopId: '2001', name: 'Loja Demo' },
  },
  version: 1,
  ...with_,
})

export const anAccess = (with_: Partial<Access> = {}): Access => ({
  url: 'https://carrefour-sandbox.mirakl.net',
  shopKey: shopKey(),
  shopId: '2001',
  ...with_,
})

export const anAffiliate = (with_: Partial<Affiliate> = {}): Affiliate => ({
  id: 'CRF',
  name: 'Carrefour',
  tradePolicy: '2',
  followUpEmail: 'owner@lojademo.example',
  endpoint: null,
  ...with_,
})

/** A brake that holds the zeros of 40 SKUs. */
export const anOpenBrake = (with_: Partial<OpenBrake> = {}): OpenBrake => ({
  since: NOON,
  lastHeldAt: NOON,
  held: 40,
  stocked: 60,
  reason: 'STORE_EMPTY',
  isExplained: false,
  decision: null,
  isReleasing: false,
  queuedAt: NOON,
  nextReadingAt: NOON + 600_000,
  emptySince: null,
  ...with_,
})

/** A job's scope: a filter, by default for errors only. */
export const aScope = (with_: Partial<ProcessFilter> = {}): JobScope => ({
  kind: 'matching',
  filter: { ...EVERY_PROCESS, status: 'ERROR', ...with_ },
})

/** A job whose snapshot is not taken yet. */
export const aJob = (with_: Partial<Job> = {}): Job => {
  const id = with_.id ?? 'job-1'
  return {
    id,
    key: `key-of-${id}`,
    fingerprint: 'fingerprint',
    scope: aScope({ causes: ['AUTH_INVALID'], search: 'cafeteira' }),
    name: '',
    startedBy: 'owner@lojademo.example',
    createdAt: NOON,
    expected: 10,
    state: 'PLANNED',
    taking: null,
    snapshot: null,
    ends: [],
    settled: { succeeded: 0, failed: 0, waiting: 0, skipped: 0 },
    startedAt: null,
    endedAt: null,
    ...with_,
  }
}

/** A file that is under way at Carrefour. */
export const aSending = (with_: Partial<Sending> = {}): Sending => ({
  id: sendingId(with_.batchId ?? 'batch-1', with_.sentAt ?? NOON),
  batchId: 'batch-1',
  importId: 'import-1',
  state: 'SENT',
  sentAt: NOON,
  endedAt: null,
  skus: 2,
  accepted: null,
  refused: null,
  unconfirmed: null,
  shop: SHOP,
  key: '2001',
  fileBytes: 90,
  reportBytes: null,
  message: null,
  kept: {},
  ...with_,
})
