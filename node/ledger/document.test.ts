import { describe, expect, it } from '@jest/globals'

import { anAttempt, aProcess, skuId } from '../testing/factories'
import { fromDocument, toDocument } from './document'
import { SCHEMAS } from '../storage/schemas'
import type { MasterData } from '@vtex/api'
import { MasterDataLedger } from './store'

const full = aProcess({
  status: 'WARNING',
  cause: 'NOT_CATALOGED',
  causeSince: 5,
  fingerprint: 'ab12',
  message: 'Não catalogado; veja o portal',
  lastCheckedAt: 6,
  nextCheckAt: 7,
  attempts: [anAttempt({ quantity: null, message: 'x', importId: null, cause: 'UNKNOWN' })],
})

describe('a process as a document', () => {
  it.each([
    ['full', full],
    ['bare', aProcess({ facts: null, quantity: null, available: null, attempts: [] })],
  ])('%s is read back unchanged', (_, process) => {
    const stored: unknown = JSON.parse(JSON.stringify(toDocument(process)))
    expect(fromDocument(stored)).toEqual(process)
  })

  it('has ISO 8601 dates and words without accents', () => {
    expect(toDocument(full)).toMatchObject({
      processedAt: '2026-11-02T12:00:00.000Z',
      words: expect.stringContaining('qxjcafeteiraqxj qxjitalianaqxj qxj6qxj'),
      eanKey: '7891000000017',
    })
  })

  it('has exactly the fields of the schema', () => {
    expect(Object.keys(toDocument(full)).sort()).toEqual(
      Object.keys(SCHEMAS.process.properties).sort()
    )
  })

  it('has no null field: unknown values are omitted', () => {
    const bare = aProcess({ facts: null, quantity: null, available: null, cause: null })
    const attempts = [anAttempt({ quantity: null, message: null, importId: null, cause: null })]
    expect(JSON.stringify(toDocument({ ...bare, attempts }))).not.toContain('null')
  })

  it('reads null in an older document as omitted', () => {
    const bare = aProcess({ facts: null, quantity: null, available: null, attempts: [] })
    const before = {
      ...Object.fromEntries(Object.keys(SCHEMAS.process.properties).map(field => [field, null])),
      ...toDocument(bare),
    }
    expect(fromDocument(before)).toEqual(bare)
  })

  it.each([[null], [''], [{}], [{ skuId: 'DROP' }]])('reads %j as none', raw => {
    expect(fromDocument(raw)).toBeNull()
  })

  it('reads values of a later version as the nearest known', () => {
    const stored = {
      ...toDocument(full),
      status: 'PAUSED',
      cause: 'NEW_CAUSE',
      attempts: [{ at: 'never' }, null],
    }
    expect(fromDocument(stored)).toMatchObject({
      skuId: skuId(1),
      status: 'ERROR',
      cause: 'UNKNOWN',
      attempts: [],
    })
  })
})

describe('due processes', () => {
  it('removes a document whose SKU id has leading zeros from the due ones, and returns the others', async () => {
    const written: unknown[] = []
    const strange = { ...toDocument(aProcess()), skuId: '000501' }
    const masterdata = {
      searchDocumentsWithPaginationInfo: async () => ({
        data: [strange, toDocument(aProcess({ skuId: skuId(7) }))],
        pagination: { total: 2 },
      }),
      updatePartialDocument: async (inputs: unknown) => void written.push(inputs),
    } as unknown as MasterData
    const ledger = new MasterDataLedger(masterdata, masterdata, { name: 'process', schema: 'v1' })
    expect((await ledger.due(0, 100)).map(process => process.skuId)).toEqual(['7'])
    expect(written).toEqual([
      {
        dataEntity: 'process',
        id: '000501',
        fields: { nextCheckAt: '9999-12-31T00:00:00.000Z' },
        schema: 'v1',
      },
    ])
  })
})

describe('a walk through the ledger', () => {
  it('takes steps of at most 250 documents: with more Master Data is known to time out or to refuse', async () => {
    const sizes: unknown[] = []
    const scrolls = {
      scrollDocuments: async ({ size }: { size?: number }) => {
        sizes.push(size)
        return { data: [], mdToken: 'token' }
      },
    }
    const entity = { name: 'vendor_app_process', schema: 'v2' }
    const unused = {} as MasterData
    const ledger = new MasterDataLedger(unused, scrolls as unknown as MasterData, entity)
    expect(await ledger.walk({}, null)).toEqual({ skuIds: [], cursor: null })
    expect(sizes).toEqual([250])
  })
})
