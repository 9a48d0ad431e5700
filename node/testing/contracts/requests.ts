import { beforeEach, describe, expect, it } from '@jest/globals'

import type { Priority, StockRequest } from '../../queue/stockRequest.logic'
import type { RequestQueue } from '../../ports/stores'
import { skuId } from '../factories'

const request = (priority: Priority, id: number): StockRequest => ({ priority, skuId: skuId(id) })

/**
 * Contract of every queue.
 *
 * @param make an empty queue
 */
export function requestsContract(name: string, make: () => Promise<RequestQueue>): void {
  describe(`Requests: ${name}`, () => {
    let requests: RequestQueue
    beforeEach(async () => {
      requests = await make()
    })

    it('is empty at first', async () => {
      expect(await requests.list(10)).toEqual([])
      expect(await requests.requestedAt(skuId(1))).toBeNull()
    })

    it('keeps one request per SKU and priority, however often it is queued', async () => {
      await requests.enqueue(request('changed', 1), 1_000)
      await requests.enqueue(request('changed', 1), 2_000)
      await requests.enqueue(request('reprocess', 1), 3_000)
      expect(await requests.list(10)).toEqual([request('changed', 1), request('reprocess', 1)])
    })

    it('lists live priorities before backlog priorities, across pages and up to the limit', async () => {
      for (const id of [11, 12, 13, 14, 15]) await requests.enqueue(request('reprocess', id), 1_000)
      for (const id of [21, 22, 23, 24]) await requests.enqueue(request('changed', id), 1_000)
      const seven = await requests.list(7)
      expect(seven.map(({ priority }) => priority)).toEqual([
        ...Array<string>(4).fill('changed'),
        ...Array<string>(3).fill('reprocess'),
      ])
      expect(new Set((await requests.list(100)).map(one => one.skuId)).size).toBe(9)
    })

    it('returns since when a SKU waits, whatever the priority', async () => {
      await requests.enqueue(request('radar', 5), 5_000)
      await requests.enqueue(request('retry', 5), 4_000)
      expect(await requests.requestedAt(skuId(5))).toBe(4_000)
      expect(await requests.requestedAt(skuId(55))).toBeNull()
    })

    it('removes only these requests; missing ones are no error', async () => {
      await requests.enqueue(request('changed', 1), 1_000)
      await requests.enqueue(request('retry', 1), 1_000)
      await requests.remove([request('changed', 1), request('changed', 2)])
      await requests.remove([request('changed', 1)])
      expect(await requests.list(10)).toEqual([request('retry', 1)])
    })
  })
}
