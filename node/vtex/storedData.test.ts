import fc from 'fast-check'
import { MINUTE } from '../shared/time'
import { aStoredAccount } from '../testing/storedAccount'
import { acceptNotification } from '../queue/notification'
import { alert } from '../alerts/alert'
import { createHash } from 'crypto'
import { describe, expect, it } from '@jest/globals'
import { disconnect, saveConfiguration } from '../connection/save'
import { inCase } from '../testing/cases'
import { olderSchemas, SCHEMA_NAMES, SCHEMAS } from './schemas'
import { readBatch } from '../engine/storedBatch'
import { readConnectionState } from '../engine/store'
import { renewWebhook } from '../connection/registration'
import { reprocess } from '../jobs/start'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { skuId, someChoices } from '../testing/factories'
import { startReconcile } from '../reconcile/asked'
import { testKey } from '../connection/verifyKey'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { underOf } from '../reconcile/reconcile.logic'

describe.each(Object.entries(SCHEMAS))('the schema of a %s', (_, schema) => {
  it('has one plain type per field, which the indexer uses', () => {
    for (const field of Object.values(schema.properties))
      expect((field as { type: unknown }).type).toEqual(expect.any(String))
  })

  it('names every field that it indexes, searches or returns', () => {
    const named = [...schema['v-indexed'], ...schema['v-default-fields'], ...schema.required]
    expect(named.filter(field => !(field in schema.properties))).toEqual([])
  })
})

/**
 * Each schema as first published. Master Data reindexes every document when a schema is saved with another content, and
 * searches miss some of them meanwhile. So never change a line here: add a new name before the others in
 * `SCHEMA_NAMES`, and its content below them.
 */
const PUBLISHED = {
  v3: '7142e17f08d2b03f',
  v2: '13c414e48f4d5a00',
  v1: '91bc80f632394254',
} as const

describe('the names of the schemas', () => {
  it('differ for different contents', () => {
    const [newest] = SCHEMA_NAMES
    const now = createHash('sha256').update(JSON.stringify(SCHEMAS)).digest('hex').slice(0, 16)
    expect(PUBLISHED[newest as keyof typeof PUBLISHED]).toBe(now)
    expect([...SCHEMA_NAMES].sort()).toEqual(Object.keys(PUBLISHED).sort())
  })

  it('list those a schema replaced, latest first, in production and development', () => {
    const names = ['v3', 'v2', 'v1']
    expect(olderSchemas('v3', names)).toEqual(['v2', 'v1'])
    expect(olderSchemas('v2-development', names)).toEqual(['v1-development'])
    expect(olderSchemas('v1', names)).toEqual([])
    expect(olderSchemas('another', names)).toEqual([])
  })
})

/** A connection as stored by version 81da773: no outages, doubts or parked batches, rows and batches without a shop. */
const connection = ({ ports }: Shop, batchKey: string | null): unknown => {
  const now = ports.clock.now()
  const { saved } = ports.configurations
  const { tradePolicy, rules } = saved ? underOf(saved) : { tradePolicy: '', rules: '' }
  return {
    lease: { holder: 'a replica that is gone', until: now - 1 },
    budget: { lastCalls: { STO01: now - 20_000, STO02: now - 9_000 }, holds: { STO03: now - 1 } },
    incident: null,
    batchKey,
    settled: 0,
    lastConfirmedAt: now - 90_000,
    reviveSince: null,
    radarAfter: 0,
    reconcile: {
      due: null,
      under: { tradePolicy, rules },
      leaving: [],
      unsent: 0,
      run: null,
      last: null,
    },
    disconnectedAt: null,
    told: { incident: null, digestAt: null },
  }
}

const claim = ({ ports }: Shop) => ({
  id: 'batch-of-then',
  claimedAt: ports.clock.now() - 30_000,
  failures: { MARKETPLACE_UNAVAILABLE: 1 },
  notBefore: 0,
  slice: null,
})

const claimedLine = (skuId: string) => ({
  skuId,
  reason: 'NOTIFICATION',
  refreshFacts: false,
  facts: null,
  ofJob: false,
})

const readLine = (skuId: string, quantity: number | null) => ({
  ...claimedLine(skuId),
  available: quantity,
  quantity,
  remark: quantity === null ? 'KIT_NOT_SENT' : null,
})

/** Two SKUs, of which Carrefour refuses the second; except for a claimed batch, their file is already at Carrefour. */
async function aShopOfThen(isSent: boolean) {
  const shop = aShop()
  shop.sell(2, 5)
  const { carrefour, clock } = shop.ports
  carrefour.rejections.set('2', 'Oferta bloqueada')
  const saved = shop.ports.configurations.saved
  if (isSent && saved) {
    const { carrefourUrl: url, shopId } = saved.choices
    const file = 'offer-sku;quantity;warehouse-code;update-delete\n"1";"7";"";""\n"2";"5";"";""'
    await carrefour.sendStock({ url, shopId, shopKey: saved.shopKey.key }, file)
    clock.pass(20_000)
  }
  return shop
}

