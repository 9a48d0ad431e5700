import { describe, expect, it } from '@jest/globals'

import { aPage, aProcess } from '../testing/samples'
import { countUpdates, goneFrom, reduceList, START } from './processList'
import { readView } from './view.logic'

const one = aProcess({ skuId: '1' })
const two = aProcess({ skuId: '2' })
const three = aProcess({ skuId: '3' })
const shown = reduceList(START, { type: 'answered', page: aPage([one, two]), asked: 1 })

describe('a quiet refresh', () => {
  it('gives rows on screen their new values in place, whatever their new order', () => {
    const changed = { ...two, status: 'PENDING' as const }
    const list = reduceList(shown, {
      type: 'refreshed',
      page: aPage([changed, one], { pending: 1 }),
    })
    expect(list.shown?.items).toEqual([one, changed])
    expect(list.shown?.pending).toBe(1)
    expect(list.newer).toBeNull()
  })

  it('keeps rows that would come or go until they are wanted', () => {
    const page = aPage([three, one])
    const list = reduceList(shown, { type: 'refreshed', page })
    expect(list.shown?.items.map(item => item.skuId)).toEqual(['1', '2'])
    expect(list.newer).toBe(page)
    expect(reduceList(list, { type: 'newer-wanted' })).toMatchObject({ shown: page, newer: null })
  })

  it('gives an open row that left the page its new values, and keeps it in its place', () => {
    const settled = { ...two, status: 'PENDING' as const }
    const page = aPage([one])
    const list = reduceList(shown, { type: 'refreshed', page, gone: [settled] })
    expect(list.shown?.items).toEqual([one, settled])
    expect(list.newer).toBe(page)
  })

  it.each([
    ['2', ['2']],
    ['1', []],
    ['all', ['2']],
    ['', []],
  ])('asks for the open rows that left the page: of %s, %j', (sku, gone) => {
    expect(goneFrom(readView({ sku }), aPage([one, three]), shown.shown)).toEqual(gone)
  })

  it('changes nothing before the first answer', () => {
    expect(reduceList(START, { type: 'refreshed', page: aPage([one]) })).toBe(START)
  })
})

describe('loading', () => {
  it('keeps the rows while the next ones are on their way', () => {
    expect(reduceList(shown, { type: 'asked' })).toMatchObject({
      loading: true,
      shown: shown.shown,
    })
  })

  it('keeps the rows on screen with a failure, under a notice', () => {
    const failed = reduceList(shown, { type: 'failed', failure: 'failed' })
    expect(failed).toMatchObject({ shown: shown.shown, failure: 'failed', loading: false })
  })
})

describe('countUpdates', () => {
  it.each([
    [[one, two], [one, two], 0],
    [[one, two], [two, one], 0],
    [[one, two], [three, one], 1],
    [[one, two], [one], 1],
    [[], [one, two], 2],
  ])('counts rows that come or go', (before, after, count) => {
    expect(countUpdates(before, after)).toBe(count)
  })
})
