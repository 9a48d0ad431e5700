import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'

import {
  readImportId,
  readOffer,
  readOfferPage,
  readProducts,
  readReport,
  readStatus,
} from '../../node/clients/carrefour/readers'
import type { RawAnswer } from '../../node/clients/carrefour/transport'
import { readNotification } from '../../node/domain/notification'
import { parseReport } from '../../node/domain/report'
import type { SkuId } from '../../node/domain/requests'
import { readBatch } from '../../node/stores/batch'
import { readConfiguration } from '../../node/stores/configurations'
import { readConnectionState } from '../../node/stores/connectionState'
import { fromDocument } from '../../node/stores/processDocument'

/** How many inputs each property tries; FUZZ_RUNS asks for more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 500)

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

/** An object with the right names and anything as values: much nearer to the truth than noise. */
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
    ['STO02', readStatus],
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
  const sent = ['11', '22', '33', '44'] as SkuId[]
  const row = (sku: string, at: number) => `"${at + 2}";"motivo";"${sku}";"1";"";"update"`
  const whole = ['"error-line";"error-message";"offer-sku";"quantity"', ...sent.map(row)].join('\n')

  it('given any text, expect only SKUs of the file, each once', () => {
    const noise = fc.array(
      fc.constantFrom('"', ';', ',', '\t', '\n', '\r', '11', '22', '2', 'x', '\uFEFF', 'é')
    )
    holds(
      fc.oneof(
        fc.string(),
        noise.map(parts => parts.join(''))
      ),
      text => {
        const skus = parseReport(text, sent).lines.map(line => line.skuId)
        expect(new Set(skus).size).toBe(skus.length)
        expect(sent).toEqual(expect.arrayContaining(skus))
      }
    )
  })

  it('given a report cut off anywhere, expect no line that the whole one does not have', () => {
    holds(fc.nat(whole.length), end => {
      const read = parseReport(whole.slice(0, end), sent)
      expect(read.lines.length).toBeLessThanOrEqual(sent.length)
    })
  })

  it('given lines twice and in any order, expect the same SKUs', () => {
    const lines = whole.split('\n')
    const order = fc.shuffledSubarray([1, 2, 3, 4, 1, 2, 3, 4], { minLength: 8 })
    holds(order, chosen => {
      const text = [lines[0], ...chosen.map(at => lines[at])].join('\n')
      expect(parseReport(text, sent).lines).toHaveLength(4)
    })
  })

  it('given columns that are wrong, expect no SKU that was not sent, and never four lines by chance', () => {
    holds(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 }), columns => {
      const text = whole
        .split('\n')
        .slice(1)
        .map(line => columns.map(at => line.split(';')[at] ?? '').join(';'))
        .join('\n')
      const read = parseReport(text, sent)
      // The engine trusts a report that names every line and nothing else.
      const trusted = read.unread === 0 && read.lines.length === 4
      if (trusted) expect(read.lines.map(line => line.skuId).sort()).toEqual([...sent])
    })
  })

  it('given bytes that are not UTF-8, expect a text', () => {
    holds(fc.uint8Array({ maxLength: 500 }), bytes => {
      const read = readReport(answer(Buffer.concat([Buffer.from(whole), Buffer.from(bytes)])))
      expect(parseReport(read?.value ?? '', sent).lines.length).toBeGreaterThan(0)
    })
  })
})
