import { describe, expect, it } from '@jest/globals'

import { skuId } from '../testing/factories'
import { entityOf } from '../storage/schemas'
import { readSearch } from './filter.logic'
import { allOf, hasCause, hasNoneOf, hasStatus, isDue, isSku, whereOf } from './where'

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
    const entity = { name: 'my_vendor_my_app_process', schema: 'v2' }
    expect(entityOf('process', app, master)).toEqual(entity)
    expect(entityOf('process', { ...app, version: '2.0.0' }, master)).toEqual(entity)
  })

  it('has the same documents for developers’ workspaces, by a schema of their own', () => {
    expect(entityOf('process', app, { production: false })).toEqual({
      name: 'my_vendor_my_app_process',
      schema: 'v2-development',
    })
  })
})
