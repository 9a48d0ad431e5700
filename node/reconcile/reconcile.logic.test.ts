import { describe, expect, it } from '@jest/globals'
import { aConfiguration, someChoices, aReadLine, skuId, aProcess } from '../testing/factories'
import { NO_LIST, CONFIRMED_FOR, isStale, outOfDate } from './offers.logic'
import {
  type ReconcileState,
  finishReconcile,
  mustStart,
  NEVER_COMPARED,
  NO_COUNTS,
  noteOff,
  beginReconcile,
  underOf,
} from './reconcile.logic'
import { DAY, HOUR, MINUTE } from '../shared/time'
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
import type { Process } from '../ledger/process.logic'

const NOW = 1_000_000
const UNDER = underOf(aConfiguration({ choices: someChoices() }))
const done: ReconcileState = { ...NEVER_COMPARED, under: UNDER, due: { at: NOW, why: 'DAILY' } }

describe('when a comparison starts', () => {
  it.each<[string, ReconcileState, object, boolean]>([
    ['a connection that was never compared', NEVER_COMPARED, {}, true],
    ['the day is over', done, {}, true],
    ['the day is not over', { ...done, due: { at: NOW + 1, why: 'DAILY' } }, {}, false],
    [
      'one is under way',
      { ...beginReconcile(done, UNDER, NOW), due: { at: 0, why: 'PERSON' } },
      {},
      false,
    ],
    [
      'one is under way and the policy changed',
      beginReconcile(done, UNDER, NOW),
      { tradePolicy: '1' },
      true,
    ],
    ['another minimum', { ...done, due: null }, { minimumStock: 3 }, true],
    ['kits, which were not sent', { ...done, due: null }, { sendKits: false }, true],
    ['another shop', { ...done, due: null }, { shopId: '7' }, true],
    ['another e-mail', { ...done, due: null }, { notificationEmail: 'a@b.example' }, false],
    ['it was off', noteOff({ ...done, due: null }), {}, true],
  ])('%s: case %#', (_, state, changed, expected) => {
    expect(mustStart(state, underOf(aConfiguration({ choices: someChoices(changed) })), NOW)).toBe(
      expected
    )
  })

  it('leaves the old trade policy first, even if it was off in between', () => {
    const next = underOf(aConfiguration({ choices: someChoices({ tradePolicy: '1' }) }))
    for (const state of [done, noteOff(done)]) {
      expect(beginReconcile(state, next, NOW)).toMatchObject({
        leaving: ['2'],
        run: { phase: 'leave', position: 1, why: 'CONFIGURATION' },
      })
    }
  })

  it('stops leaving a policy that is chosen again, and leaves the other one', () => {
    const away = beginReconcile(
      done,
      underOf(aConfiguration({ choices: someChoices({ tradePolicy: '1' }) })),
      NOW
    )
    expect(beginReconcile(away, UNDER, NOW).leaving).toEqual(['1'])
    const further = beginReconcile(
      away,
      underOf(aConfiguration({ choices: someChoices({ tradePolicy: '3' }) })),
      NOW
    )
    expect(further.leaving).toEqual(['2', '1'])
  })
})

describe('another shop', () => {
  const other = underOf(aConfiguration({ choices: someChoices({ shopId: '7' }) }))

  it('handles the former shop’s rows first, until they are done', () => {
    const first = beginReconcile(NEVER_COMPARED, UNDER, NOW)
    expect(first).toMatchObject({ hasFormer: false, shop: { since: 0 }, run: { phase: 'leave' } })
    const moved = beginReconcile(first, other, NOW + 5)
    expect(moved).toMatchObject({
      hasFormer: true,
      shop: { name: other.shop, since: NOW + 5 },
      run: { phase: 'former', position: -1 },
    })
    // Restarted for another reason before the rows were handled.
    const once = beginReconcile(
      moved,
      underOf(aConfiguration({ choices: someChoices({ shopId: '7', minimumStock: 9 }) })),
      NOW + 9
    )
    expect(once).toMatchObject({ shop: { since: NOW + 5 }, run: { phase: 'former' } })
  })

  it('reads the shop of an older state as the current one', () => {
    const older = { ...done, under: { ...UNDER, shop: null } }
    expect(beginReconcile(older, UNDER, NOW)).toMatchObject({
      hasFormer: false,
      shop: { since: 0 },
    })
  })

  it('notices the change although it was off in between', () => {
    const off = noteOff(beginReconcile(NEVER_COMPARED, UNDER, NOW))
    expect(beginReconcile(off, other, NOW)).toMatchObject({ hasFormer: true })
  })
})

