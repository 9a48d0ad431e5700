import { beforeEach, describe, expect, it } from '@jest/globals'

import type { Lane, Mark } from '../../queue/stockRequest.logic'
import type { Requests } from '../../ports/stores'
import { skuId } from '../factories'

const mark = (lane: Lane, id: number): Mark => ({ lane, skuId: skuId(id) })

/**
 * What every queue must do.
 *
 * @param make an empty queue
 */
export function requestsContract(name: string, make: () => Promise<Requests>): void {
  describe(`Requests: ${name}`, () => {
    let requests: Requests
    beforeEach(async () => {
      requests = await make()
    })

    it('is empty at first', async () => {
      expect(await requests.list(10)).toEqual([])
      expect(await requests.markedAt(skuId(1))).toBeNull()
    })

    it('keeps one mark per SKU and lane, however often it is marked', async () => {
      await requests.mark(mark('changed', 1), 1_000)
      await requests.mark(mark('changed', 1), 2_000)
      await requests.mark(mark('reprocess', 1), 3_000)
      expect(await requests.list(10)).toEqual([mark('changed', 1), mark('reprocess', 1)])
    })

    it('lists live lanes before backlog lanes, across pages and up to the limit', async () => {
      for (const id of [11, 12, 13, 14, 15]) await requests.mark(mark('reprocess', id), 1_000)
      for (const id of [21, 22, 23, 24]) await requests.mark(mark('changed', id), 1_000)
      const seven = await requests.list(7)
      expect(seven.map(({ lane }) => lane)).toEqual([
        ...Array<string>(4).fill('changed'),
        ...Array<string>(3).fill('reprocess'),
      ])
      expect(new Set((await requests.list(100)).map(one => one.skuId)).size).toBe(9)
    })

    it('tells since when a SKU waits, whatever the lane', async () => {
      await requests.mark(mark('radar', 5), 5_000)
      await requests.mark(mark('retry', 5), 4_000)
      expect(await requests.markedAt(skuId(5))).toBe(4_000)
      expect(await requests.markedAt(skuId(55))).toBeNull()
    })

    it('removes just these marks; those already gone are no error', async () => {
      await requests.mark(mark('changed', 1), 1_000)
      await requests.mark(mark('retry', 1), 1_000)
      await requests.remove([mark('changed', 1), mark('changed', 2)])
      await requests.remove([mark('changed', 1)])
      expect(await requests.list(10)).toEqual([mark('retry', 1)])
    })
  })
}
