import { describe, expect, it } from '@jest/globals'

import { aClaimedLine, aReadLine } from '../testing/factories'
import type { Batch } from './batch.logic'
import { type ConnectionState, NEW_CONNECTION } from './state.logic'
import type { Incident } from './incident.logic'
import { SHORTEST_INTERVAL, reserveCall } from '../carrefour/limits.logic'
import { NO_COUNTS } from '../carrefour/report/reading.logic'
import { nextStep, STAGES } from './nextStep.logic'

const NOW = 1_000_000
const claim = { id: 'batch-1', claimedAt: 0, failures: {}, notBefore: 0, slice: null }
const taken = { lines: [aReadLine()], importId: 'import-1', sentAt: 0 }

const BATCHES: Readonly<Record<Batch['stage'], Batch>> = {
  claimed: {
    ...claim,
    stage: 'claimed',
    marksRemoved: true,
    readAt: null,
    lines: [aClaimedLine()],
  },
  sent: { ...claim, ...taken, stage: 'sent' },
  lost: { ...claim, stage: 'lost', lines: [], importId: null, sentAt: NOW, sendAgainAt: NOW },
  complete: { ...claim, ...taken, stage: 'complete', counts: NO_COUNTS },
  reported: {
    ...claim,
    ...taken,
    stage: 'reported',
    readBack: { rejected: {}, confirmed: [], open: [], offset: null, words: null },
  },
  judged: {
    ...claim,
    ...taken,
    stage: 'judged',
    verdict: { kind: 'complete', rejected: {} },
    judgedAt: 0,
  },
}

const incident = (with_: Partial<Incident>): ConnectionState => ({
  ...NEW_CONNECTION,
  incident: {
    cause: 'AUTH_INVALID',
    since: 0,
    lastSeenAt: 0,
    message: '',
    nextTryAt: null,
    keyVersion: 1,
    ...with_,
  },
})

const step = (state: ConnectionState, stage: Batch['stage'] | null, active = true) =>
  nextStep({ state, batch: stage && BATCHES[stage], active, keyVersion: 1 })

describe('the stage decides what repairs a batch', () => {
  it.each<[Batch['stage'], string, string, string]>([
    ['claimed', 'nothing, or nobody knows', 'send', 'send'],
    ['sent', 'taken', 'ask', 'poll'],
    ['complete', 'done', 'ask', 'report'],
    ['judged', 'judged', 'record', 'settle'],
  ])('given %s (%s), expect it to be repaired by: %s', (stage, known, repair, kind) => {
    expect(STAGES[stage]).toEqual({ atCarrefour: known, repair })
    expect(step(NEW_CONNECTION, stage).kind).toBe(kind)
  })

  it.each([
    ['a refused ShopKey', incident({}), true],
    ['a connection that is off', NEW_CONNECTION, false],
    [
      'no answer from Carrefour',
      incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: 9e9 }),
      true,
    ],
  ])('given %s, expect what Carrefour has said to be recorded at once', (_, state, active) => {
    expect(step(state, 'judged', active)).toMatchObject({ kind: 'settle', at: 0 })
  })
})

describe('what may leave', () => {
  it('given a refused ShopKey, expect no call; given another key since, expect all calls', () => {
    for (const stage of [null, 'claimed', 'sent', 'complete'] as const) {
      expect(step(incident({}), stage)).toEqual({ kind: 'rest', why: 'blocked' })
      expect(step(incident({ keyVersion: 0 }), stage).kind).not.toBe('rest')
    }
  })

  it('given a connection that is off, expect a taken file to be followed and nothing new to leave', () => {
    expect(step(NEW_CONNECTION, 'sent', false).kind).toBe('poll')
    expect(step(NEW_CONNECTION, 'claimed', false)).toEqual({ kind: 'rest', why: 'off' })
    expect(step(NEW_CONNECTION, null, false)).toEqual({ kind: 'rest', why: 'off' })
  })

  it('given a workspace that may not send, expect what is under way to be followed and nothing new to leave', () => {
    const shop = { state: NEW_CONNECTION, active: true, withheld: true, keyVersion: 1 }
    expect(nextStep({ ...shop, batch: null })).toEqual({ kind: 'rest', why: 'development' })
    expect(step(NEW_CONNECTION, 'sent').kind).toBe('poll')
  })

  it('given a file without an answer, expect the next one not before the legal window', () => {
    const state = { ...NEW_CONNECTION, budget: reserveCall(NEW_CONNECTION.budget, 'STO01', NOW) }
    for (const stage of [null, 'claimed'] as const) {
      const next = step(state, stage)
      expect('at' in next && next.at).toBeGreaterThanOrEqual(NOW + SHORTEST_INTERVAL.STO01)
    }
  })

  it('given that Carrefour does not answer, expect no new file before its time, and a taken one asked for', () => {
    const state = incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: NOW })
    expect(step(state, null)).toEqual({ kind: 'claim', at: NOW })
    expect(step(state, 'claimed')).toMatchObject({ kind: 'send', at: NOW })
    expect(step(state, 'sent')).toMatchObject({ kind: 'poll', at: 0 })
  })

  it('given that it did not answer as it was configured before, expect no wait', () => {
    const state = incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: NOW, keyVersion: 0 })
    expect(step(state, null)).toEqual({ kind: 'claim', at: 0 })
  })
})
