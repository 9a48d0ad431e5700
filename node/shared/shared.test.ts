import { DAY, fromIso, toIso } from './time'
import { KeptFiles } from './keptFiles'
import {
  asNumber,
  asText,
  countIn,
  entriesOf,
  everyWord,
  nameIn,
  oneOf,
  partOf,
  textsOf,
} from './json'
import { allOf, chunks, mapLimit, mapWhile } from './concurrency'
import { describe, expect, it } from '@jest/globals'

const ITEMS = [1, 2, 3, 4, 5, 6, 7]
const later = <T>(value: T, turns: number): Promise<T> =>
  turns === 0 ? Promise.resolve(value) : Promise.resolve().then(() => later(value, turns - 1))

describe('concurrent work', () => {
  it('runs at most the limit at a time and keeps the order of the results', async () => {
    let busy = 0
    let most = 0
    const doubled = await mapLimit(ITEMS, 3, async item => {
      most = Math.max(most, (busy += 1))
      await later(null, 8 - item)
      busy -= 1
      return item * 2
    })
    expect([doubled, most]).toEqual([[2, 4, 6, 8, 10, 12, 14], 3])
  })

  it('starts no item after the time is up, and leaves no gap', async () => {
    let begun = 0
    const done = await mapWhile(
      ITEMS,
      3,
      () => begun < 5,
      async item => {
        begun += 1
        return later(item, 8 - item)
      }
    )
    expect(done).toEqual([1, 2, 3, 4, 5])
  })

  it('fails only when all that was begun has ended', async () => {
    let ended = 0
    const work = allOf([
      Promise.reject(new Error('first')),
      later(null, 5).then(() => (ended += 1)),
      later(null, 9).then(() => (ended += 1)),
    ])
    await expect(work).rejects.toThrow('first')
    expect(ended).toBe(2)
  })

  it('splits into chunks of at most the size', () => {
    expect(chunks(ITEMS, 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect(chunks([], 3)).toEqual([])
  })
})

describe('dates from callers', () => {
  it.each([
    ['the earliest that JavaScript knows', '-271821-04-20T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['the latest', '+275760-09-13T00:00:00Z', '2200-01-01T00:00:00.000Z'],
    ['before 1970', '1969-12-31T23:59:59Z', '1970-01-01T00:00:00.000Z'],
    ['another time zone', '2026-11-26T10:00:00-03:00', '2026-11-26T13:00:00.000Z'],
    ['a zone without a colon', '2026-11-26T10:00:00.5-0300', '2026-11-26T13:00:00.500Z'],
    ['no zone, which is UTC on any machine', '2026-11-26T10:00:00', '2026-11-26T10:00:00.000Z'],
    ['a space for the T', '2026-11-26 10:00', '2026-11-26T10:00:00.000Z'],
    ['a day', '2026-11-26', '2026-11-26T00:00:00.000Z'],
  ])('reads %s as a moment within range', (_, text, wanted) => {
    const at = fromIso(text)
    expect(at === null ? null : toIso(at)).toBe(wanted)
    expect(() => toIso((at ?? 0) - DAY)).not.toThrow()
    expect(() => toIso((at ?? 0) + DAY)).not.toThrow()
  })

  it.each([
    [null],
    [''],
    ['yesterday'],
    ['2026-13-40'],
    ['1'.repeat(41)],
    ['NaN'],
    ['1'],
    ['-1'],
    ['2.5'],
    ['05/12/2026'],
    ['2026'],
    ['26 Nov 2026'],
    ['2026-11-26T25:00:00Z'],
  ])('refuses %j', text => {
    expect(fromIso(text)).toBeNull()
  })
})

const files = (most: number) => new KeptFiles<string>(most, content => content.length)

describe('kept files', () => {
  it('evicts the least recently used when more than fits is kept', () => {
    const kept = files(3)
    kept.set('a', '1')
    kept.set('b', '22')
    kept.get('a')
    kept.set('c', '3')
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['1', null, '3'])
  })

  it('does not keep one that is too large by itself', () => {
    const kept = files(3)
    kept.set('a', '1')
    kept.set('b', '4444')
    expect([kept.get('a'), kept.get('b')]).toEqual([null, null])
  })

  it('frees the room of one that is set again or forgotten', () => {
    const kept = files(3)
    kept.set('a', '22')
    kept.set('a', '22')
    kept.set('b', '1')
    expect(kept.get('a')).toBe('22')
    kept.forget('a')
    kept.forget('a')
    kept.set('c', '22')
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([null, '1', '22'])
  })
})

const readLease = (raw: unknown) =>
  partOf(
    raw,
    ({ holder, until }) => ({ holder: asText(holder), until: asNumber(until) }),
    (needed, { tries }) => ({ ...needed, tries: asNumber(tries) ?? 1 })
  )

describe('a number', () => {
  it.each([
    ['7', 7],
    [' -7.50 ', -7.5],
    ['1e3', 1_000],
    ['0042', 42],
  ])('is read from the text %j', (text, number) => expect(asNumber(text)).toBe(number))

  it.each([
    '',
    ' ',
    '0x10',
    '0b11',
    '0o7',
    'Infinity',
    '1,5',
    '1 000',
    '٣',
    '７',
    '1e999',
    null,
    true,
    [7],
  ])('is not read from %j', value => expect(asNumber(value)).toBeNull())
})

describe('a stored part', () => {
  it('has what was saved, and the default of a field that an older version did not save', () => {
    const stored = { holder: 'a', until: 5, tries: 3, later: true }
    expect(readLease(stored)).toEqual({ holder: 'a', until: 5, tries: 3 })
    expect(readLease({ holder: 'a', until: 0 })).toEqual({ holder: 'a', until: 0, tries: 1 })
  })

  it.each([null, undefined, 'x', 7, [], {}, { holder: 'a' }, { holder: {}, until: 5 }])(
    'reads %j as new',
    raw => expect(readLease(raw)).toBeNull()
  )
})

describe('a stored list', () => {
  it('leaves out entries of another shape and keeps the order of the others', () => {
    const lease = { holder: 'a', until: 5, tries: 1 }
    expect(entriesOf([{ ...lease, holder: null }, lease, 'x'], readLease)).toEqual([lease])
    expect(textsOf(['a', null, {}, 'b'])).toEqual(['a', 'b'])
    const readPair = (raw: unknown) => (Array.isArray(raw) ? ([raw[0], raw[1]] as const) : null)
    expect(entriesOf([[1, 2], 'x', [3, 4]], readPair)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it.each([null, 'ab', { length: 1 }])('that is %j has no entries', raw =>
    expect(textsOf(raw)).toEqual([])
  )
})

it('knows its own words, real names and whole counts alone', () => {
  const words = everyWord<'OPEN' | 'SHUT'>({ OPEN: true, SHUT: true })
  expect([oneOf(words, 'OPEN'), oneOf(words, 'toString')]).toEqual(['OPEN', null])
  expect([nameIn('a'), nameIn(''), nameIn(null)]).toEqual(['a', null, null])
  expect([2.7, -1, 'x', null].map(countIn)).toEqual([2, 0, 0, 0])
})
