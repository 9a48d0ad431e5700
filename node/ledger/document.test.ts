import { describe, expect, it } from '@jest/globals'
import type { MasterData } from '@vtex/api'
import { anAttempt, aProcess, skuId } from '../testing/factories'
import {
  fromDocument,
  toDocument,
  allOf,
  hasCause,
  hasNoneOf,
  hasStatus,
  isDue,
  isSku,
  whereOf,
} from './document'
import { SCHEMAS, entityOf } from '../vtex/schemas'
import { LedgerUnavailable } from '../ports/stores'
import { CallError } from '../shared/callError'
import { MasterDataLedger } from './store'
import { readSearch } from './filter.logic'

const full = aProcess({
  status: 'WARNING',
  cause: 'NOT_CATALOGED',
  causeSince: 5,
  fingerprint: 'ab12',
  message: 'Não catalogado; veja o portal',
  lastCheckedAt: 6,
  nextCheckAt: 7,
  seen: { units: 0, at: 4 },
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

describe('a row that is written', () => {
  const writing = (error: Error | null) => {
    const masterdata = {
      updateEntireDocument: async () => {
        if (error) throw error
      },
    } as unknown as MasterData
    return new MasterDataLedger(masterdata, masterdata, { name: 'process', schema: 'v1' }).put(full)
  }

  it.each([
    ['refuses it', new CallError('put', 400, null)],
    ['fails', new CallError('put', 503, null)],
    ['does not answer', new CallError('put', null, 'ECONNRESET')],
  ])('never passes for written when Master Data %s', async (_, error) => {
    await expect(writing(error)).rejects.toThrow(LedgerUnavailable)
  })

  it.each([
    ['takes it', null],
    ['has it already', new CallError('put', 304, null)],
  ])('is written when Master Data %s', async (_, error) => {
    await expect(writing(error)).resolves.toBeUndefined()
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
    const entity = { name: 'vendor_app_process', schema: 'v3' }
    const unused = {} as MasterData
    const ledger = new MasterDataLedger(unused, scrolls as unknown as MasterData, entity)
    expect(await ledger.walk({}, null)).toEqual({ skuIds: [], cursor: null })
    expect(sizes).toEqual([250])
  })
})

describe('conditions', () => {
  it('are joined by AND, with lists in brackets', () => {
    expect(allOf([hasStatus('ERROR'), hasCause(['AUTH_INVALID', 'AUTH_FORBIDDEN'])])).toBe(
      'status=ERROR AND (cause=AUTH_INVALID OR cause=AUTH_FORBIDDEN)'
    )
    expect(isSku([skuId(1), skuId(2)])).toBe('(skuId=1 OR skuId=2)')
    expect(allOf([])).toBeUndefined()
  })

  it('name what is left when causes are left out, including success', () => {
    const condition = hasNoneOf(['NOT_CATALOGED'])
    expect(condition).toMatch(/^\(status=SUCCESS OR cause=AUTH_INVALID OR .*cause=UNKNOWN\)$/)
    expect(condition).not.toContain('NOT_CATALOGED')
  })

  const searched = (text: string) => whereOf({ search: readSearch(text) })

  it('match prefixes of words, and whole words for short ones', () => {
    expect(searched('Café m')).toBe('words=*qxjcafe* AND words=*qxjmqxj*')
    expect(searched('100%')).toBe('words=*qxj100* AND words=*qjx25qjx*')
  })

  it('match either spelling of an EAN with leading zeros', () => {
    expect(searched('07896100000032')).toBe(
      '(words=*qxj07896100000032* OR words=*qxj7896100000032*)'
    )
  })

  it('match each code of a list as SKU and as EAN', () => {
    expect(searched('12, 07896100000032')).toBe('(skuId=12 OR eanKey=7896100000032)')
  })

  it('hold no special character of the query language', () => {
    expect(searched('a* OR (status=ERROR)')).toBe(
      'words=*qxjaqxj* AND words=*qjx2aqjx* AND words=*qxjorqxj* AND words=*qxjstatus* AND words=*qjx3dqjx* AND words=*qxjerror*'
    )
    expect(searched('"...')).toBe('skuId=none')
  })

  it('include the due moment itself', () => {
    expect(isDue(Date.parse('2026-11-02T12:00:00Z'))).toBe('nextCheckAt<2026-11-02T12:00:00.001Z')
  })
})

describe('the entity', () => {
  const app = {
    id: 'my-vendor.my-app@1.2.3',
    locator: 'my-vendor.my-app',
    name: 'my-app',
    version: '1.2.3',
  }

  it('has the builder’s name, and a schema that outlives the version', () => {
    const master = { production: true }
    const entity = { name: 'my_vendor_my_app_process', schema: 'v3' }
    expect(entityOf('process', app, master)).toEqual(entity)
    expect(entityOf('process', { ...app, version: '2.0.0' }, master)).toEqual(entity)
  })

  it('has the same documents for developers’ workspaces, by a schema of their own', () => {
    expect(entityOf('process', app, { production: false })).toEqual({
      name: 'my_vendor_my_app_process',
      schema: 'v3-development',
    })
  })
})
