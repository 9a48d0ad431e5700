import { describe, expect, it } from '@jest/globals'

import { figuresOfSides, growthOf } from './figures'
import type { Side } from './measured'
import { readWanted } from './peers'

const side = (changes: Partial<Side> = {}): Side => ({
  who: 'someone',
  first: [4],
  middle: [4],
  last: [4],
  searches: 2,
  search: [20],
  exact: [10],
  groups: [10],
  accepted: [100],
  queued: [900],
  ...changes,
})

const THEIRS = side({ search: null, exact: null, groups: null, accepted: [9_000], queued: [9_000] })

const missed = (ours: Side, theirs: Parameters<typeof figuresOfSides>[1] = THEIRS) =>
  figuresOfSides(ours, theirs)
    .filter(figure => !figure.met)
    .map(({ name, target }) => `${name}: ${target}`)

describe('ours beside a peer', () => {
  it('reaches everything when it is as quick, and answers 30 times sooner', () => {
    expect(missed(side())).toEqual([])
  })

  it.each([
    [{ first: [5] }, 'first page of the list: no slower than theirs'],
    [{ middle: [5] }, 'page in the middle: no slower than theirs'],
    [{ last: [5, 5, 1] }, 'last page: no slower than theirs'],
    [{ searches: 4 }, 'last page, searches of Master Data: at most 3'],
    [{ search: [20, 51] }, 'search by words: p95 under 50 ms'],
    [{ exact: [50] }, 'search by SKU code: p95 under 50 ms'],
    [{ groups: [80] }, 'groups with counts: p95 under 50 ms'],
    [{ accepted: [301] }, 'retry all, until it answers: 30 times sooner than theirs'],
    [{ accepted: [100, 100, 600] }, 'retry all, until it answers: p95 under 500 ms'],
  ])('misses what is slower: %j', (slower, target) => {
    expect(missed(side(slower))).toEqual([target])
  })

  it('says what a peer does not have, and what is left out', () => {
    const [search] = figuresOfSides(side(), THEIRS).filter(({ name }) => /words/.test(name))
    expect(search?.value).toBe('20.0 ms / 20.0 ms (theirs none)')
    const alone = figuresOfSides(side(), { missing: 'redis-server is not on the path' })
    expect(alone[0]?.value).toBe('4.0 ms / 4.0 ms (theirs left out)')
  })

  it('judges what needs no peer when the peer is missing', () => {
    const missing = { missing: 'redis-server is not on the path' }
    expect(missed(side({ first: [900], accepted: [600], groups: [70] }), missing)).toEqual([
      'groups with counts: p95 under 50 ms',
      'retry all, until it answers: p95 under 500 ms',
    ])
  })
})

it('list, search and groups may take half as much again among the most processes', () => {
  const few = { size: 1_000, side: side() }
  const many = { size: 1_000_000, side: side({ last: [6.1], search: [30] }) }
  const grown = growthOf(few, many)
  expect(grown.map(({ name }) => name)).toHaveLength(6)
  expect(grown.filter(({ met }) => !met)).toEqual([
    {
      name: 'last page, 1000000 over 1000 processes',
      value: '1.52 (4.0 ms to 6.1 ms)',
      target: 'at most 1.5',
      met: false,
    },
  ])
})

describe('what is wanted', () => {
  it('is 100,000 failed jobs, unless other sizes are named', () => {
    expect(readWanted([])).toEqual({
      size: 100_000,
      sizes: [],
      rounds: { reads: 100, retries: 5 },
    })
    expect(readWanted(['--sizes', '1000,1000000', '--times', '20'])).toMatchObject({
      sizes: [1_000, 1_000_000],
      rounds: { reads: 20 },
    })
  })

  it.each([['--size', 'many'], ['--size', '0'], ['--sizes', '1000,'], ['--sise', '10'], ['100']])(
    'is not guessed: %s %s',
    (...args) => {
      expect(() => readWanted(args)).toThrow(/argument|option|whole number/i)
    }
  )
})
