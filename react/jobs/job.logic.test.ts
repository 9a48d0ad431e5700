import { describe, expect, it } from '@jest/globals'

import type { Job } from '../api/generated'
import { aJob, aPlan } from '../testing/samples'
import {
  groupsIn,
  inTurn,
  LEFT_OUT_AT_FIRST,
  minutesLeft,
  nameOfJob,
  narrowed,
  newsOf,
  percentOf,
  recentlyEnded,
  withoutMissing,
} from './job.logic'

const START = Date.parse('2026-10-12T14:30:00.000Z')
const after = (seconds: number) => START + seconds * 1000

it('a job after a new ShopKey is named by what the old one blocked, not by two ways of refusing it', () => {
  const named = (causes: Job['filter']['causes']) =>
    nameOfJob(aJob({ filter: { ...aJob().filter, causes } }), key => key)
  expect(named(['AUTH_FORBIDDEN', 'AUTH_INVALID'])).toBe('job.name.blocked')
  expect(named(['AUTH_INVALID'])).toBe('cause.auth-invalid.title')
})

describe('percent', () => {
  it.each([
    [{ total: 40, settled: 10 }, 25],
    [{ total: 3, settled: 2 }, 66],
    [{ total: null, expected: 50, settled: 0 }, 0],
    [{ total: 0, settled: 0, state: 'DONE' } as const, 100],
    [{ total: 0, settled: 0 }, 0],
  ])('given %j, expect %d', (change, percent) => {
    expect(percentOf(aJob(change))).toBe(percent)
  })
})

describe('the time left', () => {
  it.each([
    ['nothing settled yet, one file', { settled: 0 }, 30, 1],
    ['nothing settled yet, three files', { settled: 0, filesLeft: 3 }, 30, 3],
    ['a fast first file of ten', { total: 100_000, settled: 10_000, filesLeft: 9 }, 25, 9],
    ['slow going', { total: 40, settled: 10 }, 300, 15],
  ])('given %s, expect about so many minutes', (_, change, seconds, minutes) => {
    expect(minutesLeft(aJob(change), after(seconds))).toBe(minutes)
  })

  it('given it does not run, expect none', () => {
    for (const state of ['PLANNED', 'WAITING', 'CANCELLING', 'DONE', 'CANCELLED'] as const)
      expect(minutesLeft(aJob({ state }), after(30))).toBeNull()
  })
})

describe('jobs', () => {
  it('take their turn, the one that runs first', () => {
    const jobs = [
      aJob({ id: 'c', state: 'WAITING' }),
      aJob({ id: 'b', state: 'RUNNING' }),
      aJob({ id: 'a', state: 'DONE' }),
    ]
    expect(inTurn(jobs).map(({ id }) => id)).toEqual(['b', 'c'])
  })

  it('that have ended stay for a while', () => {
    const done = aJob({ state: 'DONE', endedAt: new Date(START).toISOString() })
    expect(recentlyEnded([done, aJob()], after(60))).toEqual([done])
    expect(recentlyEnded([done], after(16 * 60))).toEqual([])
  })
})

describe('the news', () => {
  const told = (before: readonly Job[] | null, now: readonly Job[]) =>
    newsOf(before, now).map(news =>
      news.kind === 'quarter' ? `${news.kind} ${news.percent}` : news.kind
    )

  it('given the first look, expect none', () => {
    expect(told(null, [aJob()])).toEqual([])
  })

  it('given a job begins, goes on and ends, expect start, quarters and end, each once', () => {
    const at = (settled: number) => [aJob({ settled })]
    const done = [aJob({ settled: 40, state: 'DONE' })]
    expect(told([], at(0))).toEqual(['started'])
    expect(told(at(0), at(9))).toEqual([])
    expect(told(at(9), at(10))).toEqual(['quarter 25'])
    expect(told(at(10), at(19))).toEqual([])
    expect(told(at(10), at(33))).toEqual(['quarter 75'])
    expect(told(at(33), done)).toEqual(['ended'])
    expect(told(done, done)).toEqual([])
    expect(told([], done)).toEqual(['ended'])
  })
})

describe('what is left out', () => {
  it('expect what waits for the catalogue left out at first, and the rest by choice', () => {
    expect(narrowed({ status: 'ERROR' }, LEFT_OUT_AT_FIRST)).toEqual({
      status: 'ERROR',
      without: ['NOT_CATALOGED'],
    })
    expect(narrowed({}, { waiting: false, blocked: false })).toEqual({})
    expect(narrowed({ skuIds: ['1'] }, { waiting: true, blocked: true })).toEqual({
      skuIds: ['1'],
      without: ['NOT_CATALOGED', 'AUTH_INVALID', 'AUTH_FORBIDDEN'],
    })
  })

  it('expect only groups with SKUs to be named', () => {
    expect(groupsIn(aPlan({ waiting: 0, blocked: 3 }))).toEqual(['blocked'])
    expect(groupsIn(aPlan())).toEqual([])
  })

  it('given named SKUs without a process yet, expect them not asked for', () => {
    const plan = aPlan({ missing: ['2'] })
    expect(withoutMissing({ skuIds: ['1', '2', '3'] }, plan)).toEqual({ skuIds: ['1', '3'] })
    expect(withoutMissing({ status: 'ERROR' }, plan)).toEqual({ status: 'ERROR' })
  })
})
