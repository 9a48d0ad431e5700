import { describe, expect, it } from '@jest/globals'

import { underOf } from '../reconcile/reconcile.logic'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { readBatch } from '../engine/storedBatch'
import { readConnectionState } from '../engine/storedState'

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
