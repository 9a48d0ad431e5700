import { describe, expect, it } from '@jest/globals'

import { someChoices } from '../testing/factories'
import type { ReconcileState } from './reconcile'
import { end, mustStart, NEVER_COMPARED, noteOff, start, underOf } from './reconcile'
import { DAY, HOUR, MINUTE } from './time'

const NOW = 1_000_000
const UNDER = underOf(someChoices())
const done: ReconcileState = { ...NEVER_COMPARED, under: UNDER, due: { at: NOW, why: 'DAILY' } }

describe('when a comparison begins', () => {
  it.each<[string, ReconcileState, object, boolean]>([
    ['a connection that was never compared', NEVER_COMPARED, {}, true],
    ['the day is over', done, {}, true],
    ['the day is not over', { ...done, due: { at: NOW + 1, why: 'DAILY' } }, {}, false],
    ['one is under way', { ...start(done, UNDER, NOW), due: { at: 0, why: 'PERSON' } }, {}, false],
    [
      'one is under way and the policy changed',
      start(done, UNDER, NOW),
      { tradePolicy: '1' },
      true,
    ],
    ['another minimum', { ...done, due: null }, { minimumStock: 3 }, true],
    ['kits, which were not sent', { ...done, due: null }, { sendKits: false }, true],
    ['another shop', { ...done, due: null }, { shopId: '7' }, true],
    ['another e-mail', { ...done, due: null }, { notificationEmail: 'a@b.example' }, false],
    ['it was off', noteOff({ ...done, due: null }), {}, true],
  ])('given %s, expect %#', (_, state, changed, expected) => {
    expect(mustStart(state, underOf(someChoices(changed)), NOW)).toBe(expected)
  })

  it('given another trade policy, expect the old one to be left first, also when it was off between', () => {
    const next = underOf(someChoices({ tradePolicy: '1' }))
    for (const state of [done, noteOff(done)]) {
      expect(start(state, next, NOW)).toMatchObject({
        leaving: ['2'],
        run: { phase: 'leave', position: 1, why: 'CONFIGURATION' },
      })
    }
  })

  it('given a change of mind before the old policy was empty, expect it left no longer, and the other instead', () => {
    const away = start(done, underOf(someChoices({ tradePolicy: '1' })), NOW)
    expect(start(away, UNDER, NOW).leaving).toEqual(['1'])
    const further = start(away, underOf(someChoices({ tradePolicy: '3' })), NOW)
    expect(further.leaving).toEqual(['2', '1'])
  })
})

describe('when a comparison ends', () => {
  it.each([
    ['a short run', NOW + MINUTE, NOW + DAY],
    ['a run of two days', NOW + 2 * DAY, NOW + 2 * DAY + HOUR],
  ])('given %s, expect the next a day after its start but an hour later at least', (_, at, due) => {
    const ended = end(start(done, UNDER, NOW), at, 0)
    expect(ended).toMatchObject({
      run: null,
      last: { startedAt: NOW, endedAt: at, why: 'DAILY' },
      due: { at: due, why: 'DAILY' },
    })
  })
})
