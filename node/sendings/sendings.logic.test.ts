import { describe, expect, it } from '@jest/globals'

import { DAY, MINUTE } from '../shared/time'
import { aSending } from '../testing/factories'
import {
  DAY_BYTES,
  EMPTY_BOOK,
  MAX_A_DAY,
  countsOf,
  dayInId,
  dayOf,
  keptDays,
  KEPT_DAYS,
  sendingId,
  withAnswer,
  begunTrail,
  withoutAttachments,
  withSending,
} from './sendings.logic'

const MORNING = Date.parse('2026-11-02T06:00:00Z')
const sentAt = (minute: number, more: Parameters<typeof aSending>[0] = {}) =>
  aSending({
    id: sendingId(`b${minute}`, MORNING + minute * MINUTE),
    sentAt: MORNING + minute * MINUTE,
    ...more,
  })

describe('the sendings of a day', () => {
  it('are brought up to date, and an ended one never goes back', () => {
    const sent = sentAt(1, { kept: { file: 5 } })
    const ended = { ...sent, state: 'COMPLETE' as const, endedAt: MORNING, kept: { answers: 2 } }
    const book = [sent, ended, sent].reduce(withSending, EMPTY_BOOK)
    expect(book.sendings).toEqual([{ ...ended, kept: { file: 5, answers: 2 } }])
  })

  it('are at most as many as Carrefour allows in a day, the newest', () => {
    const times = Array.from({ length: MAX_A_DAY + 5 }, (_, minute) => minute)
    const book = { sendings: times.map(minute => sentAt(minute)) }
    const { sendings } = withSending(book, sentAt(-9))
    expect([sendings.length, sendings[0]?.sentAt]).toEqual([MAX_A_DAY, MORNING + 5 * MINUTE])
  })

  it('beyond their bytes the oldest lose their attachments and keep their line', () => {
    const half = { kept: { file: DAY_BYTES / 2 } }
    const before = { sendings: [sentAt(1, half), sentAt(2, half)] }
    const after = withSending(before, sentAt(3, { kept: { file: 1 } }))
    expect(after.sendings.map(({ kept }) => kept.file ?? 0)).toEqual([0, DAY_BYTES / 2, 1])
    expect(withoutAttachments(before, after).map(({ id }) => id)).toEqual([sentAt(1).id])
  })
})

describe('a sending', () => {
  it('names its day in its id, and no other text is an id', () => {
    expect(dayInId(sendingId('b-1', MORNING))).toBe(dayOf(MORNING))
    for (const text of ['', '2026-11-02', '2026-11-02.b', '2026-11-02.../x.1', 'x.b.1'])
      expect(dayInId(text)).toBeNull()
  })

  it('counts what Carrefour took, refused and left open', () => {
    const rejected = { 1: { cause: 'NOT_CATALOGED' }, 2: { cause: 'UNCONFIRMED' } } as const
    expect(countsOf(5, rejected)).toEqual({ accepted: 3, refused: 1, unconfirmed: 1 })
  })

  it('carries a bounded number of answers of bounded length', () => {
    let trail = begunTrail(1, 'e871', 'import 7')
    for (let at = 2; at < 50; at += 1)
      trail = withAnswer(trail, 'STO02', at, 'x'.repeat(9_000)).sending ?? trail
    expect(trail.answers.length).toBeLessThanOrEqual(12)
    expect(JSON.stringify(trail).length).toBeLessThan(5_000)
  })

  it('is kept for some days', () => {
    const days = keptDays(MORNING)
    expect(days).toHaveLength(KEPT_DAYS)
    expect(days).not.toContain(dayOf(MORNING - KEPT_DAYS * DAY))
  })
})
