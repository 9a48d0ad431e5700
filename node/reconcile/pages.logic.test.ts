import { describe, expect, it } from '@jest/globals'

import { aReadLine, skuId, aConfiguration, someChoices } from '../testing/factories'
import { type ReconcileState, NEVER_COMPARED, beginReconcile, underOf } from './reconcile.logic'
import {
  addHealed,
  afterClaim,
  afterFailure,
  afterPage,
  healedIn,
  holdsBack,
  isDrift,
  MAX_HELD,
  nextPhase,
  skipOffers,
} from './pages.logic'

const NOW = 1_000_000
const UNDER = underOf(aConfiguration({ choices: someChoices() }))
const CHANCE = { now: NOW, random: 0 }
const begun = beginReconcile(NEVER_COMPARED, UNDER, NOW)

function phases(state: ReconcileState): readonly string[] {
  const seen: string[] = []
  for (let now = state; seen.length < 6; now = nextPhase(now)) {
    seen.push(`${now.run?.phase} ${now.run?.position} ${now.leaving.join()}`.trim())
  }
  return seen
}

const comparing = nextPhase(nextPhase(begun))
const page = { counts: { offersSeen: 100, drift: 2 }, marked: 2, step: 100, isLast: false }

describe('the phases of a run', () => {
  it('goes through each phase once from its first page when there is no policy to leave', () => {
    expect(phases(begun).slice(0, 5)).toEqual([
      'leave 1',
      'clear 1',
      'offers 0',
      'load 1',
      'settle 1',
    ])
  })

  it('leaves two policies one after the other', () => {
    expect(phases({ ...begun, leaving: ['1', '3'] }).slice(0, 3)).toEqual([
      'leave 1 1,3',
      'leave 1 3',
      'clear 1',
    ])
  })

  it('adds up position and findings of its pages', () => {
    const after = afterPage(afterPage(comparing, page, NOW), { ...page, isLast: true }, NOW)
    expect(after).toMatchObject({
      unsent: 4,
      run: { phase: 'load', position: 1, counts: { offersSeen: 200, drift: 4, compared: 0 } },
    })
  })

  it('retries a failed page, later each time, and shows nothing of it once it came', () => {
    const once = afterFailure(comparing, 'MARKETPLACE_UNAVAILABLE', null, CHANCE)
    const twice = afterFailure(once, 'MARKETPLACE_UNAVAILABLE', null, CHANCE)
    expect(once.run).toMatchObject({ position: 0, problem: 'MARKETPLACE_UNAVAILABLE' })
    expect(twice.run?.notBefore).toBeGreaterThan(once.run?.notBefore ?? Infinity)
    expect(afterPage(twice, page, NOW).run).toMatchObject({
      tries: 0,
      problem: null,
      position: 100,
    })
  })

  it('goes on, and keeps the reason, when offers may not be read', () => {
    const after = skipOffers(comparing, 'OFFERS_FORBIDDEN')
    expect(after.run).toMatchObject({ phase: 'load', problem: 'OFFERS_FORBIDDEN' })
    expect(afterPage(after, page, NOW).run?.problem).toBe('OFFERS_FORBIDDEN')
  })

  it('counts all unknown offers and keeps a few, shortened', () => {
    const unknownCodes = Array.from({ length: 30 }, (_, index) => `${index}${'x'.repeat(90)}`)
    const after = afterPage(
      comparing,
      { ...page, counts: { unknownOffers: 30 }, unknownCodes },
      NOW
    )
    expect(after.run?.counts).toMatchObject({ unknownOffers: 30 })
    expect(after.run?.counts.unknownSamples).toHaveLength(10)
    expect(after.run?.counts.unknownSamples[0]).toHaveLength(40)
  })
})

describe('requests of a comparison', () => {
  it.each<[string, ReconcileState, boolean]>([
    ['no run', NEVER_COMPARED, false],
    ['a walk', comparing, true],
    ['a walk with as many as are held', { ...comparing, unsent: MAX_HELD }, false],
    ['a walk that does not get on', failed(comparing, 3), false],
    ['a run that waits for them', nextPhase(nextPhase(comparing)), false],
  ])('%s: held %#', (_, state, held) => {
    expect(holdsBack(state)).toBe(held)
  })

  it('a batch that took all leaves none unsent, a full one leaves some', () => {
    expect(afterClaim({ ...comparing, unsent: 3 }, true).unsent).toBe(0)
    expect(afterClaim({ ...comparing, unsent: 3 }, false).unsent).toBe(3)
  })
})

function failed(state: ReconcileState, times: number): ReconcileState {
  return times === 0
    ? state
    : failed(afterFailure(state, 'MARKETPLACE_UNAVAILABLE', null, CHANCE), times - 1)
}

describe('drift', () => {
  it.each([
    [7, 7, false],
    [7, 9, true],
    [0, 1, true],
    [null, 9, false],
  ])('%j by the store’s rules and %j at Carrefour: %j', (quantity, held, drift) => {
    expect(isDrift({ quantity }, held)).toBe(drift)
  })
})

describe('healed', () => {
  const line = (id: number, more: object = {}) =>
    aReadLine({ skuId: skuId(id), reason: 'RECONCILE', ...more })
  const lines = [
    line(1),
    line(2),
    line(3, { quantity: null }),
    line(4, { reason: 'NOTIFICATION' }),
    line(5, { quantity: 0, remark: 'NOT_IN_TRADE_POLICY' }),
  ]
  const judged = (verdict: Parameters<typeof healedIn>[0]['verdict']) => ({
    stage: 'judged' as const,
    id: 'batch-1',
    claimedAt: 0,
    failures: {},
    notBefore: 0,
    slice: null,
    importId: 'import-1',
    judgedAt: NOW,
    lines,
    verdict,
  })

  it('counts what Carrefour confirmed: sent, not refused, and queued by the comparison', () => {
    const refused = { '2': { cause: 'OFFER_LINE_REJECTED' as const, message: 'bloqueada' } }
    expect(healedIn(judged({ kind: 'complete', rejected: refused }), lines)).toBe(2)
    expect(healedIn(judged({ kind: 'failed', cause: 'IMPORT_FAILED', message: '' }), lines)).toBe(0)
  })

  it('counts it in the current run', () => {
    expect(addHealed(comparing, 2).run?.counts.healed).toBe(2)
    expect(addHealed(NEVER_COMPARED, 2)).toEqual(NEVER_COMPARED)
  })
})
