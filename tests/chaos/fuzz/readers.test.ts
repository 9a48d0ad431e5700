import fc from 'fast-check'
import { afterAll, describe, expect, it } from '@jest/globals'
import {
  readImportId,
  readOffer,
  readOfferPage,
  readProducts,
  readReport,
  readStatus,
} from '../../../node/carrefour/answers'
import type { RawAnswer } from '../../../node/carrefour/transport'
import { readNotification } from '../../../node/queue/notification'
import {
  NO_COUNTS,
  readReport as readErrorReport,
} from '../../../node/carrefour/report/reading.logic'
import { decodeBody } from '../../../node/carrefour/report/rows.logic'
import type { SkuId } from '../../../node/shared/sku.logic'
import { readBatch } from '../../../node/engine/storedBatch'
import { readConfiguration } from '../../../node/connection/configurations'
import { readConnectionState } from '../../../node/engine/store'
import { fromDocument } from '../../../node/ledger/document'

/** How many inputs each property tries; FUZZ_RUNS asks for more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? (process.env.LONG_TESTS ? 500 : 100))

let tried = 0
afterAll(() => void process.stdout.write(`fuzz: ${tried} inputs tried against the readers\n`))

/** Checks a property and counts its inputs. */
function holds<T>(inputs: fc.Arbitrary<T>, property: (input: T) => void, runs = RUNS): void {
  fc.assert(
    fc.property(inputs, input => {
      tried += 1
      property(input)
    }),
    { numRuns: runs }
  )
}

const json = fc.jsonValue({ maxDepth: 4 })

/** An object with the right names and arbitrary values: much closer to real input than noise. */
const nearly = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    json,
    fc.dictionary(fc.constantFrom(...names), fc.oneof(json, fc.bigInt().map(String), fc.string()))
  )

const NAMES = [
  ...['IdSku', 'idsku', 'An', 'an', 'StockModified', 'HasStockKeepingUnitModified', '__proto__'],
  ...['status', 'import_id', 'offers', 'total_count', 'products', 'lines_in_error', 'shop_sku'],
  ...['stage', 'id', 'lines', 'verdict', 'importId', 'lease', 'budget', 'incident', 'jobs'],
  ...['active', 'shopKey', 'key', 'version', 'carrefourUrl', 'tradePolicy', 'affiliateId'],
  ...['skuId', 'cause', 'attempts', 'processedAt', 'slice', 'failures', 'holds', 'lastCalls'],
]

const answer = (body: Buffer): RawAnswer => ({ status: 200, statusText: '', headers: {}, body })

describe('what others wrote', () => {
  it('given any notification, expect a mark of digits or a refusal with words', () => {
    holds(nearly(NAMES), body => {
      const read = readNotification(body, 'loja')
      if (read.ok) expect(read.value.skuId).toMatch(/^\d{1,18}$/)
      else expect(read.error.message).not.toBe('')
    })
  })

  it.each([
    ['a batch', readBatch],
    ['a configuration', readConfiguration],
    ['a connection', readConnectionState],
    ['a process', fromDocument],
  ])('given anything stored in place of %s, expect a value and no exception', (_, read) => {
    holds(nearly(NAMES), raw => expect(read(raw)).not.toBeUndefined())
  })

  it.each([
    ['STO01', readImportId],
    ['STO02', (one: RawAnswer) => readStatus(one, '1')],
    ['STO03', readReport],
    ['OF21', (one: RawAnswer) => readOffer(one, '1' as SkuId)],
    ['OF21 by page', readOfferPage],
    ['P31', readProducts],
  ])('given any bytes or JSON as the answer of %s, expect a value or null', (_, read) => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
      nearly(NAMES).map(body => Buffer.from(JSON.stringify(body)))
    )
    holds(bodies, body => expect(read(answer(body))).not.toBeUndefined())
  })
})

describe('an error report', () => {
  const sent = ['11', '22', '33', '44'].map(id => ({ skuId: id as SkuId, quantity: 1 }))
  const row = (sku: string, at: number) => `"${at + 2}";"motivo";"${sku}";"1";"";"update"`
  const heading =
    '"error-line";"error-message";"offer-sku";"quantity";"warehouse-code";"update-delete"'
  const whole = [heading, ...sent.map((line, at) => row(line.skuId, at))].join('\n')
  const read = (text: string) => readErrorReport(text, sent, NO_COUNTS)

  it('given any text, expect each SKU of the file once: refused or open, none taken', () => {
    const noise = fc.array(
      fc.constantFrom('"', ';', ',', '\t', '\n', '\r', '11', '22', '2', 'x', '\uFEFF', 'é')
    )
    const texts = fc.oneof(
      fc.string(),
      noise.map(parts => parts.join(''))
    )
    holds(texts, text => {
      const { refused, open } = read(text)
      const skus = [...refused.map(line => line.skuId), ...open]
      expect(skus.sort()).toEqual(sent.map(line => line.skuId))
    })
  })

  it('given a report cut off anywhere, expect no line that the whole one does not have', () => {
    holds(fc.nat(whole.length), end => {
      const { refused } = read(whole.slice(0, end))
      const rows = whole.slice(0, end).split('\n').length - 1
      expect(refused.length).toBeLessThanOrEqual(rows)
    })
  })

  it('given lines twice and in any order, expect the same SKUs', () => {
    const lines = whole.split('\n')
    const order = fc.shuffledSubarray([1, 2, 3, 4, 1, 2, 3, 4], { minLength: 8 })
    holds(order, chosen => {
      const text = [lines[0], ...chosen.map(at => lines[at])].join('\n')
      expect(read(text).refused).toHaveLength(4)
    })
  })

  it('given columns without headings in any order, expect no SKU but the one in its column', () => {
    const one = whole.split('\n')[2]?.split(';') ?? []
    holds(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 }), columns => {
      const { refused } = read(columns.map(at => one[at] ?? '').join(';'))
      if (refused.length > 0) expect(refused).toEqual([{ skuId: '22', message: 'motivo' }])
    })
  })

  it('given bytes that are not UTF-8, expect a text', () => {
    holds(fc.uint8Array({ maxLength: 500 }), bytes => {
      const body = Buffer.concat([Buffer.from(`${whole}\n`), Buffer.from(bytes)])
      const text = decodeBody(readReport(answer(body))?.value ?? Buffer.alloc(0))
      expect(read(text).refused.length).toBeGreaterThan(0)
    })
  })
})
