/* What the ledger and the history must do, whether faked or on Master Data. */

import type { History } from '../../ports'
import type { Ledger, LedgerFilter, ProcessQuery } from '../../ports/stores'
import { type Process, impactRank } from '../../ledger/process.logic'
import { MINUTE } from '../../shared/time'
import { aProcess, anAttempt, skuId, someFacts } from '../factories'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { matchesSearch, readSearch } from '../../ledger/filter.logic'

const NOON = Date.parse('2026-11-02T12:00:00Z')
const UNKNOWN_PRODUCT = 'Produto ainda não foi catalogado no Carrefour.'

/** Five SKUs: two successful, two waiting for Carrefour, one blocked. */
const PROCESSES: readonly Process[] = [
  aProcess({
    skuId: skuId(1),
    processedAt: NOON,
    facts: someFacts({ name: 'Cafeteira Italiana 6 xícaras' }),
  }),
  aProcess({
    skuId: skuId(2),
    processedAt: NOON + 2 * MINUTE,
    facts: someFacts({ name: 'Cafeteira Elétrica' }),
  }),
  waiting(3, NOON + MINUTE, NOON + 20 * MINUTE),
  waiting(4, NOON + 3 * MINUTE, NOON + 10 * MINUTE),
  aProcess({
    skuId: skuId(5),
    processedAt: NOON - MINUTE,
    status: 'ERROR',
    cause: 'AUTH_INVALID',
    causeSince: NOON,
    facts: null,
  }),
]

/** An unclassified refusal; only some tests use it. */
const REFUSED = aProcess({
  skuId: skuId(6),
  processedAt: NOON - 2 * MINUTE,
  status: 'ERROR',
  cause: 'OFFER_LINE_REJECTED',
  causeSince: NOON + MINUTE,
  fingerprint: 'ab12',
  facts: someFacts({ ean: '7891000000099', reference: '00420042' }),
})

function waiting(id: number, processedAt: number, nextCheckAt: number): Process {
  const attempt = anAttempt({
    at: processedAt,
    status: 'WARNING',
    cause: 'NOT_CATALOGED',
    message: 'The product does not exist',
  })
  return aProcess({
    skuId: skuId(id),
    processedAt,
    nextCheckAt,
    status: 'WARNING',
    cause: 'NOT_CATALOGED',
    causeSince: NOON,
    message: UNKNOWN_PRODUCT,
    facts: someFacts({ name: `Panela de Pressão ${id} L` }),
    attempts: [
      attempt,
      anAttempt({ quantity: null, importId: null, status: 'ERROR', cause: 'UNKNOWN' }),
    ],
  })
}

const query = (with_: Partial<ProcessQuery> = {}): ProcessQuery => ({
  status: null,
  page: 1,
  pageSize: 25,
  ...with_,
})
const ids = (processes: readonly Process[]): readonly string[] =>
  processes.map(process => process.skuId)

/**
 * Contract of every ledger.
 *
 * @param make an empty ledger, and a wait until its searches see everything written
 */
