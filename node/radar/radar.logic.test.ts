import { describe, expect, it } from '@jest/globals'

import { aProcess, anAttempt } from '../testing/factories'
import {
  codesOf,
  comparableEan,
  isResendDue,
  nextCheckAt,
  questionFor,
  spellingsOf,
} from './radar.logic'
import { DAY, HOUR, MINUTE } from '../shared/time'

describe('when the radar checks again', () => {
  it.each([
    [0, MINUTE],
    [2 * MINUTE, MINUTE],
    [40 * MINUTE, 10 * MINUTE],
    [8 * HOUR, 2 * HOUR],
    [30 * DAY, 4 * HOUR],
  ])('after a wait of %d ms, pauses %d ms, plus up to a tenth', (waited, pause) => {
    const now = 100 * DAY
    expect(nextCheckAt(now - waited, now, 0) - now).toBe(pause)
    const late = nextCheckAt(now - waited, now, 0.999) - now
    expect(late).toBeGreaterThan(pause)
    expect(late).toBeLessThanOrEqual(pause * 1.1)
  })
})

describe('what is asked about a SKU', () => {
  const there = new Set(['7891000000017'])

  it.each<[string, string | null, Set<string> | null, number, string]>([
    ['a product that is catalogued', '7891000000017', there, 0.9, 'offer'],
    ['one that is not', '7891000000024', there, 0.9, 'none'],
    ['one that is not, now and then', '7891000000024', there, 0.1, 'offer'],
    ['no EAN', null, there, 0.9, 'offer'],
    ['an EAN that is none', 'SEM GTIN', there, 0.9, 'offer'],
    ['a catalogue that does not tell', '7891000000024', null, 0.9, 'offer'],
    ['zeros before the EAN', '07891000000017', there, 0.9, 'offer'],
  ])('%s (%s, %p, %d): %s', (_, ean, catalogued, random, question) => {
    expect(questionFor(ean, catalogued, random)).toBe(question)
  })

  it.each([
    ['0012345678905', '12345678905'],
    [' 7891000000017 ', '7891000000017'],
    ['', null],
    ['0000', null],
    ['789|1', null],
    [null, null],
  ])('compares the EAN %j as %j', (ean, comparable) => {
    expect(comparableEan(ean)).toBe(comparable)
  })
})

describe('the spellings of an EAN', () => {
  it.each([
    ['7891000000017', ['7891000000017', '07891000000017']],
    ['12345670', ['12345670', '0000012345670', '000012345670', '00000012345670']],
    ['07891000000017', ['07891000000017', '7891000000017']],
    ['SEM GTIN', []],
    [null, []],
  ])('%j gives %j', (ean, spellings) => {
    expect(spellingsOf(ean)).toEqual(spellings)
  })

  it('puts the likely spelling of each first, up to the limit', () => {
    const eans = Array.from({ length: 100 }, (_, index) => String(10_000_000 + index))
    const codes = codesOf([...eans, null])
    expect(codes.slice(0, 100)).toEqual(eans)
    expect(codes).toHaveLength(400)
    expect(codesOf(Array.from({ length: 900 }, (_, at) => String(10_000_000 + at)))).toHaveLength(
      500
    )
    expect(codesOf([])).toEqual([])
  })
})

describe('sending a SKU that is catalogued but has no offer', () => {
  it.each([
    ['just tried', 5 * MINUTE, 5 * MINUTE, false],
    ['tried ten minutes ago', 10 * MINUTE, 10 * MINUTE, true],
    ['waiting for a day, tried an hour ago', DAY, HOUR, false],
    ['waiting for a day, tried four hours ago', DAY, 4 * HOUR, true],
  ])('one %s: %4$s', (_, waited, tried, due) => {
    const now = 100 * DAY
    const attempts = [anAttempt({ at: now - tried })]
    expect(isResendDue(aProcess({ attempts, causeSince: now - waited }), now)).toBe(due)
  })
})
