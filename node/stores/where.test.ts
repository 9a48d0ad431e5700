import { describe, expect, it } from 'vitest'

import { skuId } from '../testing/factories'
import { entityOf } from './entity'
import { allOf, hasCause, hasNoneOf, hasStatus, hasWord, isDue, isSku } from './where'

describe('conditions', () => {
  it('expect them joined by AND, lists in brackets', () => {
    expect(
      allOf([hasStatus('ERROR'), hasCause(['AUTH_INVALID', 'AUTH_FORBIDDEN']), hasWord('cafe')])
    ).toBe('status=ERROR AND (cause=AUTH_INVALID OR cause=AUTH_FORBIDDEN) AND words=*cafe*')
    expect(isSku([skuId(1), skuId(2)])).toBe('(skuId=1 OR skuId=2)')
    expect(allOf([])).toBeUndefined()
  })

  it('given causes to leave out, expect what is left named, success included', () => {
    const condition = hasNoneOf(['NOT_CATALOGED'])
    expect(condition).toMatch(/^\(status=SUCCESS OR cause=AUTH_INVALID OR .*cause=UNKNOWN\)$/)
    expect(condition).not.toContain('NOT_CATALOGED')
  })

  it('given a word with signs of the language, expect letters and digits only', () => {
    expect(hasWord('a* OR (status=ERROR)')).toBe('words=*aORstatusERROR*')
  })

  it('expect the due moment itself to be due', () => {
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

  it('expect the names of the masterdata builder', () => {
    expect(entityOf('process', app, { workspace: 'master', production: true })).toEqual({
      name: 'my_vendor_my_app_process',
      schema: '1.2.3',
    })
    expect(entityOf('process', app, { workspace: 'ana', production: false }).schema).toBe(
      '1.2.3-ana'
    )
  })
})
