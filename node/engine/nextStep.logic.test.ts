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

describe('the repair of a batch by stage', () => {
  it.each<[Batch['stage'], string, string, string]>([
    ['claimed', 'nothing, or nobody knows', 'send', 'send'],
    ['sent', 'taken', 'ask', 'poll'],
    ['complete', 'done', 'ask', 'report'],
    ['judged', 'judged', 'record', 'settle'],
  ])('%s (%s) is repaired by: %s', (stage, known, repair, kind) => {
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
  ])('settles at once what Carrefour has decided: %s', (_, state, active) => {
    expect(step(state, 'judged', active)).toMatchObject({ kind: 'settle', at: 0 })
  })
})

describe('what may be sent', () => {
  it('makes no call with a refused ShopKey, and all calls with another key', () => {
    for (const stage of [null, 'claimed', 'sent', 'complete'] as const) {
      expect(step(incident({}), stage)).toEqual({ kind: 'rest', why: 'blocked' })
      expect(step(incident({ keyVersion: 0 }), stage).kind).not.toBe('rest')
    }
  })

  it('follows a taken file and sends nothing new while off', () => {
    expect(step(NEW_CONNECTION, 'sent', false).kind).toBe('poll')
    expect(step(NEW_CONNECTION, 'claimed', false)).toEqual({ kind: 'rest', why: 'off' })
    expect(step(NEW_CONNECTION, null, false)).toEqual({ kind: 'rest', why: 'off' })
  })

  it('follows a file under way and sends nothing new from a workspace that may not send', () => {
    const shop = { state: NEW_CONNECTION, active: true, withheld: true, keyVersion: 1 }
    expect(nextStep({ ...shop, batch: null })).toEqual({ kind: 'rest', why: 'development' })
    expect(step(NEW_CONNECTION, 'sent').kind).toBe('poll')
  })

  it('waits for the legal window after a file without an answer', () => {
    const state = { ...NEW_CONNECTION, budget: reserveCall(NEW_CONNECTION.budget, 'STO01', NOW) }
    for (const stage of [null, 'claimed'] as const) {
      const next = step(state, stage)
      expect('at' in next && next.at).toBeGreaterThanOrEqual(NOW + SHORTEST_INTERVAL.STO01)
    }
  })

  it('sends no new file too early while Carrefour does not answer, and still polls a taken one', () => {
    const state = incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: NOW })
    expect(step(state, null)).toEqual({ kind: 'claim', at: NOW })
    expect(step(state, 'claimed')).toMatchObject({ kind: 'send', at: NOW })
    expect(step(state, 'sent')).toMatchObject({ kind: 'poll', at: 0 })
  })

  it('does not wait for a failure of a former configuration', () => {
    const state = incident({ cause: 'MARKETPLACE_UNAVAILABLE', nextTryAt: NOW, keyVersion: 0 })
    expect(step(state, null)).toEqual({ kind: 'claim', at: 0 })
  })
})
