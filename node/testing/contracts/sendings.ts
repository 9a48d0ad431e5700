import { gunzipSync } from 'zlib'

import { beforeEach, describe, expect, it } from '@jest/globals'

import { type Millis, dayOf } from '../../shared/time'
import type { Sendings } from '../../ports/stores'
import { aSending } from '../factories'

/**
 * Contract of every store of sendings.
 *
 * @param make one store, seen by two replicas
 * @param sentAt a moment of a day that is kept
 */
export function sendingsContract(
  name: string,
  make: () => Promise<readonly [Sendings, Sendings]>,
  sentAt: Millis
): void {
  describe(`Sendings: ${name}`, () => {
    let sendings: Sendings
    let other: Sendings
    beforeEach(async () => {
      ;[sendings, other] = await make()
    })

    const sending = aSending({ sentAt })
    const day = dayOf(sending.sentAt)

    it('has none at first', async () => {
      expect(await sendings.read([day])).toEqual([])
      expect(await sendings.readAttachment(sending.id, 'file')).toBeNull()
    })

    it('shows every replica a sending and gives its attachments back byte for byte', async () => {
      const file = Buffer.from('"offer-sku";"ç\r\n"\xff', 'latin1')
      await sendings.save(sending, { file })
      const [found] = await other.read(['2020-01-01', day])
      expect(found).toMatchObject({ ...sending, kept: { file: expect.any(Number) as unknown } })
      const stored = await other.readAttachment(sending.id, 'file')
      expect(stored && gunzipSync(stored)).toEqual(file)
      expect(await other.readAttachment(sending.id, 'report')).toBeNull()
    })

    it('keeps both of two sendings that are saved at once', async () => {
      await sendings.save(sending, {})
      const [one, two] = [
        aSending({ batchId: 'one', sentAt }),
        aSending({ batchId: 'two', sentAt }),
      ]
      await Promise.all([sendings.save(one, {}), other.save(two, {})])
      expect((await sendings.read([day])).map(({ id }) => id).sort()).toEqual(
        [sending.id, one.id, two.id].sort()
      )
    })

    it('adds attachments to a sending that is saved again', async () => {
      await sendings.save(sending, { file: Buffer.from('f') })
      const report = await other.saveAttachment(sending.id, 'report', Buffer.from('r'))
      const ended = { ...sending, endedAt: sending.sentAt + 1, kept: { report: report ?? 0 } }
      await other.save(ended, { answers: Buffer.from('[]') })
      const [found] = await sendings.read([day])
      expect(Object.keys(found?.kept ?? {}).sort()).toEqual(['answers', 'file', 'report'])
    })
  })
}
