import { describe, expect, it } from '@jest/globals'

import { skuId } from '../../testing/factories'
import { fingerprint, reasonOf, causeOfWords } from '../classify.logic'
import { judgeLines, lookupsFor, withReasons } from '../../engine/refusedLines.logic'
import { NO_COUNTS, readReport } from './reading.logic'
import { decodeReport } from './rows.logic'
import { inCase, processorTime } from '../../testing/cases'

const MEGABYTE = 1024 * 1024

/** Length of the texts: quadratic behaviour shows in either. */
const LONG = process.env.LONG_TESTS === '1' ? 2 * MEGABYTE : MEGABYTE / 4

/**
 * The shortest of some runs, in milliseconds of processor time: garbage collection may fall into one, but not into all.
 */
function shortest(work: () => void): number {
  const times = [1, 2, 3, 4, 5].map(() => processorTime(work))
  return Math.min(...times)
}

/** The largest possible file against one four times smaller: quadratic work takes 16 times as long. */
function expectLinear(work: (size: number) => () => void, size: number): void {
  // Another process may slow down all runs of one size, but hardly by a factor of three.
  let told = ''
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const small = shortest(work(size / 4))
    const large = shortest(work(size))
    if (large < Math.max(8 * small, 20)) return
    told = `${small} ms, then ${large} ms`
  }
  expect(told).toBe('linear')
}

const sent = [11, 22].map(id => ({ skuId: skuId(id), quantity: 1 }))
const many = Array.from({ length: 1_000 }, (_, at) => ({ skuId: skuId(50_000 + at), quantity: at }))

/** Texts that are expensive where something is unbounded or not linear. */
const TEXTS = [
  ...['\n', '\r', '\r\n', ';', ',', '"', '""', '"\n', '";', ';"', '«', '“', "'", ' ', '\t', '|'],
  ...['2;a\n', '2;a;11\n', '"2";"a";"11"\n', '50001;50002;50003\n', 'line;error;offer-sku\n'],
  ...['sep=;\n', 'sep=', '\uFEFF', '\u0000', 'é', '1', '"a"b;', 'Total;1\n'],
]

describe('reading takes time linear in the length', () => {
  it.each(TEXTS)('of nothing but %j, and less than a second per megabyte', part => {
    const text = (size: number) => part.repeat(Math.ceil(size / part.length))
    expectLinear(size => {
      const whole = text(size)
      return () => void readReport(whole, many, NO_COUNTS)
    }, LONG)
    const whole = text(LONG)
    expect(shortest(() => void readReport(whole, sent, NO_COUNTS))).toBeLessThan(
      1_000 * (LONG / MEGABYTE)
    )
  })

  it.each([[0xff], [0x00], [0x41], [0xc3], [0xff, 0xfe], [0x41, 0x00]])(
    'decodes the bytes %j in linear time',
    (...bytes) => {
      expectLinear(size => {
        const body = Buffer.alloc(size, Buffer.from(bytes))
        return () => void decodeReport(body)
      }, LONG)
    }
  )

  it('reads the longest report of the largest file in a few seconds at most', () => {
    const file = Array.from({ length: 10_000 }, (_, at) => ({ skuId: skuId(at + 1), quantity: at }))
    const heading = 'line;error;offer-sku;quantity\n'
    const row = (at: number) => `${at + 2};${'«'.repeat(1_000)};${at + 1};${at}\n`
    const text = heading + file.map((_, at) => row(at)).join('')
    const took = processorTime(() => {
      const { refused } = readReport(text, file, NO_COUNTS)
      const lines = withReasons(refused)
      lookupsFor(lines)
      judgeLines(lines, new Map())
      for (const line of refused) fingerprint(line.message)
      expect(refused).toHaveLength(10_000)
    })
    expect(took).toBeLessThan(8_000)
  })
})

describe('a message costs the same whatever its length', () => {
  const PARTS = [
    ...['«', '“', '"', "'", " '", '‘', ' ', 'not a ', 'product ', 'not available for ', '1'],
    ...['"status"', '"status" : ', 'nao ', 'state of the product ', 'é', 'quantity not a'],
  ]

  it.each(PARTS)('of %j repeated', part => {
    const judge = (size: number) => () => {
      const message = part.repeat(Math.ceil(size / part.length))
      for (let run = 0; run < 50; run += 1) causeOfWords(message, reasonOf(message))
    }
    expectLinear(judge, 64_000)
    inCase('for 50 messages', () => expect(shortest(judge(64_000))).toBeLessThan(500))
  })

  it('searches once for the end of a quote that opens 400 times and never closes', () => {
    expect(reasonOf('«'.repeat(400))).toBe('«'.repeat(200))
    expect(reasonOf('a «b» c “d" e «')).toBe('a # c “d" e «')
    expect(reasonOf("L'offre 'A' n'existe pas")).toBe("l'offre # n'existe pas")
  })
})
