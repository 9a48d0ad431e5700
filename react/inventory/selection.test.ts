import { describe, expect, it } from '@jest/globals'

import {
  chooseAll,
  chooseRange,
  isChosen,
  MOST_CHOSEN,
  nothingOf,
  onPageChosen,
  toggleOne,
  togglePage,
} from './selection'

const PAGE = ['1', '2', '3']
const none = nothingOf('filter')

describe('a selection', () => {
  it('takes rows one by one, and lets them go', () => {
    const two = toggleOne(toggleOne(none, '1', PAGE), '2', PAGE)
    expect(two.skus).toEqual(['1', '2'])
    expect(onPageChosen(two, PAGE)).toBe('some')
    expect(toggleOne(two, '1', PAGE).skus).toEqual(['2'])
  })

  it('takes a page whole, beside what was chosen on others, and lets it go', () => {
    const page = togglePage(toggleOne(none, '9', ['9']), PAGE)
    expect(page.skus).toEqual(['9', ...PAGE])
    expect(onPageChosen(page, PAGE)).toBe('every')
    expect(togglePage(page, PAGE).skus).toEqual(['9'])
  })

  it('given a page partly chosen, expect the rest taken too', () => {
    expect(
      togglePage(toggleOne(none, '2', PAGE), PAGE)
        .skus.slice()
        .sort()
    ).toEqual(PAGE)
  })

  it('takes all that match, whatever the page, until a row is let go: then the page stays', () => {
    const all = chooseAll(togglePage(none, PAGE))
    expect(isChosen(all, 'on another page')).toBe(true)
    expect(toggleOne(all, '2', PAGE)).toEqual({ ...none, skus: ['1', '3'] })
    expect(togglePage(all, PAGE)).toEqual(none)
  })

  it('takes no more by name than the service does', () => {
    const many = Array.from({ length: MOST_CHOSEN }, (_, at) => String(at))
    const full = togglePage(none, many)
    expect(toggleOne(full, 'one more', PAGE).skus).toHaveLength(MOST_CHOSEN)
    expect(togglePage(full, ['x', 'y']).skus).toHaveLength(MOST_CHOSEN)
  })
})

describe('a range', () => {
  const page = ['1', '2', '3', '4', '5']
  it('takes every row between two, whichever was clicked first, and keeps what was chosen', () => {
    const one = toggleOne(nothingOf('f'), '4', page)
    expect([...chooseRange(one, ['4', '2'], page).skus].sort()).toEqual(['2', '3', '4'])
    expect([...chooseRange(one, ['4', '5'], page).skus].sort()).toEqual(['4', '5'])
  })

  it('from a row that is not on the page is that row alone', () => {
    expect(chooseRange(nothingOf('f'), ['9', '2'], page).skus).toEqual(['2'])
  })
})
