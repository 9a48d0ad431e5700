import { describe, expect, it } from '@jest/globals'

import { skuId } from '../testing/factories'
import { coalesce, parseSkuId } from './stockRequest.logic'
import { requestsContract } from '../testing/contracts/requests'
import { FakeFiles } from '../testing/files'
import { VBaseRequestQueue } from './store'

describe('a SKU id', () => {
  it.each([
    ['15', '15'],
    [15, '15'],
    ['0', '0'],
    [0, '0'],
    ['123456789012345678', '123456789012345678'],
  ])('reads %j as %s', (raw, id) => {
    expect(parseSkuId(raw)).toBe(id)
  })

  it.each([null, undefined, '', 'abc', '1;2', '../1', 1.5, -1, {}, [], true, '1'.repeat(19)])(
    'refuses %j',
    raw => {
      expect(parseSkuId(raw)).toBeNull()
    }
  )

  it.each([
    '00501',
    '00',
    '000910002',
    ' 5',
    '5 ',
    '5\n',
    '5.0',
    '+5',
    '-0',
    '5e0',
    '0x5',
    '\uFF15',
    '\u0665',
    '5\u200B',
    2 ** 53,
  ])('refuses the spelling %j', raw => {
    expect(parseSkuId(raw)).toBeNull()
  })
})

describe('coalescing of requests', () => {
  it('joins the priorities of a SKU into one with the reason of the first', () => {
    const wanted = coalesce(
      [
        { skuId: skuId(1), priority: 'radar' },
        { skuId: skuId(1), priority: 'modified' },
        { skuId: skuId(2), priority: 'reprocess' },
      ],
      10
    )
    expect(wanted).toEqual([
      { skuId: '1', reason: 'NOTIFICATION', refreshFacts: true },
      { skuId: '2', reason: 'REPROCESS', refreshFacts: false },
    ])
  })

  it('takes live changes before backlog when not all fit', () => {
    const wanted = coalesce(
      [
        { skuId: skuId(1), priority: 'reconcile' },
        { skuId: skuId(2), priority: 'reprocess' },
        { skuId: skuId(3), priority: 'changed' },
      ],
      2
    )
    expect(wanted.map(line => line.skuId)).toEqual(['3', '2'])
  })
})

describe('the queue in VBase', () => {
  requestsContract('VBase', async () => new VBaseRequestQueue(new FakeFiles()))

  it('ignores files that are not requests', async () => {
    const files = new FakeFiles()
    files.put('requests/0-changed/readme.txt', {})
    files.put('requests/0-changed/abc.json', {})
    files.put('requests/0-changed/7.json', { markedAt: 'soon' })
    const requests = new VBaseRequestQueue(files)
    expect(await requests.list(10)).toEqual([{ priority: 'changed', skuId: '7' }])
  })
})