export function ledgerContract(
  name: string,
  make: () => Promise<{ ledger: Ledger; caughtUp: () => Promise<void> }>
): void {
  describe(`Ledger: ${name}`, () => {
    let ledger: Ledger
    let caughtUp: () => Promise<void>
    beforeEach(async () => {
      const made = await make()
      ledger = made.ledger
      caughtUp = made.caughtUp
      for (const process of PROCESSES) await ledger.put(process)
      await made.caughtUp()
    })

    it('reads a process exactly as it was put, at once', async () => {
      for (const process of PROCESSES) expect(await ledger.get(process.skuId)).toEqual(process)
      const changed = aProcess({
        skuId: skuId(1),
        quantity: 0,
        status: 'WARNING',
        cause: 'BELOW_MIN_STOCK',
        causeSince: NOON,
      })
      await ledger.put(changed)
      expect(await ledger.get(skuId(1))).toEqual(changed)
    })

    it('accepts a put that changes nothing, and shows the process unchanged', async () => {
      const [first] = PROCESSES
      if (!first) throw new Error('no process')
      await ledger.put(first)
      await ledger.put(first)
      expect(await ledger.get(first.skuId)).toEqual(first)
      // At once: unchanged documents are not reindexed.
      expect(ids(await ledger.find([first.skuId]))).toEqual([first.skuId])
      await caughtUp()
      expect((await ledger.search(query({ pageSize: 1 }))).total).toBe(5)
    })

    it('knows nothing of a SKU that was never put', async () => {
      expect(await ledger.get(skuId(99))).toBeNull()
    })

    it('counts the SKUs with units at Carrefour: what was refused, or never reached it, changed nothing; a held 0 has some', async () => {
      expect(await ledger.stocked(100)).toBe(2)
      await ledger.put(aProcess({ skuId: skuId(7), quantity: 0 }))
      await ledger.put(
        aProcess({ skuId: skuId(8), quantity: null, status: 'WARNING', cause: 'ZERO_HELD' })
      )
      await caughtUp()
      expect(await ledger.stocked(100)).toBe(3)
    })

    it('lists newest first, page by page, with the total', async () => {
      const first = await ledger.search(query({ pageSize: 2 }))
      const third = await ledger.search(query({ pageSize: 2, page: 3 }))
      expect([ids(first.items), first.total]).toEqual([['4', '2'], 5])
      expect([ids(third.items), third.total]).toEqual([['5'], 5])
    })

    it('lists what costs most first, and counts by what it costs', async () => {
      const locked = { status: 'ERROR', cause: 'AUTH_INVALID' } as const
      await ledger.put(aProcess({ skuId: skuId(11), ...locked, quantity: 0, atCarrefour: 2 }))
      await ledger.put(aProcess({ skuId: skuId(12), ...locked, quantity: 900, atCarrefour: 0 }))
      await ledger.put(aProcess({ skuId: skuId(13), ...locked, quantity: 1, atCarrefour: 20 }))
      await caughtUp()
      const found = await ledger.search(query({ sort: 'impact', pageSize: 4 }))
      expect(ids(found.items).slice(0, 3)).toEqual(['13', '11', '12'])
      const rank = impactRank({ oversold: 2, unoffered: 0 })
      expect(await ledger.count({ impactFrom: rank, impactTo: rank })).toBe(1)
      expect(await ledger.count({ impactFrom: rank + 1 })).toBe(1)
      expect(await ledger.count({ impactFrom: 8, impactTo: rank - 1 })).toBe(1)
    })

    it('finds by status, and by words of name or message', async () => {
      expect(ids((await ledger.search(query({ status: 'WARNING' }))).items)).toEqual(['4', '3'])
      expect(ids((await ledger.search(query({ search: readSearch('cafeteira') }))).items)).toEqual([
        '2',
        '1',
      ])
      expect(
        ids((await ledger.search(query({ search: readSearch('cafeteira xicaras') }))).items)
      ).toEqual(['1'])
      expect(
        ids(
          (await ledger.search(query({ search: readSearch('catalogado'), status: 'WARNING' })))
            .items
        )
      ).toEqual(['4', '3'])
      expect((await ledger.search(query({ search: readSearch('geladeira') }))).total).toBe(0)
    })

    it('takes a word literally, whatever it contains', async () => {
      expect(
        (await ledger.search(query({ search: readSearch('cafeteira* OR status=ERROR') }))).total
      ).toBe(0)
    })

    it.each([
      ['panela 3', '3'],
      ['pan', '4 3'],
      ['anela', ''],
      ['pressão l', '4 3'],
      ['3, 5', '3 5'],
      ['5 eletrica', ''],
      ['exist', '4 3'],
      ['%', ''],
      ['...', ''],
    ])('given the search %j, finds what `matchesSearch` says: %s', async (text, expected) => {
      const search = readSearch(text)
      const found = ids((await ledger.search(query({ search }))).items)
      expect([...found].sort()).toEqual(expected.split(' ').filter(Boolean).sort())
      const matching = PROCESSES.filter(process => matchesSearch(process.skuId, process, search))
      expect([...found].sort()).toEqual([...ids(matching)].sort())
      expect(await ledger.count({ search, notSku: skuId(3) })).toBe(
        found.filter(id => id !== '3').length
      )
    })

    it('finds many SKUs at once', async () => {
      expect([...ids(await ledger.find([skuId(1), skuId(5), skuId(99)]))].sort()).toEqual([
        '1',
        '5',
      ])
      expect(await ledger.find([])).toEqual([])
    })

    it('counts by status and by cause', async () => {
      expect(await ledger.count({ status: 'SUCCESS' })).toBe(2)
      expect(await ledger.count({ causes: ['AUTH_INVALID', 'AUTH_FORBIDDEN'] })).toBe(1)
    })

    it('narrows by every condition, and sorts by each order', async () => {
      await ledger.put(REFUSED)
      await caughtUp()
      const found = async (with_: Partial<ProcessQuery>) =>
        ids((await ledger.search(query(with_))).items).join(' ')
      expect(await found({ causes: ['NOT_CATALOGED', 'AUTH_INVALID'], sort: 'oldest' })).toBe(
        '5 3 4'
      )
      expect(await found({ since: NOON + MINUTE, sort: 'skuUp' })).toBe('2 3 4')
      expect(await found({ before: NOON + MINUTE, sort: 'skuDown' })).toBe('6 5 1')
      expect(await found({ skuAbove: 2, skuBelow: 5, sort: 'nextCheck' })).toBe('4 3')
      expect(await found({ causeSince: NOON + 1 })).toBe('6')
      expect(await found({ fingerprint: 'ab12' })).toBe('6')
      expect(await found({ otherThan: [] })).toBe('6')
      expect(await found({ otherThan: ['ab12', 'cd34'] })).toBe('')
      expect(await found({ search: readSearch('7891000000099') })).toBe('6')
      expect(await found({ search: readSearch('00420042') })).toBe('6')
      expect(await found({ search: readSearch('caf 006') })).not.toContain('6')
      const longest = await ledger.search(query({ status: 'ERROR', sort: 'longest', pageSize: 1 }))
      expect([ids(longest.items), longest.total]).toEqual([['5'], 2])
    })

    it('sorts SKU codes as numbers', async () => {
      await ledger.put(aProcess({ skuId: skuId(10), processedAt: NOON }))
      await caughtUp()
      const sorted = await ledger.search(query({ sort: 'skuUp' }))
      expect(ids(sorted.items).at(-1)).toBe('10')
    })

    it('returns what is due for the radar, longest due first', async () => {
      expect(ids(await ledger.due(NOON + 10 * MINUTE, 50))).toEqual(['4'])
      expect(ids(await ledger.due(NOON + 30 * MINUTE, 50))).toEqual(['4', '3'])
      expect(ids(await ledger.due(NOON + 30 * MINUTE, 1))).toEqual(['4'])
    })

    it('counts by several conditions together, and all without any', async () => {
      expect(await ledger.count({ status: 'WARNING', causes: ['NOT_CATALOGED'] })).toBe(2)
      expect(await ledger.count({ status: 'ERROR', causes: ['NOT_CATALOGED'] })).toBe(0)
      expect(await ledger.count({ search: readSearch('cafeteira'), causes: [] })).toBe(2)
      expect(await ledger.count({ without: ['NOT_CATALOGED'] })).toBe(3)
      expect(await ledger.count({ status: 'SUCCESS', without: ['STALE'] })).toBe(2)
      expect(await ledger.count({})).toBe(5)
    })

    it('walks through all matches to the end', async () => {
      const walked = async (filter: LedgerFilter) => {
        const seen: string[] = []
        let step = await ledger.walk(filter, null)
        while (step?.cursor) {
          seen.push(...step.skuIds)
          step = await ledger.walk(filter, step.cursor)
        }
        return [...seen, ...(step?.skuIds ?? [])].sort()
      }
      expect(await walked({ causes: ['NOT_CATALOGED', 'AUTH_INVALID'] })).toEqual(['3', '4', '5'])
      expect(await walked({ status: 'WARNING', search: readSearch('catalogado') })).toEqual([
        '3',
        '4',
      ])
      expect(await walked({})).toEqual(['1', '2', '3', '4', '5'])
      expect(await walked({ search: readSearch('geladeira') })).toEqual([])
    })

    it('returns null for an unknown cursor of a walk', async () => {
      expect(await ledger.walk({}, 'walk-of-yesterday')).toBeNull()
    })
  })
}

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
