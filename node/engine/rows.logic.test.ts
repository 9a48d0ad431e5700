import { describe, expect, it } from '@jest/globals'
import { KEPT_ATTEMPTS, applyOutcome } from '../ledger/process.logic'
import { anAttempt, anOutcome, skuId } from '../testing/factories'
import { readUnwritten } from './storedBatch'
import { type Unwritten, MAX_UNWRITTEN, withUnwritten } from './rows.logic'

const ofBatch = (at: number, shop = 'Loja', tries = 0): Unwritten => ({
  outcome: anOutcome({ shop, attempt: anAttempt({ batchId: `b${at}`, at, quantity: at }) }),
  tries,
  notBefore: 0,
})

const kept = (...ones: readonly Unwritten[]) =>
  ones.reduce<readonly Unwritten[]>((list, one) => withUnwritten(list, [one]), [])

const batchesOf = (list: readonly Unwritten[]) =>
  list.flatMap(({ outcome }) => applyOutcome(null, outcome).attempts.map(({ batchId }) => batchId))

describe('outcomes the ledger did not take', () => {
  it.each([
    ['in order', [ofBatch(1), ofBatch(2), ofBatch(3)]],
    ['an older one late', [ofBatch(1), ofBatch(3), ofBatch(2)]],
    ['one twice', [ofBatch(1), ofBatch(2), ofBatch(1), ofBatch(3), ofBatch(3)]],
  ])('reach the row with every attempt, newest first: %s', (_, ones) => {
    const list = kept(...ones)
    expect(list).toHaveLength(1)
    expect(batchesOf(list)).toEqual(['b3', 'b2', 'b1'])
    expect(batchesOf(readUnwritten(JSON.parse(JSON.stringify({ unwritten: list }))))).toEqual(
      batchesOf(list)
    )
  })

  it('change nothing when they are written twice', () => {
    const [one] = kept(ofBatch(1), ofBatch(2))
    const row = one && applyOutcome(null, one.outcome)
    expect(row && applyOutcome(row, one.outcome)).toBe(row)
  })

  it('hold no more attempts than a row', () => {
    const many = Array.from({ length: KEPT_ATTEMPTS + 5 }, (_, at) => ofBatch(at + 1))
    const [one] = kept(...many)
    expect(one?.outcome.earlier).toHaveLength(KEPT_ATTEMPTS - 1)
  })

  it('hold a bounded number of attempts in all, however many SKUs wait', () => {
    const all = (at: number) =>
      Array.from({ length: MAX_UNWRITTEN }, (_, index): Unwritten => {
        const one = ofBatch(at)
        return { ...one, outcome: { ...one.outcome, skuId: skuId(index + 1) } }
      })
    const list = [1, 2, 3, 4].reduce<readonly Unwritten[]>(
      (before, at) => withUnwritten(before, all(at)),
      []
    )
    expect(list).toHaveLength(MAX_UNWRITTEN)
    expect(list.every(({ outcome }) => outcome.earlier?.map(({ at }) => at).join() === '3')).toBe(
      true
    )
  })

  it('keep the count of tries, and leave out what was sent to a former shop', () => {
    const [one] = kept(ofBatch(1, 'Antiga', 3), ofBatch(2))
    expect([one?.tries, one?.outcome.earlier ?? []]).toEqual([3, []])
  })
})
