import { describe, expect, it } from '@jest/globals'

import type { CheckName, Finding } from './checks'
import type { Lag } from './harness/lag'
import { areFew, verdictOf } from './verdict'

const quiet: Lag = { longest: 3_000, usual: 200 }
const found = (check: CheckName): Finding => ({ promise: 1, check, side: 0, what: 'something' })

describe('the verdict of a run', () => {
  it.each<[string, readonly Finding[], Lag, string]>([
    ['nothing', [], quiet, 'held'],
    ['nothing, on a busy machine', [], { longest: 20_000, usual: 200 }, 'held'],
    ['something', [found('comesToRest')], quiet, 'broken'],
    [
      'what was late, after a long stall',
      [found('comesToRest')],
      { longest: 20_000, usual: 200 },
      'not judged',
    ],
    [
      'what was late, on a slow machine',
      [found('limitsKept')],
      { longest: 3_000, usual: 4_000 },
      'not judged',
    ],
    [
      'a key in the log, on a busy machine',
      [found('keysStayIn')],
      { longest: 20_000, usual: 4_000 },
      'broken',
    ],
    [
      'what was late and what no delay explains',
      [found('comesToRest'), found('onceSaved')],
      { longest: 20_000, usual: 4_000 },
      'broken',
    ],
  ])('given %s, expect it told', (_, findings, lag, verdict) => {
    expect(verdictOf({ findings, lag })).toBe(verdict)
  })
})

describe('runs without a verdict', () => {
  it.each([
    [0, 4, true],
    [1, 4, true],
    [2, 4, false],
    [1, 1, false],
    [6, 200, true],
    [7, 200, false],
  ])('given %i of %i, expect them few: %s', (unjudged, all, few) => {
    expect(areFew(unjudged, all)).toBe(few)
  })
})
