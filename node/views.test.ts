import { describe, expect, it } from '@jest/globals'

import { aConfiguration, aProcess, anAttempt, shopKey, skuId } from './testing/factories'
import { shownOf } from './connection/configuration.logic'
import { showConfiguration, showConnection } from './connection/resolvers'
import { showProcess } from './ledger/resolvers'
import { showReprocess } from './jobs/resolvers'

describe('a configuration', () => {
  it('shows the last characters of the ShopKey and nothing more of it', () => {
    const shown = showConfiguration(shownOf(aConfiguration()))
    expect(shown.shopKey).toMatchObject({ last4: '2001', savedAt: '2026-11-02T12:00:00.000Z' })
    expect(JSON.stringify(shown)).not.toContain('shop-key')
  })

  it('shows nothing of a short key', () => {
    const { shopKey: saved, ...rest } = aConfiguration()
    const shown = showConfiguration(
      shownOf({
        ...rest,
        shopKey: { ...saved, key: shopKey('short-key'), verifiedAt: null },
      })
    )
    expect(shown.shopKey).toMatchObject({ last4: null, verifiedAt: null })
  })
})

describe('a process', () => {
  const row = { skuId: skuId(1), process: null, pending: true, requestedAt: 0, affiliate: 'CRF' }

  it('is pending with nothing else before its first outcome', () => {
    expect(showProcess(row)).toMatchObject({
      status: 'PENDING',
      cause: null,
      actor: 'NOBODY',
      processedAt: null,
      requestedAt: '1970-01-01T00:00:00.000Z',
      attempts: [],
    })
  })

  it('shows who can end a wait for Carrefour, dates, and attempts without the batch', () => {
    const process = aProcess({
      status: 'WARNING',
      cause: 'NOT_CATALOGED',
      nextCheckAt: 60_000,
      attempts: [anAttempt()],
    })
    const shown = showProcess({ ...row, process, pending: false, requestedAt: null })
    expect(shown).toMatchObject({
      status: 'WARNING',
      actor: 'CARREFOUR',
      nextCheckAt: '1970-01-01T00:01:00.000Z',
    })
    expect(shown.attempts).toEqual([
      {
        at: '2026-11-02T12:00:00.000Z',
        reason: 'NOTIFICATION',
        status: 'SUCCESS',
        cause: null,
        quantity: 7,
        message: null,
        importId: 'import-1',
        sentLine: '"offer-sku";"quantity";"warehouse-code";"update-delete"\n"1";"7";"";"update"',
      },
    ])
  })
})

describe('the connection', () => {
  it('shows no next try for an incident that waits for a person', () => {
    const incident = {
      cause: 'AUTH_INVALID' as const,
      since: 0,
      lastSeenAt: 1_000,
      message: 'm',
      nextTryAt: null,
      keyVersion: 1,
    }
    const counts = { pending: 1, blocked: 2, success: 3, warning: 4, error: 5 }
    const shown = showConnection({
      ...counts,
      configuration: null,
      production: true,
      incident,
      outages: [],
      boundShop: null,
      lastConfirmedAt: null,
      nextSendAt: null,
      waitingSince: null,
      stalledSince: 0,
      brake: null,
      gap: null,
      closedShop: null,
      otherWriters: [],
      isUntold: false,
      pulse: { mark: 'm', at: 0 },
      numbersAt: null,
      standstill: { kind: 'RUNS', since: 0 },
    })
    expect(shown).toMatchObject({
      ...counts,
      configuration: null,
      nextSendAt: null,
      waitingSince: null,
      stalledSince: '1970-01-01T00:00:00.000Z',
      standstill: { kind: 'RUNS', since: '1970-01-01T00:00:00.000Z' },
    })
    expect(shown.incident).toMatchObject({
      actor: 'MERCHANT',
      since: '1970-01-01T00:00:00.000Z',
      nextTryAt: null,
    })
  })
})

describe('the result of a reprocess', () => {
  it('has the type of the union, and no more ids than promised', () => {
    const skuIds = Array.from({ length: 150 }, (_, id) => String(id))
    expect(
      showReprocess({ kind: 'accepted', accepted: 150, skuIds, jobId: null, nextSendAt: null })
    ).toMatchObject({
      __typename: 'CarrefourReprocessAccepted',
      skuIds: { length: 100 },
    })
    expect(showReprocess({ kind: 'refused', code: 'TOO_MANY', skuIds: [] })).toEqual({
      __typename: 'CarrefourReprocessRefused',
      code: 'TOO_MANY',
      skuIds: [],
    })
  })
})
