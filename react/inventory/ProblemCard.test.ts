import { describe, expect, it } from '@jest/globals'

import { dayAhead, grownByHalf, NEW_ASIDE, readAside, startOf } from './AsideDialog'
import en from '../../messages/en.json'
import es from '../../messages/es.json'
import pt from '../../messages/pt.json'
import { firstSentence } from './ProblemCard'

const NOW = new Date(2026, 10, 24, 15)
const form = (change: Partial<typeof NEW_ASIDE>) => ({ ...NEW_ASIDE, reason: 'r', ...change })

it('asks for what was chosen, and leaves out what was not', () => {
  expect(readAside(form({}), NOW)).toEqual({ aside: { until: 'HALF', reason: 'r' } })
  expect(readAside(form({ until: 'MORE', skus: ' 25 ' }), NOW)).toEqual({
    aside: { until: 'MORE', reason: 'r', skus: 25 },
  })
  expect(readAside(form({ until: 'DAY', day: '2026-11-25' }), NOW)).toEqual({
    aside: { until: 'DAY', reason: 'r', day: startOf('2026-11-25').toISOString() },
  })
})

it.each([
  [form({ reason: ' ' }), ['reason']],
  [form({ until: 'DAY', day: '2026-11-24' }), ['day']],
  [form({ until: 'DAY', day: '2028-01-01' }), ['day']],
  [form({ until: 'DAY', day: 'x' }), ['day']],
  [form({ until: 'MORE', skus: '0' }), ['skus']],
  [form({ until: 'MORE', skus: '1,5', reason: '' }), ['skus', 'reason']],
])('%j names what is wrong', (given, wrong) => {
  expect(readAside(given, NOW)).toEqual({ wrong })
})

it('knows the days ahead over the end of a year, and growth of small problems', () => {
  expect(dayAhead(40, NOW)).toBe('2027-01-03')
  expect([1, 2, 3, 36].map(grownByHalf)).toEqual([2, 3, 5, 54])
})

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
