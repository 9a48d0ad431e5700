import { describe, expect, it } from '@jest/globals'

import { readReport } from '../../node/carrefour/report/reading.logic'
import { causeOfWords, fingerprint, reasonOf } from '../../node/carrefour/classify.logic'
import { stockFile } from '../../node/carrefour/stockFile.logic'
import { skuId } from '../../node/testing/factories'

import { differs, isEqual, NOT_SENT, NOT_SENT_NO_OFFER, reportOf, statusOf } from './notSent'

const lines = Array.from({ length: 120 }, (_, index) => ({
  skuId: skuId(1 + index),
  quantity: index,
}))
const kept = {
  at: Date.UTC(2026, 0, 1),
  access: 'shop 1',
  shopId: 1,
  skus: lines.length,
  file: Buffer.from(stockFile(lines)),
}

describe('the report of a file that was not sent', () => {
  it('expect the app to read every line of it as refused, and none as open', () => {
    const counts = { hasReport: true, inError: lines.length, inSuccess: 0 }
    const read = readReport(
      reportOf(kept, () => undefined),
      lines,
      counts
    )
    expect(read).toMatchObject({ open: [], isCut: false, unplaced: 0 })
    expect(read.refused.map(line => line.skuId)).toEqual(lines.map(line => line.skuId))
  })

  it.each([NOT_SENT, NOT_SENT_NO_OFFER, differs(3, 59), isEqual(12)])(
    'expect its words to be taken for no other cause: %s',
    words => {
      expect(causeOfWords(words, reasonOf(words))).toBeNull()
    }
  )

  it('given what Carrefour lists, expect each line to say how it differs from that', () => {
    // The file has 6 units of SKU 7, 7 of SKU 8, and so on.
    const listed = new Map<string, number | null>([
      ['7', null],
      ['8', 7],
      ['9', 30],
    ])
    const rows = reportOf(kept, code => listed.get(code)).split('\n')
    const saying = (words: string) => rows.flatMap((row, at) => (row.includes(words) ? [at] : []))
    expect(saying(`"${NOT_SENT_NO_OFFER}";"7"`)).toEqual([7])
    expect(saying(`"${isEqual(7)}";"8"`)).toEqual([8])
    expect(saying(`"${differs(30, 8)}";"9"`)).toEqual([9])
    expect(saying(NOT_SENT)).toHaveLength(117)
  })

  it('expect one problem for all that differ, whatever their figures, and others for what else there is', () => {
    const problems = [differs(0, 5), differs(1_234, 17), isEqual(3), isEqual(45), NOT_SENT_NO_OFFER]
    expect(new Set([...problems, NOT_SENT].map(fingerprint)).size).toBe(4)
  })

  it('expect a status as documented: over, and every line in error', () => {
    expect(statusOf('not-sent-1', kept)).toEqual({
      date_created: '2026-01-01T00:00:00.000Z',
      has_error_report: true,
      import_id: 'not-sent-1',
      lines_in_error: 120,
      lines_in_success: 0,
      shop_id: 1,
      status: 'COMPLETE',
    })
  })

  it('given a file that is no longer kept, expect a report without lines', () => {
    expect(reportOf({ ...kept, file: null }, () => undefined).split('\n')).toHaveLength(2)
  })
})
