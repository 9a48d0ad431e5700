import { describe, expect, it } from '@jest/globals'

import { aConfiguration, someChoices } from '../testing/factories'
import { NO_LIST } from './offerList.logic'
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