const lines = [readLine('1', 7), readLine('2', 5)]

const STAGES: readonly [string, (shop: Shop) => object][] = [
  [
    'claimed, marks still there',
    () => ({
      stage: 'claimed',
      marksRemoved: false,
      readAt: null,
      lines: [claimedLine('1'), claimedLine('2')],
    }),
  ],
  [
    'claimed, half of its stock read',
    ({ ports }) => ({
      stage: 'claimed',
      marksRemoved: true,
      readAt: ports.clock.now() - 4_000,
      lines: [{ ...claimedLine('1'), store: { kind: 'sold', available: 7 } }, claimedLine('2')],
    }),
  ],
  [
    'sent',
    ({ ports }) => ({
      stage: 'sent',
      lines,
      importId: 'import-1',
      sentAt: ports.clock.now() - 20_000,
    }),
  ],
  [
    'complete',
    ({ ports }) => ({
      stage: 'complete',
      lines,
      importId: 'import-1',
      sentAt: ports.clock.now() - 20_000,
      linesInError: 1,
    }),
  ],
  [
    'complete, without a count',
    ({ ports }) => ({
      stage: 'complete',
      lines,
      importId: 'import-1',
      sentAt: ports.clock.now() - 20_000,
      linesInError: null,
    }),
  ],
  [
    'judged',
    ({ ports }) => ({
      stage: 'judged',
      lines,
      importId: 'import-1',
      judgedAt: ports.clock.now() - 1_000,
      verdict: {
        kind: 'complete',
        rejected: { '2': { cause: 'OFFER_LINE_REJECTED', message: 'Oferta bloqueada' } },
      },
    }),
  ],
]

describe('data stored by version 81da773', () => {
  it.each(STAGES)('finishes a batch that is %s', async (_, stage) => {
    const shop = await aShopOfThen(!_.startsWith('claimed'))
    const { connectionState, ledger, carrefour } = shop.ports
    const stored: unknown = JSON.parse(JSON.stringify({ ...claim(shop), ...stage(shop) }))
    const batch = readBatch(stored)
    expect(batch?.stage).toBe((stored as { readonly stage: string }).stage)
    if (batch) await connectionState.saveBatch('key-of-then', batch)
    connectionState.write(readConnectionState(connection(shop, 'key-of-then')))
    await minutes(shop, 5)
    expect(await ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS', quantity: 7 })
    expect(await ledger.get(idOf(2))).toMatchObject({ cause: 'OFFER_LINE_REJECTED' })
    carrefour.settleImports()
    expect(carrefour.offers.get('1')).toBe(7)
    expect(carrefour.violations).toEqual([])
    const { batchKey, doubts, incident } = await connectionState.read()
    expect({ batchKey, doubts, incident }).toEqual({ batchKey: null, doubts: [], incident: null })
  })

  it('shows in the rows that the whole batch failed', async () => {
    const shop = await aShopOfThen(true)
    const verdict = { kind: 'failed', cause: 'IMPORT_FAILED', message: 'FAILED' }
    const judgedAt = shop.ports.clock.now()
    const stored = {
      ...claim(shop),
      stage: 'judged',
      lines: [readLine('1', 7), readLine('2', null)],
      importId: 'import-1',
      judgedAt,
      verdict,
    }
    const batch = readBatch(stored)
    if (batch) await shop.ports.connectionState.saveBatch('key-of-then', batch)
    shop.ports.connectionState.write(readConnectionState(connection(shop, 'key-of-then')))
    await minutes(shop, 1)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ cause: 'IMPORT_FAILED' })
    expect(await shop.ports.ledger.get(idOf(2))).toMatchObject({ cause: 'KIT_NOT_SENT' })
  })

  it('sends the next change of a connection without a batch, and starts no comparison', async () => {
    const shop = await aShopOfThen(false)
    shop.ports.connectionState.write(readConnectionState(connection(shop, null)))
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(await shop.ports.ledger.get(idOf(1))).toMatchObject({ status: 'SUCCESS' })
    expect(shop.ports.carrefour.violations).toEqual([])
  })

  it('reads an outage and a refused key', () => {
    for (const cause of ['AUTH_INVALID', 'AUTH_FORBIDDEN', 'MARKETPLACE_UNAVAILABLE']) {
      const incident = {
        cause,
        since: 1,
        lastSeenAt: 2,
        message: 'Unauthorized',
        nextTryAt: null,
        keyVersion: 3,
      }
      expect(readConnectionState({ incident }).incident).toEqual(incident)
    }
  })
})