/** The state with Carrefour's complete list received. */
const whole = (state: ReconcileState): ReconcileState =>
  state.run ? { ...state, run: { ...state.run, list: { ...NO_LIST, total: 0 } } } : state

describe('when a comparison ends', () => {
  it('reports an incomplete list and runs twice more at other times before the next day', () => {
    const again = (state: ReconcileState, at: number) =>
      finishReconcile(beginReconcile({ ...state, due: null }, UNDER, at), at, 0)
    const first = again(done, NOW)
    expect(first).toMatchObject({
      last: { problem: 'OFFERS_INCOMPLETE' },
      due: { at: NOW + HOUR },
      repeats: 1,
    })
    const second = again(first, NOW)
    expect(second).toMatchObject({ due: { at: NOW + 4 * HOUR }, repeats: 2 })
    const third = again(second, NOW)
    expect(third).toMatchObject({ due: { at: NOW + DAY }, repeats: 0 })
    expect(finishReconcile(whole(beginReconcile(first, UNDER, NOW)), NOW, 0)).toMatchObject({
      last: { problem: null },
      repeats: 0,
    })
  })

  it.each([
    ['pages left out', { gaps: 1 }],
    ['SKUs that the store did not answer for', { counts: { ...NO_COUNTS, unread: 1 } }],
  ])('reports %s', (_, more) => {
    const state = whole(beginReconcile(done, UNDER, NOW))
    const run = state.run && { ...state.run, ...more }
    expect(finishReconcile({ ...state, run }, NOW, 0).last?.problem).toBe('STORE_INCOMPLETE')
  })

  it.each([
    ['a short run', NOW + MINUTE, NOW + DAY],
    ['a run of two days', NOW + 2 * DAY, NOW + 2 * DAY + HOUR],
  ])('after %s, starts the next a day after its start and at least an hour later', (_, at, due) => {
    const ended = finishReconcile(whole(beginReconcile(done, UNDER, NOW)), at, 0)
    expect(ended).toMatchObject({
      run: null,
      last: { startedAt: NOW, endedAt: at, why: 'DAILY' },
      due: { at: due, why: 'DAILY' },
    })
  })
})

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

const TODAY = Date.parse('2026-11-20T12:00:00Z')
const fresh = { processedAt: TODAY - HOUR }
const atTheEdge = { processedAt: TODAY - CONFIRMED_FOR }
const old = { processedAt: TODAY - CONFIRMED_FOR - 1 }
const rejected = { status: 'ERROR', cause: 'OFFER_LINE_REJECTED' } as const
const told = { status: 'WARNING', cause: 'STALE', causeSince: TODAY - DAY } as const

describe('an outdated confirmation', () => {
  it.each<[string, Partial<Process>, 'another' | 'unknown', boolean]>([
    ['fresh, and Carrefour holds another quantity', fresh, 'another', true],
    ['fresh, and nobody can see', fresh, 'unknown', false],
    ['as old as may be, and nobody can see', atTheEdge, 'unknown', false],
    ['older, and nobody can see', old, 'unknown', true],
    ['of a SKU that failed', { ...old, ...rejected }, 'another', false],
    ['told before', { ...fresh, ...told }, 'another', true],
  ])('one %s (%j, %s): %s', (_, with_, held, stale) => {
    expect(isStale(aProcess(with_), held, TODAY)).toBe(stale)
  })

  it('is a warning that keeps what was sent, with another try a day later in case the first is lost', () => {
    const before = aProcess({ quantity: 7, ...fresh })
    const after = outOfDate(before, TODAY, 0)
    expect(after).toEqual({
      ...before,
      status: 'WARNING',
      cause: 'STALE',
      causeSince: TODAY,
      nextCheckAt: TODAY + DAY,
    })
  })

  it('keeps the time of the first warning', () => {
    expect(outOfDate(aProcess(told), TODAY, 0).causeSince).toBe(TODAY - DAY)
  })
})
