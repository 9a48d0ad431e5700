import { describe, expect, it } from '@jest/globals'

import type { History } from '../../ports/history'

const EVERY = { kind: null, person: null, since: 0, page: 1, pageSize: 25 }

/** Contract of every history. */
export function historyContract(
  name: string,
  make: () => Promise<{ history: History; caughtUp: () => Promise<void> }>
): void {
  describe(`history ${name}`, () => {
    it('shows notes newest first with who, and by kind and person', async () => {
      const { history, caughtUp } = await make()
      await history.note({ kind: 'CONFIGURATION_SAVED', fields: ['shopKey', 'minimumStock'] })
      await caughtUp()
      await history.note({ kind: 'REPROCESSED', count: 3, subject: 'job-1' })
      await caughtUp()
      const { items, total } = await history.search(EVERY)
      expect(total).toBe(2)
      expect(items).toMatchObject([
        { kind: 'REPROCESSED', count: 3, subject: 'job-1', person: 'owner@lojademo.example' },
        { kind: 'CONFIGURATION_SAVED', fields: ['shopKey', 'minimumStock'], count: null },
      ])
      expect((await history.search({ ...EVERY, kind: 'REPROCESSED' })).total).toBe(1)
      expect((await history.search({ ...EVERY, person: 'owner@lojademo.example' })).total).toBe(2)
      const hostile = 'x OR kind=REPROCESSED'
      expect((await history.search({ ...EVERY, person: hostile })).total).toBe(0)
    })

    it('keeps one entry for the same named note', async () => {
      const { history, caughtUp } = await make()
      await history.note({ kind: 'REFUSED', subject: 'x' }, 'x 12:00')
      await history.note({ kind: 'REFUSED', subject: 'x' }, 'x 12:00')
      await caughtUp()
      expect((await history.search(EVERY)).total).toBe(1)
    })

    it('keeps the first entry of a named note that is repeated later', async () => {
      const { history, caughtUp } = await make()
      await history.note({ kind: 'REFUSED', subject: 'x', count: 1 }, 'x 12:00')
      await caughtUp()
      const [first] = (await history.search(EVERY)).items
      await history.note({ kind: 'REFUSED', subject: 'x', count: 2 }, 'x 12:00')
      await caughtUp()
      expect((await history.search(EVERY)).items).toEqual([first])
    })

    it('shows the beginning only of an action that has not ended', async () => {
      const { history, caughtUp } = await make()
      const ended = await history.begin({ kind: 'BEGUN', subject: 'saveCarrefourConfiguration' })
      await history.end(ended ?? '')
      await history.flush()
      await caughtUp()
      expect([ended === null, (await history.search(EVERY)).total]).toEqual([false, 0])
    })

    it('forgets 250 old entries in one call', async () => {
      const { history, caughtUp } = await make()
      for (let at = 0; at < 250; at += 1) await history.note({ kind: 'TURNED_OFF' })
      await caughtUp()
      expect(await history.forget(Date.parse('2100-01-01'))).toBe(250)
      await caughtUp()
      expect((await history.search(EVERY)).total).toBe(0)
    })

    it('removes a person to forget from all entries', async () => {
      const { history, caughtUp } = await make()
      await history.note({ kind: 'TURNED_OFF' })
      await history.note({ kind: 'TURNED_ON' })
      await caughtUp()
      expect(await history.forgetPerson('other@lojademo.example')).toBe(0)
      // Addresses with characters that no condition can hold are different addresses.
      for (const near of [
        "owner'@lojademo.example",
        'own*@lojademo.example',
        'öwner@lojademo.example',
      ]) {
        expect((await history.search({ ...EVERY, person: near })).total).toBe(0)
        expect(await history.forgetPerson(near)).toBe(0)
      }
      expect(await history.forgetPerson('owner@lojademo.example')).toBe(2)
      await caughtUp()
      const { items } = await history.search(EVERY)
      expect(items.map(({ person, from }) => [person, from])).toEqual([
        [null, null],
        [null, null],
      ])
    })

    it('forgets old entries and keeps the others', async () => {
      const { history, caughtUp } = await make()
      await history.note({ kind: 'TURNED_OFF' })
      await caughtUp()
      expect(await history.forget(0)).toBe(0)
      expect(await history.forget(Date.parse('2100-01-01'))).toBe(1)
      await caughtUp()
      expect((await history.search(EVERY)).total).toBe(0)
    })
  })
}
