import { describe, expect, it } from '@jest/globals'

import en from '../../../messages/en.json'
import es from '../../../messages/es.json'
import pt from '../../../messages/pt.json'
import { momentsOf } from './period.logic'
import { firstSentence, timeLeft } from './problems.logic'

describe('the first sentence', () => {
  it('stops at its end, and no earlier', () => {
    expect(firstSentence('Corrija 1.5 e clique em Ações > Reprocessar. Depois, espere.')).toBe(
      'Corrija 1.5 e clique em Ações > Reprocessar.'
    )
    expect(firstSentence('Sem ponto')).toBe('Sem ponto')
  })

  it.each([pt, en, es])('of what to do about each cause says something', messages => {
    const short = Object.entries(messages).filter(
      ([key, text]) => /cause\..*\.todo$/.test(key) && firstSentence(text).length <= 10
    )
    expect(short).toEqual([])
  })
})

describe('time left', () => {
  it.each([
    [0, '0:00'],
    [-5_000, '0:00'],
    [9_000, '0:09'],
    [61_000, '1:01'],
    [3_661_000, '1:01:01'],
  ])('given %d ms, expect %s', (left, expected) => {
    expect(timeLeft(new Date(1_000_000 + left).toISOString(), 1_000_000)).toBe(expected)
  })
})

describe('a period', () => {
  const now = new Date(2026, 9, 12, 15, 30, 45)
  const none = { period: null, from: null, to: null } as const

  it.each([
    [{ ...none, period: 'today' } as const, { since: new Date(2026, 9, 12) }],
    [{ ...none, period: '24h' } as const, { since: new Date(2026, 9, 11, 15, 30) }],
    [{ ...none, from: '2026-10-12' }, { since: new Date(2026, 9, 12) }],
    [{ ...none, to: '2026-10-31' }, { before: new Date(2026, 10, 1) }],
    [none, {}],
  ])('given %j, expect its moments by the reader’s clock', (chosen, expected) => {
    const iso = Object.entries(expected).map(([key, at]) => [key, at.toISOString()])
    expect(momentsOf(chosen, now)).toEqual(Object.fromEntries(iso))
  })
})
