import type { MasterData } from '@vtex/api'
import { describe, expect, it } from '@jest/globals'

import { aProcess, skuId } from '../testing/factories'
import { MasterDataLedger } from './store'
import { toDocument } from './document'

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