it('follows a doubt in its first form to its end', async () => {
  const shop = aShop()
  const { connectionState, clock } = shop.ports
  const stored = {
    batchId: 'b',
    importId: null,
    since: clock.now(),
    file: 'gone',
    looks: 1,
    nextLookAt: clock.now(),
  }
  const state = readConnectionState({ ...(await connectionState.read()), doubts: [stored] })
  expect(state.doubts).toMatchObject([{ batchId: 'b', over: null, shop: null }])
  connectionState.write(state)
  await minutes(shop, 3)
  expect((await connectionState.read()).doubts).toEqual([])
})

const PERSON = 'dona@lojademo.example'
const MAILBOX = 'avisos-da-loja@lojademo.example'
const KEYS = ['first-shop-key-4f1c9a', 'second-shop-key-77ab03', 'third-shop-key-e20d5b']

const MOVES = [
  'save',
  'test',
  'refuse',
  'work',
  'notify',
  'reprocess',
  'compare',
  'renew',
  'alert',
  'disconnect',
] as const
type Move = { readonly kind: (typeof MOVES)[number]; readonly key: number }

async function play(
  account: ReturnType<typeof aStoredAccount>,
  { kind, key }: Move,
  secrets: Set<string>
) {
  const { ports } = account
  const shopKey = KEYS[key] ?? ''
  const saved = await ports.configurations.read()
  switch (kind) {
    case 'save': {
      const form = {
        ...someChoices({ notificationEmail: MAILBOX }),
        version: saved?.version ?? null,
      }
      await saveConfiguration(ports, { ...form, shopKey }, PERSON)
      break
    }
    case 'test':
      await testKey(ports, { shopKey, shopId: null, carrefourUrl: null })
      break
    case 'refuse':
      ports.carrefour.revoked.add(shopKey)
      break
    case 'work':
      for (let minute = 0; minute < 3; minute += 1) {
        await runEngine(ports, WORK_BUDGET)
        ports.clock.pass(MINUTE)
      }
      break
    case 'notify':
      await acceptNotification(ports, {
        IdSku: String(1 + key),
        An: ports.account,
        StockModified: true,
      })
      break
    case 'reprocess':
      await reprocess(ports, [String(1 + key)])
      break
    case 'compare':
      await startReconcile(ports)
      break
    case 'renew':
      await renewWebhook(ports)
      break
    case 'alert':
      await alert(ports)
      break
    case 'disconnect':
      await disconnect(ports)
  }
  const own = await ports.secrets.read()
  for (const secret of own ? [own.webhook, own.tick, ...own.former.map(one => one.secret)] : [])
    secrets.add(secret)
}

/** Everything stored and logged, as text by place. */
async function everything({ files, apps, documents, ports }: ReturnType<typeof aStoredAccount>) {
  const stored = await Promise.all(
    files.names().map(async name => {
      const [bucket = '', ...rest] = name.split('/')
      return [name, JSON.stringify(await files.getJSON(bucket, rest.join('/')))] as const
    })
  )
  const rows = [...documents.entities].map(
    ([name, all]) => [name, JSON.stringify([...all.values()])] as const
  )
  return [
    ...stored,
    ...rows,
    ['app settings', JSON.stringify(apps.saved)] as const,
    ['log', JSON.stringify(ports.log.lines)] as const,
  ]
}

it('after any history: no ShopKey and no secret of the app in what is stored or logged, and the mailbox only in the configuration', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ kind: fc.constantFrom(...MOVES), key: fc.integer({ min: 0, max: 2 }) }),
        { minLength: 3, maxLength: 14 }
      ),
      async moves => {
        const account = aStoredAccount({ person: PERSON })
        const secrets = new Set(KEYS)
        for (let id = 1; id <= 3; id += 1) account.ports.store.sell(skuId(id), 5)
        account.ports.carrefour.catalogue('1', '2', '3')
        const all: readonly Move[] = [
          { kind: 'save', key: 0 },
          { kind: 'notify', key: 0 },
          ...moves,
        ]
        for (const move of all) {
          await play(account, move, secrets)
          for (const [place, text] of await everything(account))
            inCase(`${move.kind}: ${place}`, () => {
              for (const secret of secrets) expect(text).not.toContain(secret)
              if (place !== 'control/configuration.json') expect(text).not.toContain(MAILBOX)
            })
        }
        expect(secrets.size).toBeGreaterThan(KEYS.length)
      }
    ),
    { numRuns: process.env.LONG_TESTS ? 1_000 : 25 }
  ))
